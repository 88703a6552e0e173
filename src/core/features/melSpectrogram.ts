import { applyFilterBank, createMelFilterBank } from '../signal/mel.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';
import { N_MELS } from './mfcc.ts';

/**
 * Power in 128 bands that are evenly spaced on Slaney's mel scale, from 0 Hz to half the sample rate.
 *
 * @see librosa.feature.melspectrogram with its defaults
 */
export const melSpectrogram: Extractor = {
  id: 'melspectrogram',
  nCoefficients: N_MELS,
  create(sampleRate) {
    const bank = createMelFilterBank({ sampleRate, nFft: FRAME_LENGTH, nMels: N_MELS, fMin: 0, fMax: sampleRate / 2 });
    return ({ spectrogram: { power, nFrames, nBins } }) => {
      const frames = applyFilterBank(bank, power, nFrames, nBins);
      const values = new Float32Array(frames.length);
      for (let t = 0; t < nFrames; t++) for (let m = 0; m < N_MELS; m++) values[m * nFrames + t] = frames[t * N_MELS + m];
      return { values, nCoefficients: N_MELS, nFrames };
    };
  },
};
