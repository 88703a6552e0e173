import { contourCoefficients } from '../signal/contour.ts';
import { statisticColumns, type Column, type Family } from './family.ts';
import { computeStatistics, NINE, type Statistic } from './functionals.ts';
import type { VoiceAnalysis } from './voiceAnalysis.ts';

const RELATIVE: readonly Statistic[] = ['mean', 'q10', 'q25', 'q50', 'q75', 'q90'];
const CHANGE: readonly Statistic[] = ['std', 'mean_abs'];
const N_CONTOUR = 8;
/** The pace of syllables: about three to eight a second. */
const LAGS_SEC = [0.06, 0.1, 0.2, 0.3, 0.5];
const RANGES_DB = [10, 20];

const columns: Column[] = [
  ...statisticColumns([{ name: 'level', unit: 'dB', description: 'RMS level relative to full scale' }], NINE),
  ...statisticColumns([{ name: 'relative_level', unit: 'dB', description: 'RMS level relative to the loudest frame' }], RELATIVE),
  ...statisticColumns([{ name: 'level_change', unit: 'dB', description: 'Change of the RMS level from frame to frame' }], CHANGE),
  ...RANGES_DB.map((range) => ({ name: `loud_share_${range}`, unit: '1', description: `Share of frames less than ${range} dB below the loudest` })),
  ...Array.from({ length: N_CONTOUR }, (_, k) => ({ name: `level_contour_${k + 1}`, unit: 'dB', description: `RMS level: cosine ${k + 1} of its course over the clip` })),
  ...LAGS_SEC.map((lag) => ({ name: `level_rhythm_${lag * 1000}`, unit: '1', description: `Autocorrelation of the RMS level at ${lag * 1000} ms` })),
];

/** The level's distribution, course and rhythm: how loud, how even, how fast it moves. */
export const levelStatistics: Family<VoiceAnalysis> = {
  id: 'level',
  description: 'Level: distribution, course and rhythm',
  columns,
  create: () => ({ level, loudest, nFrames, hopLength, sampleRate }) => {
    const out = new Float64Array(columns.length);
    const absolute = Float64Array.from(level);
    const relative = absolute.map((value) => value - loudest);
    let at = 0;
    const put = (values: Float64Array, statistics: readonly Statistic[]): void => {
      computeStatistics(values, statistics, out, at);
      at += statistics.length;
    };
    put(absolute, NINE);
    put(relative, RELATIVE);
    put(Float64Array.from({ length: nFrames - 1 }, (_, t) => level[t + 1] - level[t]), CHANGE);
    for (const range of RANGES_DB) out[at++] = relative.filter((value) => value > -range).length / nFrames;
    contourCoefficients(absolute, 0, nFrames, N_CONTOUR, out, at);
    at += N_CONTOUR;
    const mean = out[0];
    for (const lag of LAGS_SEC) out[at++] = autocorrelationAt(absolute, mean, Math.round((lag * sampleRate) / hopLength));
    return out;
  },
};

/** Σ (x[t] − mean)(x[t + lag] − mean) / Σ (x[t] − mean)²; 0 for a curve that is flat or not longer than the lag. */
function autocorrelationAt(curve: Float64Array, mean: number, lag: number): number {
  let product = 0;
  let energy = 0;
  for (let t = 0; t < curve.length; t++) {
    energy += (curve[t] - mean) ** 2;
    if (t + lag < curve.length) product += (curve[t] - mean) * (curve[t + lag] - mean);
  }
  return energy > 1e-9 * curve.length ? product / energy : 0;
}
