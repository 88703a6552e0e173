import { SerError } from '../errors.ts';

/** A row that confident learning counts under another class than its label. */
export interface LabelIssue {
  readonly row: number;
  /** The class that it is counted under. */
  readonly suggested: number;
  /** Probability of the label less the largest of the others, in [−1, 1]: the lower, the surer. */
  readonly margin: number;
}

export interface ConfidentLearning {
  /** The mean probability of each class over the rows labelled with it; 1 for a class without rows. */
  readonly thresholds: readonly number[];
  /** Rows by label, then by the class that they are counted under; rows under no class are left out. */
  readonly confidentJoint: readonly (readonly number[])[];
  /** Lowest margin first, equal ones by row. */
  readonly issues: readonly LabelIssue[];
}

/** Thresholds are means, which rounding may put above equal probabilities. */
const ROUNDING = 1e-6;

/**
 * Finds labels that are likely to be wrong by confident learning. A row is counted under the likeliest class among those
 * whose probability reaches the class's threshold: the mean probability of the class over the rows that are labelled with
 * it. Rows that are counted under another class than their label are issues, unless the label itself is the likeliest.
 *
 * The probabilities must come from models that have not seen the row, or nothing is found. What is found are rows where
 * model and label disagree; a weak model is wrong about many of them itself.
 *
 * @param probabilities nRows × nClasses, row-major, out of fold
 * @param labels class index of each row, in [0, nClasses)
 * @throws SerError `parameter-invalid` when the sizes do not fit, a label is out of range or a probability is not in [0, 1]
 * @see C. G. Northcutt, L. Jiang, I. L. Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70,
 *   2021, equations 1 to 3; cleanlab's `find_label_issues(filter_by="confident_learning")`, whose order by normalised margin is kept
 */
export function findLabelIssues(probabilities: Float64Array, labels: Int32Array, nClasses: number): ConfidentLearning {
  checkInput(probabilities, labels, nClasses);
  const counts = new Int32Array(nClasses);
  const sums = new Float64Array(nClasses);
  labels.forEach((label, row) => {
    counts[label]++;
    sums[label] += probabilities[row * nClasses + label];
  });
  const thresholds = Array.from(sums, (sum, k) => (counts[k] > 0 ? sum / counts[k] : 1));
  const confidentJoint = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0));
  const issues: LabelIssue[] = [];
  labels.forEach((label, row) => {
    let counted = -1;
    let best = -1;
    let bestOther = 0;
    for (let k = 0; k < nClasses; k++) {
      const p = probabilities[row * nClasses + k];
      if (k !== label && p > bestOther) bestOther = p;
      if (counts[k] > 0 && p >= thresholds[k] - ROUNDING && p > best) [counted, best] = [k, p];
    }
    if (counted < 0) return;
    confidentJoint[label][counted]++;
    const margin = probabilities[row * nClasses + label] - bestOther;
    if (counted !== label && margin < 0) issues.push({ row, suggested: counted, margin });
  });
  issues.sort((a, b) => a.margin - b.margin || a.row - b.row);
  return { thresholds, confidentJoint, issues };
}

function checkInput(probabilities: Float64Array, labels: Int32Array, nClasses: number): void {
  if (probabilities.length !== labels.length * nClasses) {
    throw new SerError('parameter-invalid', `There are ${probabilities.length} probabilities for ${labels.length} rows; ${nClasses} classes need ${labels.length * nClasses}.`);
  }
  const wrongLabel = labels.findIndex((label) => label < 0 || label >= nClasses);
  if (wrongLabel >= 0) throw new SerError('parameter-invalid', `The label of row ${wrongLabel} is ${labels[wrongLabel]}; it must lie in [0, ${nClasses}).`);
  const wrong = probabilities.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong >= 0) throw new SerError('parameter-invalid', `A probability of row ${Math.floor(wrong / nClasses)} is ${probabilities[wrong]}; it must lie in [0, 1].`);
}
