import { countFrames } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';

/**
 * Root mean square of each frame's samples; the clip is continued by zeros.
 *
 * @see librosa.feature.rms(y=…) with its defaults
 */
export const rms: Extractor = {
  id: 'rms',
  nCoefficients: 1,
  create() {
    return ({ samples }) => {
      const nFrames = countFrames(samples.length, HOP_LENGTH);
      const values = new Float32Array(nFrames);
      for (let t = 0; t < nFrames; t++) {
        const start = t * HOP_LENGTH - FRAME_LENGTH / 2;
        const end = Math.min(samples.length, start + FRAME_LENGTH);
        let energy = 0;
        for (let i = Math.max(0, start); i < end; i++) energy += samples[i] * samples[i];
        values[t] = Math.sqrt(energy / FRAME_LENGTH);
      }
      return { values, nCoefficients: 1, nFrames };
    };
  },
};
