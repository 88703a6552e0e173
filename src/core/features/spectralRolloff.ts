import { binFrequencies } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';

const SHARE = 0.85;

/**
 * The lowest frequency up to which 85 % of each frame's magnitude lies, in Hz; 0 in silence. Summed in float32 as librosa
 * does, so that the same bin is met.
 *
 * @see librosa.feature.spectral_rolloff with its defaults
 */
export const spectralRolloff: Extractor = {
  id: 'spectral_rolloff',
  nCoefficients: 1,
  create(sampleRate) {
    const frequencies = binFrequencies(FRAME_LENGTH, sampleRate);
    return ({ spectrogram: { magnitude, nFrames, nBins } }) => {
      const values = new Float32Array(nFrames);
      const sums = new Float32Array(nBins);
      for (let t = 0; t < nFrames; t++) {
        sums[0] = magnitude[t * nBins];
        for (let k = 1; k < nBins; k++) sums[k] = sums[k - 1] + magnitude[t * nBins + k];
        const threshold = Math.fround(SHARE * sums[nBins - 1]);
        values[t] = frequencies[sums.findIndex((sum) => sum >= threshold)];
      }
      return { values, nCoefficients: 1, nFrames };
    };
  },
};
