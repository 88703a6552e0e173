/**
 * Fills `weights` so that every class weighs as much as the most frequent one: n_max / n_c. That is scikit-learn's
 * `balanced`, n / (classes · n_c), times a constant, on which no tree depends.
 *
 * @param counts rows of each class; a class without rows gets 1
 */
export function balanceClasses(counts: Int32Array, weights: Float64Array): void {
  let most = 0;
  for (let k = 0; k < counts.length; k++) most = Math.max(most, counts[k]);
  for (let k = 0; k < counts.length; k++) weights[k] = counts[k] > 0 ? most / counts[k] : 1;
}
