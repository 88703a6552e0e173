import { numbered, statisticColumns, type Family } from './family.ts';
import { NINE, summariseFrames } from './functionals.ts';
import { frameLengthFor, type VoiceAnalysis } from './voiceAnalysis.ts';

const LOWEST_EDGE_HZ = 250;
const N_BANDS = 6;
/** Share of a band's bins that makes its peak, and its valley. */
const SHARE = 0.1;
const FLOOR = 1e-10;

/**
 * How far the peaks of an octave band stand above its valleys, which is high for clear harmonics and low for noise and
 * breath: level of the strongest tenth of its bins less that of the weakest, in dB. Six bands: below 250 Hz, and five octaves
 * from there to 8 kHz; a band above half the sample rate is 0.
 *
 * @see D.-N. Jiang et al., "Music type classification by spectral contrast feature", ICME 2002
 */
export const bandContrast: Family<VoiceAnalysis> = {
  id: 'contrast',
  description: 'Peaks over valleys in octave bands',
  columns: statisticColumns(numbered('contrast', N_BANDS, 'dB', (b) => `Peaks over valleys ${b === 0 ? 'below 250 Hz' : `from ${250 * 2 ** (b - 1)} to ${250 * 2 ** b} Hz`}`), NINE),
  create(sampleRate) {
    const hzABin = sampleRate / frameLengthFor(sampleRate);
    const edges = Array.from({ length: N_BANDS + 1 }, (_, b) => (b === 0 ? 1 : Math.round((LOWEST_EDGE_HZ * 2 ** (b - 1)) / hzABin)));
    return ({ spectrogram: { power, nFrames, nBins } }) => {
      const values = new Float32Array(N_BANDS * nFrames);
      for (let b = 0; b < N_BANDS; b++) {
        const [from, to] = [edges[b], Math.min(nBins, edges[b + 1])];
        if (to <= from) continue;
        const nExtremes = Math.max(1, Math.round(SHARE * (to - from)));
        const lowest = new Float64Array(nExtremes);
        const highest = new Float64Array(nExtremes);
        for (let t = 0; t < nFrames; t++) {
          keepExtremes(power, t * nBins + from, t * nBins + to, lowest, highest);
          let low = 0;
          let high = 0;
          for (let i = 0; i < nExtremes; i++) {
            low += lowest[i];
            high += highest[i];
          }
          values[b * nFrames + t] = 10 * Math.log10((high / nExtremes + FLOOR) / (low / nExtremes + FLOOR));
        }
      }
      return summariseFrames({ values, nCoefficients: N_BANDS, nFrames }, NINE);
    };
  },
};

/** The smallest values of [from, to), smallest first, and the largest, largest first: to keep a tenth in order takes half the time of a sort. */
function keepExtremes(values: Float32Array, from: number, to: number, lowest: Float64Array, highest: Float64Array): void {
  const last = lowest.length - 1;
  lowest.fill(Infinity);
  highest.fill(-Infinity);
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value < lowest[last]) {
      let at = last;
      for (; at > 0 && lowest[at - 1] > value; at--) lowest[at] = lowest[at - 1];
      lowest[at] = value;
    }
    if (value > highest[last]) {
      let at = last;
      for (; at > 0 && highest[at - 1] < value; at--) highest[at] = highest[at - 1];
      highest[at] = value;
    }
  }
}
