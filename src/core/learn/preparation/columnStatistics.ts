import type { Matrix } from '../matrix.ts';
import { normaliseBySpeaker } from './speakerNormaliser.ts';
import { fitScaler } from './scaler.ts';

/** The mean and the spread (population standard deviation; 1 where constant) of each column, to seven significant digits. */
export interface ColumnStatistics {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Seven digits say as much of a float32 as there is. */
const shortened = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(7)));

/** @throws SerError `too-few-clips` without rows; `feature-not-finite` */
export function columnStatistics(X: Matrix): ColumnStatistics {
  const { mean, scale } = fitScaler(X);
  return { means: shortened(mean), deviations: shortened(scale) };
}

/**
 * Brings the rows of a foreign corpus to the place and the spread of other data: the whole corpus together, or each of its
 * speakers. Labels are not used, but all rows of the corpus (or the speaker) are, so it cannot be done for a clip alone.
 *
 * @throws SerError `too-few-speakers`, `too-few-clips` as {@link normaliseBySpeaker}
 */
export function adaptRows(X: Matrix, speakers: readonly string[], { means, deviations }: ColumnStatistics, by: 'corpus' | 'speaker'): Matrix {
  const standard = normaliseBySpeaker(X, by === 'speaker' ? speakers : speakers.map(() => 'all'));
  return { ...standard, data: standard.data.map((value, i) => value * deviations[i % X.nColumns] + means[i % X.nColumns]) };
}
