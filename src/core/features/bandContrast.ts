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
        const band = new Float32Array(to - from);
        const nExtremes = Math.max(1, Math.round(SHARE * band.length));
        for (let t = 0; t < nFrames; t++) {
          band.set(power.subarray(t * nBins + from, t * nBins + to));
          band.sort();
          let low = 0;
          let high = 0;
          for (let i = 0; i < nExtremes; i++) {
            low += band[i];
            high += band[band.length - 1 - i];
          }
          values[b * nFrames + t] = 10 * Math.log10((high / nExtremes + FLOOR) / (low / nExtremes + FLOOR));
        }
      }
      return summariseFrames({ values, nCoefficients: N_BANDS, nFrames }, NINE);
    };
  },
};
