/** Probabilities of held-out rows beside the truth. */
export interface ProbabilityTable {
  /** nRows × nClasses, row-major, each row summing to 1. */
  readonly probabilities: Float64Array;
  /** nRows class indices in [0, nClasses). */
  readonly trueClasses: Int32Array;
  readonly nClasses: number;
}

/** The largest probability of each row, which is the confidence in its predicted class. */
export function confidences({ probabilities, nClasses, trueClasses }: ProbabilityTable): Float64Array {
  const largest = new Float64Array(trueClasses.length);
  for (let row = 0; row < largest.length; row++) {
    for (let c = row * nClasses; c < (row + 1) * nClasses; c++) if (probabilities[c] > largest[row]) largest[row] = probabilities[c];
  }
  return largest;
}
