import { SerError } from '../errors.ts';
import type { TrainingData } from './classifier.ts';
import type { Matrix } from './matrix.ts';

/** What a learner takes beyond finite features of rows that count alike; see `Classifier`. */
export interface Accepted {
  readonly missingValues?: 'learnt';
  readonly rowWeights?: 'used';
}

/**
 * Refuses a matrix that no learner can read.
 *
 * @throws `parameter-invalid` when `data` does not hold nRows × nColumns values or there is no column;
 *   `feature-not-finite` at the first infinity, and NaN unless it is accepted, naming its row and column (counted from 0)
 */
export function checkFinite(X: Matrix, accepted: Accepted = {}): void {
  const { data, nRows, nColumns } = X;
  if (!(nColumns >= 1) || data.length !== nRows * nColumns) {
    throw new SerError('parameter-invalid', `The matrix says ${nRows} rows × ${nColumns} columns but holds ${data.length} values.`, { nRows, nColumns, nValues: data.length });
  }
  for (let i = 0; i < data.length; i++) {
    // The difference is 0 for every finite value and NaN for the rest.
    if (data[i] - data[i] !== 0 && !(Number.isNaN(data[i]) && accepted.missingValues === 'learnt')) {
      const row = Math.floor(i / nColumns);
      const column = i - row * nColumns;
      throw new SerError('feature-not-finite', `Row ${row}, column ${column} is ${data[i]}; features must be finite numbers.`, { row, column, value: String(data[i]) });
    }
  }
}

/**
 * Checks once, for all learners, what they learn from.
 *
 * @returns the rows of each class, nClasses counts; rows without weight do not count
 * @throws `too-few-clips` without rows; `too-few-classes` when y holds fewer than two classes; `feature-not-finite`;
 *   `parameter-invalid` when y has another length than X has rows or a class outside [0, nClasses), and for weights or groups
 *   of another length, and weights that are not accepted, negative or not finite
 */
export function checkTrainingData({ X, y, nClasses, weights, groups }: TrainingData, accepted: Accepted = {}): Int32Array {
  if (X.nRows === 0) throw new SerError('too-few-clips', 'There are no clips to learn from.', { nClips: 0 });
  if (y.length !== X.nRows) {
    throw new SerError('parameter-invalid', `There are ${y.length} labels for ${X.nRows} rows.`, { nLabels: y.length, nRows: X.nRows });
  }
  if (!Number.isInteger(nClasses) || nClasses < 1) {
    throw new SerError('parameter-invalid', `nClasses is ${nClasses}; it must be a whole number above 0.`, { nClasses });
  }
  if (groups !== undefined && groups.length !== X.nRows) {
    throw new SerError('parameter-invalid', `There are ${groups.length} groups for ${X.nRows} rows.`, { nGroups: groups.length, nRows: X.nRows });
  }
  if (weights !== undefined) checkWeights(weights, X.nRows, accepted);
  const counts = new Int32Array(nClasses);
  for (let i = 0; i < y.length; i++) {
    if (y[i] < 0 || y[i] >= nClasses) {
      throw new SerError('parameter-invalid', `Row ${i} has class ${y[i]}; it must be from 0 to ${nClasses - 1}.`, { row: i, class: y[i], nClasses });
    }
    if (weights === undefined || weights[i] > 0) counts[y[i]]++;
  }
  const nPresent = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  if (nPresent < 2) {
    throw new SerError('too-few-classes', `The ${X.nRows} clips are all of one class; a classifier needs at least two.`, { nClasses: nPresent });
  }
  checkFinite(X, accepted);
  return counts;
}

function checkWeights(weights: Float32Array, nRows: number, { rowWeights }: Accepted): void {
  if (rowWeights !== 'used') throw new SerError('parameter-invalid', 'This learner cannot weigh its rows.');
  if (weights.length !== nRows) throw new SerError('parameter-invalid', `There are ${weights.length} weights for ${nRows} rows.`, { nWeights: weights.length, nRows });
  const row = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (row >= 0) throw new SerError('parameter-invalid', `Row ${row} has the weight ${weights[row]}; it must be finite and at least 0.`, { row, weight: String(weights[row]) });
}

/**
 * Checks the rows that a fitted model is to judge.
 *
 * @throws `feature-mismatch` when X has another width than the training data; `feature-not-finite`
 */
export function checkFeatures(X: Matrix, nFeatures: number, accepted: Accepted = {}): void {
  if (X.nColumns !== nFeatures) {
    throw new SerError('feature-mismatch', `The model was trained on ${nFeatures} features; these rows have ${X.nColumns}.`, { expected: nFeatures, actual: X.nColumns });
  }
  checkFinite(X, accepted);
}
