import type { Matrix } from '../matrix.ts';
import type { Explanation } from './explanation.ts';

/**
 * By how much the probability of a class falls when one column of a row at a time is set to a value in its place.
 *
 * @param predict probabilities of rows, row-major
 * @param row one row
 * @param means nColumns values
 * @param chosen the columns to try; all by default
 * @returns nColumns falls, 0 for columns that were not tried; `base` is the probability where all columns are set
 */
export function occlusion(predict: (X: Matrix) => Float64Array, { data, nColumns }: Matrix, means: ArrayLike<number>, k: number, chosen?: Int32Array): Pick<Explanation, 'base' | 'score' | 'contributions'> {
  const tried = chosen ?? Int32Array.from({ length: nColumns }, (_, j) => j);
  const nRows = tried.length + 2;
  const rows = new Float32Array(nRows * nColumns);
  for (let i = 0; i < nRows - 1; i++) rows.set(data, i * nColumns);
  tried.forEach((column, i) => (rows[(i + 1) * nColumns + column] = means[column]));
  for (let j = 0; j < nColumns; j++) rows[(nRows - 1) * nColumns + j] = means[j];
  const probabilities = predict({ data: rows, nRows, nColumns });
  const nClasses = probabilities.length / nRows;
  const contributions = new Float64Array(nColumns);
  tried.forEach((column, i) => (contributions[column] = probabilities[k] - probabilities[(i + 1) * nClasses + k]));
  return { base: probabilities[(nRows - 1) * nClasses + k], score: probabilities[k], contributions };
}
