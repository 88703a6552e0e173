import type { ClassFigures } from './evaluationRun.ts';

/** Counts: row the true class, column the predicted one. */
export function confusionMatrix(trueClasses: ArrayLike<number>, predicted: ArrayLike<number>, nClasses: number): number[][] {
  const matrix = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0));
  for (let i = 0; i < trueClasses.length; i++) matrix[trueClasses[i]][predicted[i]]++;
  return matrix;
}

/** The share of clips whose class was predicted. */
export function accuracy(matrix: readonly (readonly number[])[]): number {
  const total = sum(matrix.map(sum));
  return total === 0 ? 0 : sum(matrix.map((row, k) => row[k])) / total;
}

/** Precision, recall, F1 and support of each class; a ratio whose denominator is 0 is 0, as in scikit-learn. */
export function classFigures(matrix: readonly (readonly number[])[]): ClassFigures[] {
  return matrix.map((row, k) => {
    const support = sum(row);
    const predicted = sum(matrix.map((other) => other[k]));
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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
