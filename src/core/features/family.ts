import type { FeatureKernels } from '../signal/kernels.ts';
import { isRatio, type Statistic } from './functionals.ts';

/** One column of a feature set: what it holds, and in which unit ('1' for a ratio or a count). */
export interface Column {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

/** One family of features, computed from a clip as its set analyses it. `create` prepares its tables for a sample rate; kernels speed up what they can. */
export interface Family<Clip> {
  readonly id: string;
  readonly description: string;
  readonly columns: readonly Column[];
  create(sampleRate: number, kernels?: FeatureKernels): (clip: Clip) => ArrayLike<number>;
}

/** A quantity over time before its statistics are named. */
export interface Quantity {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

const STATISTIC_WORDS: Readonly<Record<Statistic, string>> = {
  mean: 'mean', std: 'standard deviation', min: 'smallest value', max: 'largest value', q10: '10 % quantile', q20: '20 % quantile', q25: 'first quartile', q50: 'median',
  q75: 'third quartile', q80: '80 % quantile', q90: '90 % quantile', skew: 'skewness', kurtosis: 'excess kurtosis', mean_abs: 'mean magnitude',
};

/** A column for each statistic of each quantity, `<quantity>_<statistic>`, a quantity after the other. */
export function statisticColumns(quantities: readonly Quantity[], statistics: readonly Statistic[], where = 'over the clip'): Column[] {
  return quantities.flatMap(({ name, unit, description }) =>
    statistics.map((statistic) => ({ name: `${name}_${statistic}`, unit: isRatio(statistic) ? '1' : unit, description: `${description}: ${STATISTIC_WORDS[statistic]} ${where}` })),
  );
}

/** Numbered quantities `<name>_0` … */
export function numbered(name: string, count: number, unit: string, describe: (i: number) => string): Quantity[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${name}_${i}`, unit, description: describe(i) }));
}
