import type { Matrix } from './matrix.ts';
import { createRankCodes } from './rankCodes.ts';

/** A matrix whose values are replaced by the number of their quantile bin. */
export interface QuantileBins {
  readonly nRows: number;
  readonly nColumns: number;
  /** Column-major: the bin of row i in column j is codes[j * nRows + i], counted from 0 in each column. */
  readonly codes: Uint16Array;
  /** Column j has bins cutStart[j] … cutStart[j + 1]. */
  readonly cutStart: Int32Array;
  /** The exclusive upper end of each bin: a value x is in the first bin of its column with x < cut. */
  readonly cuts: Float32Array;
}

/**
 * Cuts each column into at most `maxBin` bins, as xgboost's `hist` does: with few distinct values each is a cut;
 * otherwise cuts are the distinct values nearest to maxBin + 1 even ranks. The smallest value is no cut, and a last one
 * beyond the largest value is added.
 *
 * xgboost thins its sketch of a column above 8·maxBin rows before it picks the cuts; here the ranks stay exact.
 *
 * @param maxBin 2 … 65,536
 * @see T. Chen, C. Guestrin, "XGBoost: A Scalable Tree Boosting System", 2016, appendix A (`WQSummary::SetPrune`)
 */
export function createQuantileBins(X: Matrix, maxBin: number): QuantileBins {
  const { nRows, nColumns } = X;
  const ranks = createRankCodes(X);
  const codes = new Uint16Array(nRows * nColumns);
  const cutStart = new Int32Array(nColumns + 1);
  const columnCuts: Float32Array[] = [];
  for (let j = 0; j < nColumns; j++) {
    const values = ranks.values[j];
    const counts = new Int32Array(values.length);
    for (let i = 0; i < nRows; i++) counts[ranks.codes[j * nRows + i]]++;
    const chosen = pickRanks(counts, maxBin + 1);
    const nCuts = Math.min(chosen.length, maxBin);
    const cuts = new Float32Array(nCuts);
    for (let b = 1; b < nCuts; b++) cuts[b - 1] = values[chosen[b]];
    const largest = values[values.length - 1];
    cuts[nCuts - 1] = Math.fround(largest + Math.fround(Math.abs(largest) + Math.fround(1e-5)));

    const binOfRank = new Uint16Array(values.length);
    for (let rank = 0, bin = 0; rank < values.length; rank++) {
      while (bin < nCuts - 1 && values[rank] >= cuts[bin]) bin++;
      binOfRank[rank] = bin;
    }
    for (let i = 0; i < nRows; i++) codes[j * nRows + i] = binOfRank[ranks.codes[j * nRows + i]];
    columnCuts.push(cuts);
    cutStart[j + 1] = cutStart[j] + nCuts;
  }
  const cuts = new Float32Array(cutStart[nColumns]);
  for (let j = 0; j < nColumns; j++) cuts.set(columnCuts[j], cutStart[j]);
  return { nRows, nColumns, codes, cutStart, cuts };
}

/**
 * The distinct values nearest to `size` even ranks.
 *
 * @param counts rows of each distinct value
 * @returns ascending positions in `counts`, the first and the last among them
 */
function pickRanks(counts: Int32Array, size: number): Int32Array {
  const n = counts.length;
  if (n <= size) return Int32Array.from({ length: n }, (_, i) => i);
  // Value i takes the ranks before[i] … before[i + 1].
  const before = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) before[i + 1] = before[i] + counts[i];
  const begin = before[1];
  const range = before[n - 1] - begin;
  const picked = [0];
  let i = 1;
  let last = 0;
  for (let k = 1; k < size - 1; k++) {
    // In float32, as xgboost.
    const twiceRank = 2 * Math.fround(Math.fround(Math.fround(k * range) / (size - 1)) + begin);
    while (i < n - 1 && twiceRank >= before[i + 2] + before[i + 1]) i++;
    if (i === n - 1) break;
    const nearest = twiceRank < 2 * before[i + 1] ? i : i + 1;
    if (nearest !== last) {
      picked.push(nearest);
      last = nearest;
    }
  }
  if (last !== n - 1) picked.push(n - 1);
  return Int32Array.from(picked);
}
