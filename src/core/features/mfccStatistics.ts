import { contourCoefficients } from '../signal/contour.ts';
import { computeDelta } from '../signal/delta.ts';
import { numbered, statisticColumns, type Family } from './family.ts';
import { NINE, summariseFrames, type Statistic } from './functionals.ts';
import { N_MFCC, type VoiceAnalysis } from './voiceAnalysis.ts';

/** Coefficients whose distribution and course are told; the higher ones add little but noise. */
const N_LOW = 13;
const N_CONTOUR = 8;
const CHANGE: readonly Statistic[] = ['std', 'mean_abs', 'q25', 'q75'];
const BEND: readonly Statistic[] = ['std'];

/**
 * Nine statistics of the first 13 mel-frequency cepstral coefficients: the orthonormal DCT-II of 40 mel bands in dB.
 *
 * @see S. Davis, P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition", 1980
 */
export const mfccStatistics: Family<VoiceAnalysis> = {
  id: 'mfcc',
  description: 'Mel-frequency cepstral coefficients 0 to 12',
  columns: statisticColumns(numbered('mfcc', N_LOW, 'dB', (i) => `Mel-frequency cepstral coefficient ${i}`), NINE),
  create:
    () =>
    ({ mfcc: { values, nFrames } }) =>
      summariseFrames({ values, nCoefficients: N_LOW, nFrames }, NINE),
};

/**
 * Statistics of the first and the second derivative of 20 coefficients. Their means are left out: a derivative's mean is
 * the difference of a clip's ends.
 *
 * @see S. Furui, "Speaker-independent isolated word recognition using dynamic features of speech spectrum", IEEE ASSP 34, 1986
 */
export const mfccDelta: Family<VoiceAnalysis> = {
  id: 'mfcc_delta',
  description: 'First and second derivatives of mel-frequency cepstral coefficients 0 to 19',
  columns: [
    ...statisticColumns(numbered('mfcc_delta', N_MFCC, 'dB/frame', (i) => `Slope of mel-frequency cepstral coefficient ${i}`), CHANGE),
    ...statisticColumns(numbered('mfcc_delta2', N_MFCC, 'dB/frame²', (i) => `Second derivative of mel-frequency cepstral coefficient ${i}`), BEND),
  ],
  create:
    () =>
    ({ mfcc: { values, nCoefficients, nFrames } }) => {
      const first = summariseFrames({ values: computeDelta(values, nCoefficients, nFrames, 1), nCoefficients, nFrames }, CHANGE);
      const second = summariseFrames({ values: computeDelta(values, nCoefficients, nFrames, 2), nCoefficients, nFrames }, BEND);
      return Float64Array.of(...first, ...second);
    },
};

/** The slow course of each coefficient over the clip: eight coefficients of its DCT over time, whatever the duration. */
export const mfccContour: Family<VoiceAnalysis> = {
  id: 'mfcc_contour',
  description: 'Course of mel-frequency cepstral coefficients 0 to 12 over the clip',
  columns: Array.from({ length: N_LOW * N_CONTOUR }, (_, i) => {
    const [coefficient, k] = [Math.floor(i / N_CONTOUR), 1 + (i % N_CONTOUR)];
    return { name: `mfcc_${coefficient}_contour_${k}`, unit: 'dB', description: `Mel-frequency cepstral coefficient ${coefficient}: cosine ${k} of its course over the clip` };
  }),
  create:
    () =>
    ({ mfcc: { values, nFrames } }) => {
      const out = new Float64Array(N_LOW * N_CONTOUR);
      for (let c = 0; c < N_LOW; c++) contourCoefficients(values, c * nFrames, nFrames, N_CONTOUR, out, c * N_CONTOUR);
      return out;
    },
};
