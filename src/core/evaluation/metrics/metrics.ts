import type { ClassFigures } from '../evaluationRun.ts';

/** Counts: row the true class, column the predicted one. */
export function confusionMatrix(trueClasses: ArrayLike<number>, predicted: ArrayLike<number>, nClasses: number): number[][] {
  const matrix = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0));
  for (let i = 0; i < trueClasses.length; i++) matrix[trueClasses[i]][predicted[i]]++;
  return matrix;
}

/** The confusion matrix with each row over its sum: the shares of a class's clips by predicted class. A row without clips is 0. */
export function rowShares(matrix: readonly (readonly number[])[]): number[][] {
  return matrix.map((row) => {
    const support = sum(row);
    return row.map((count) => (support === 0 ? 0 : count / support));
  });
}

/** The share of clips whose class was predicted. */
export function accuracy(matrix: readonly (readonly number[])[]): number {
  let right = 0;
  let total = 0;
  for (let k = 0; k < matrix.length; k++) {
    right += matrix[k][k];
    total += sum(matrix[k]);
  }
  return total === 0 ? 0 : right / total;
}

/** Precision, recall, F1 and support of each class; a ratio whose denominator is 0 is 0, as in scikit-learn. */
export function classFigures(matrix: readonly (readonly number[])[]): ClassFigures[] {
  return matrix.map((row, k) => {
    const support = sum(row);
    let predicted = 0;
    for (let truth = 0; truth < matrix.length; truth++) predicted += matrix[truth][k];
    const precision = predicted === 0 ? 0 : row[k] / predicted;
    const recall = support === 0 ? 0 : row[k] / support;
    const f1 = support + predicted === 0 ? 0 : (2 * row[k]) / (support + predicted);
    return { precision, recall, f1, support };
  });
}

/** Unweighted average recall: the mean recall over the classes that occur, so that rare emotions count as much as common ones. */
export function uar(figures: readonly ClassFigures[]): number {
  return mean(figures.filter(({ support }) => support > 0).map(({ recall }) => recall));
}

/** The mean F1 over the classes that occur or are predicted. */
export function macroF1(matrix: readonly (readonly number[])[], figures: readonly ClassFigures[]): number {
  return mean(figures.filter(({ support }, k) => support > 0 || matrix.some((row) => row[k] > 0)).map(({ f1 }) => f1));
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
