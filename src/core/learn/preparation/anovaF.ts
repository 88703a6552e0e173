import type { TrainingData } from '../classifier.ts';
import { checkTrainingData } from '../trainingData.ts';

/**
 * How far the classes lie apart in each column: the F of a one-way analysis of variance, F = (B / (m − 1)) / (W / (n − m)), with B
 * the sum of squares between the means of the m classes that have rows and W that within them, of n rows.
 *
 * @returns nColumns values of 0 and above; 0 for a column that is constant, Infinity for one that is constant within each class
 *   alone (scikit-learn says NaN and inf)
 * @throws SerError `too-few-clips`, `too-few-classes`, `feature-not-finite`, `parameter-invalid`
 * @see scikit-learn, `f_classif`, to which it is equal
 */
export function anovaF({ X, y, nClasses }: TrainingData): Float64Array {
  const counts = checkTrainingData({ X, y, nClasses });
  const { data, nRows, nColumns } = X;
  const means = new Float64Array(nClasses * nColumns);
  const mean = new Float64Array(nColumns);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) means[y[i] * nColumns + j] += data[i * nColumns + j];
  }
  let nPresent = 0;
  for (let k = 0; k < nClasses; k++) {
    if (counts[k] === 0) continue;
    nPresent++;
    for (let j = 0; j < nColumns; j++) {
      mean[j] += means[k * nColumns + j] / nRows;
      means[k * nColumns + j] /= counts[k];
    }
  }
  const within = new Float64Array(nColumns);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) {
      const deviation = data[i * nColumns + j] - means[y[i] * nColumns + j];
      within[j] += deviation * deviation;
    }
  }
  return within.map((W, j) => {
    let B = 0;
    let varies = false;
    for (let k = 0, first = -1; k < nClasses; k++) {
      if (counts[k] === 0) continue;
      if (first < 0) first = k;
      varies ||= means[k * nColumns + j] !== means[first * nColumns + j];
      B += counts[k] * (means[k * nColumns + j] - mean[j]) ** 2;
    }
    if (!varies) return 0;
    return W === 0 ? Infinity : B / (nPresent - 1) / (W / (nRows - nPresent));
  });
}
