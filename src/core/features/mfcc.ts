import { createDct } from '../signal/dct.ts';
import { powerToDb } from '../signal/decibel.ts';
import { applyFilterBank, createMelFilterBank } from '../signal/mel.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';

export const N_MFCC = 40;
export const N_MELS = 128;

/**
 * Mel-frequency cepstral coefficients: the orthonormal DCT-II of the mel power spectrogram (128 bands from 0 Hz to half
 * the sample rate) in decibels, first 40 coefficients.
 *
 * @see S. Davis, P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition", 1980;
 *   librosa.feature.mfcc(n_mfcc=40)
 */
export const mfcc: Extractor = {
  id: 'mfcc',
  nCoefficients: N_MFCC,
  create(sampleRate) {
    const bank = createMelFilterBank({ sampleRate, nFft: FRAME_LENGTH, nMels: N_MELS, fMin: 0, fMax: sampleRate / 2 });
    const dct = createDct(N_MFCC, N_MELS);
    return ({ spectrogram: { power, nFrames, nBins } }) => {
      const db = powerToDb(applyFilterBank(bank, power, nFrames, nBins));
      const values = new Float32Array(N_MFCC * nFrames);
      for (let t = 0; t < nFrames; t++) {
        for (let k = 0; k < N_MFCC; k++) {
          let sum = 0;
          for (let m = 0; m < N_MELS; m++) sum += dct[k * N_MELS + m] * db[t * N_MELS + m];
          values[k * nFrames + t] = sum;
        }
      }
      return { values, nCoefficients: N_MFCC, nFrames };
    };
  },
};
