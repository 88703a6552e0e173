import { followPeriods, type PeriodRun } from '../signal/glottalPeriods.ts';
import { createLagProducts, type LagProducts } from '../signal/lagProducts.ts';
import { statisticColumns, type Column, type Family } from './family.ts';
import { computeStatistics, type Statistic } from './functionals.ts';
import { perturbation } from './perturbation.ts';
import type { VoiceAnalysis } from './voiceAnalysis.ts';

const STATISTICS: readonly Statistic[] = ['mean', 'std', 'q25', 'q50', 'q75'];
/** Periodicities are kept away from 0 and 1, so that the ratio lies within −30 and 40 dB. */
const LOWEST = 1e-3;
const HIGHEST = 1 - 1e-4;

const columns: Column[] = [
  ...statisticColumns([{ name: 'hnr', unit: 'dB', description: 'Harmonics-to-noise ratio' }], STATISTICS, 'over voiced frames'),
  ...statisticColumns([{ name: 'periodicity', unit: '1', description: 'Normalised autocorrelation at the period' }], STATISTICS),
  ...statisticColumns([{ name: 'jitter', unit: '1', description: 'Difference of neighbouring periods over their mean' }], STATISTICS, 'over pairs of periods'),
  ...statisticColumns([{ name: 'shimmer', unit: 'dB', description: 'Ratio of neighbouring peak-to-peak amplitudes' }], STATISTICS, 'over pairs of periods'),
  { name: 'jitter_rap', unit: '1', description: 'Difference of a period from the mean of three, over the mean period' },
  { name: 'jitter_ppq5', unit: '1', description: 'Difference of a period from the mean of five, over the mean period' },
  { name: 'shimmer_apq3', unit: '1', description: 'Difference of an amplitude from the mean of three, over the mean amplitude' },
  { name: 'shimmer_apq5', unit: '1', description: 'Difference of an amplitude from the mean of five, over the mean amplitude' },
];

/** 10 log₁₀ (r / (1 − r)) of a periodicity r: the energy of the periodic part over that of the rest, in dB within [−30, 40]. */
export function harmonicsToNoise(periodicity: number): number {
  const r = Math.min(HIGHEST, Math.max(LOWEST, periodicity));
  return 10 * Math.log10(r / (1 - r));
}

/**
 * How regular the voice is: harmonics-to-noise ratio of the voiced frames; jitter and shimmer of the periods that are
 * followed through each voiced stretch. Without voiced frames all but the periodicity is 0.
 *
 * @see P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled
 *   sound", IFA Proceedings 17, 1993; jitter and shimmer as in Praat's voice report
 */
export const voiceQuality: Family<VoiceAnalysis> = {
  id: 'voice_quality',
  description: 'Harmonics-to-noise ratio, periodicity, jitter and shimmer',
  columns,
  create(_sampleRate, kernels) {
    const lagProducts = createLagProducts(kernels);
    return (clip) => measureQuality(clip, periodRuns(clip, lagProducts));
  },
};

function measureQuality({ pitch, voiced }: VoiceAnalysis, periods: readonly PeriodRun[]): Float64Array {
  const out = new Float64Array(columns.length);
  let at = 0;
  const put = (values: readonly number[] | Float32Array): void => {
    computeStatistics(Float64Array.from(values), STATISTICS, out, at);
    at += STATISTICS.length;
  };
  put(pitch.periodicity.filter((_, t) => voiced[t] === 1).map(harmonicsToNoise));
  put(pitch.periodicity);
  const { jitter, shimmerDb, rap, ppq5, apq3, apq5 } = perturbation(periods);
  put(jitter);
  put(shimmerDb);
  out.set([rap, ppq5, apq3, apq5], at);
  return out;
}

/** The periods of each voiced stretch of a clip. */
export function periodRuns({ samples, sampleRate, hopLength, pitch, runs }: VoiceAnalysis, lagProducts?: LagProducts): PeriodRun[] {
  return runs.map(({ start, end }) => {
    const first = Math.max(0, (start - 0.5) * hopLength);
    const last = Math.min(samples.length, (end - 0.5) * hopLength);
    const periodAt = (sample: number): number => sampleRate / pitch.f0[Math.min(end - 1, Math.max(start, Math.round(sample / hopLength)))];
    return followPeriods(samples, first, last, periodAt, lagProducts);
  });
}
