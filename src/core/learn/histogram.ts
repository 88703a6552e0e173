import type { QuantileBins } from './quantileBins.ts';

/** The second-order regularisation of gradient boosting. */
export interface BoostingRules {
  readonly minChildWeight: number;
  readonly gamma: number;
  readonly lambda: number;
  readonly alpha: number;
}

/** G moved towards 0 by alpha. */
function shrunk(G: number, alpha: number): number {
  return G > alpha ? G - alpha : G < -alpha ? G + alpha : 0;
}

/** The gain of one leaf, T(G)² / (H + λ) with T the shrinking by α, in float32 as xgboost has it. */
export function leafGain(rules: BoostingRules, G: number, H: number): number {
  if (H <= 0 || H < rules.minChildWeight) return 0;
  const T = shrunk(G, rules.alpha);
  return Math.fround((T * T) / (H + rules.lambda));
}

/** The best value of one leaf, −T(G) / (H + λ); 0 for a leaf too light. */
export function leafWeight(rules: BoostingRules, G: number, H: number): number {
  if (H <= 0 || H < rules.minChildWeight) return 0;
  return Math.fround(-shrunk(G, rules.alpha) / (H + rules.lambda));
}

/** The best split of a node so far, with the sums of its left child. */
export interface HistogramSplit {
  feature: number;
  /** Rows in bins up to this one go left. */
  bin: number;
  /** Float32: what the split gains over the unsplit node. */
  gain: number;
  leftG: number;
  leftH: number;
}

/** Adds the gradients of a node's rows to the bins of one column: histogram[2·bin] += g, [2·bin + 1] += h. */
export function accumulate(bins: QuantileBins, column: number, rows: Int32Array, start: number, end: number, gradients: Float32Array, hessians: Float32Array, histogram: Float64Array): void {
  const codes = bins.codes;
  const from = column * bins.nRows;
  const offset = 2 * bins.cutStart[column];
  for (let p = start; p < end; p++) {
    const row = rows[p];
    const at = offset + 2 * codes[from + row];
    histogram[at] += gradients[row];
    histogram[at + 1] += hessians[row];
  }
}

/** Takes the gradients of rows that leave a node out of one column of its histogram. */
export function withdraw(bins: QuantileBins, column: number, rows: Int32Array, start: number, end: number, gradients: Float32Array, hessians: Float32Array, histogram: Float64Array): void {
  const codes = bins.codes;
  const from = column * bins.nRows;
  const offset = 2 * bins.cutStart[column];
  for (let p = start; p < end; p++) {
    const row = rows[p];
    const at = offset + 2 * codes[from + row];
    histogram[at] -= gradients[row];
    histogram[at + 1] -= hessians[row];
  }
}

/** Takes one column of `part` out of that of `histogram`. */
export function subtract(bins: QuantileBins, column: number, part: Float64Array, histogram: Float64Array): void {
  const end = 2 * bins.cutStart[column + 1];
  for (let i = 2 * bins.cutStart[column]; i < end; i++) histogram[i] -= part[i];
}

/**
 * Looks through one column for a better split of a node than `best` holds:
 * gain = T(G_L)²/(H_L + λ) + T(G_R)²/(H_R + λ) − T(G)²/(H + λ), both children at least minChildWeight.
 *
 * Columns are to be visited in ascending order: of equal gains the first column and bin wins, as in xgboost.
 *
 * @param G sum of the node's gradients; `H` of its second derivatives
 * @param parentGain leafGain of the node
 */
export function searchColumn(rules: BoostingRules, bins: QuantileBins, column: number, histogram: Float64Array, G: number, H: number, parentGain: number, best: HistogramSplit): void {
  const { minChildWeight, lambda, alpha } = rules;
  const first = bins.cutStart[column];
  const last = bins.cutStart[column + 1] - 1;
  let bestGain = best.gain;
  let leftG = 0;
  let leftH = 0;
  for (let bin = first; bin < last; bin++) {
    const h = histogram[2 * bin + 1];
    // An empty bin splits the rows as the bin before it does.
    if (h === 0) continue;
    leftG += histogram[2 * bin];
    leftH += h;
    if (leftH < minChildWeight) continue;
    const rightH = H - leftH;
    if (rightH < minChildWeight || rightH <= 0) break;
    const rightG = G - leftG;
    const leftT = alpha === 0 ? leftG : shrunk(leftG, alpha);
    const rightT = alpha === 0 ? rightG : shrunk(rightG, alpha);
    const gain = Math.fround(Math.fround(Math.fround((leftT * leftT) / (leftH + lambda)) + Math.fround((rightT * rightT) / (rightH + lambda))) - parentGain);
    if (gain > bestGain) {
      bestGain = gain;
      best.gain = gain;
      best.feature = column;
      best.bin = bin - first;
      best.leftG = leftG;
      best.leftH = leftH;
    }
  }
}
