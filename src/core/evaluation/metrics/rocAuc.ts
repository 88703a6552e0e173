import type { ProbabilityTable } from './probabilityTable.ts';

/** Rows in falling order of one class's probability: what the area under its ROC curve needs of them. */
export interface RankedRows {
  /** One order, or two where rows have equal probabilities: of these the rows of the class come last in the first, first in the second. */
  readonly orders: readonly Int32Array[];
  /** For each order and place 1 for a row of the class. */
  readonly isPositive: readonly Uint8Array[];
}

/** Ranks the rows by the probability of class k. */
export function rankRows({ probabilities, nClasses, trueClasses }: ProbabilityTable, k: number): RankedRows {
  const scores = Float64Array.from(trueClasses, (_, row) => probabilities[row * nClasses + k]);
  const positive = Uint8Array.from(trueClasses, (own) => (own === k ? 1 : 0));
  const first = Int32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || positive[a] - positive[b]);
  const isTied = first.some((row, i) => i > 0 && scores[row] === scores[first[i - 1]] && positive[row] !== positive[first[i - 1]]);
  const orders = isTied ? [first, first.toSorted((a, b) => scores[b] - scores[a] || positive[b] - positive[a])] : [first];
  return { orders, isPositive: orders.map((order) => Uint8Array.from(order, (row) => positive[row])) };
}

/**
 * The area under the ROC curve of a class against the rest: the chance that a row of the class has a larger probability of it
 * than a row of another class, equal ones counting half.
 *
 * @param weightOf how often each row counts; all once by default
 * @returns NaN where either side has no row
 * @see J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve",
 *   Radiology 143, 1982; scikit-learn, `roc_auc_score(multi_class='ovr')`
 */
export function rocAuc({ orders, isPositive }: RankedRows, weightOf = new Float64Array(orders[0].length).fill(1)): number {
  let sum = 0;
  for (let o = 0; o < orders.length; o++) sum += orderedArea(orders[o], isPositive[o], weightOf);
  return sum / orders.length;
}

/** Σ over the rest's rows of the class's rows above, over the number of such pairs. No branch: it runs for each draw of a bootstrap. */
function orderedArea(order: Int32Array, isPositive: Uint8Array, weightOf: Float64Array): number {
  let above = 0;
  let total = 0;
  let area = 0;
  for (let i = 0; i < order.length; i++) {
    const weight = weightOf[order[i]];
    const positive = weight * isPositive[i];
    area += (weight - positive) * above;
    above += positive;
    total += weight;
  }
  return area / (above * (total - above));
}
