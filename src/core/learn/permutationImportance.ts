import type { FitProgress } from './classifier.ts';
import type { Matrix } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';

/** What is judged, and how. */
export interface PermutationTask {
  /** The class of each row, by any fitted learner. */
  readonly predict: (X: Matrix) => Int32Array;
  /** How good predictions are, more being better: accuracy, UAR … */
  readonly score: (predicted: Int32Array, y: Int32Array) => number;
  /** Rows that were not trained on, unless it is to be seen what the model leans on where it has learnt by heart. */
  readonly X: Matrix;
  readonly y: Int32Array;
  /** How often each column is shuffled; 5 is usual. */
  readonly nRepeats: number;
  /** What is shuffled one after the other; by default each column by itself. */
  readonly units?: readonly ShuffledUnit[];
}

/** Columns that are shuffled together, the rows of all of them in the same way. */
export interface ShuffledUnit {
  readonly columns: readonly number[];
  /** Its random stream, so that units can be measured apart from each other with the same outcome. */
  readonly stream: number;
}

/** Each column by itself. */
export const eachColumn = (nColumns: number): ShuffledUnit[] => Array.from({ length: nColumns }, (_, j) => ({ columns: [j], stream: j }));

export interface PermutationImportance {
  /** The score on the rows as they are. */
  readonly baseline: number;
  /** nUnits: by how much the score falls when the unit is shuffled, mean over the repeats; below 0 by chance. */
  readonly mean: Float64Array;
  /** The standard deviation over the repeats (divisor nRepeats). */
  readonly deviation: Float64Array;
}

/**
 * How much a model needs each feature: by how much its score falls when the values of the feature are shuffled among the rows. Two
 * features that say the same share their importance, or hide it from each other, unless they are shuffled together. Each unit has a
 * random stream of its own. Yields after each prediction; X is not written to.
 *
 * @see L. Breiman, "Random Forests", Machine Learning 45, 2001; scikit-learn, `inspection.permutation_importance`
 */
export function* permutationImportance({ predict, score, X, y, nRepeats, units = eachColumn(X.nColumns) }: PermutationTask, seed: number): Generator<FitProgress, PermutationImportance> {
  const { nRows, nColumns } = X;
  const total = units.length * nRepeats;
  const baseline = score(predict(X), y);
  const data = X.data.slice();
  const mean = new Float64Array(units.length);
  const deviation = new Float64Array(units.length);
  const from = new Int32Array(nRows);
  for (let u = 0; u < units.length; u++) {
    const { columns, stream } = units[u];
    const random = createRandom(seed, stream);
    const falls = new Float64Array(nRepeats);
    for (let repeat = 0; repeat < nRepeats; repeat++) {
      for (let i = 0; i < nRows; i++) from[i] = i;
      shuffle(from, random);
      for (let i = 0; i < nRows; i++) for (const j of columns) data[i * nColumns + j] = X.data[from[i] * nColumns + j];
      falls[repeat] = baseline - score(predict({ data, nRows, nColumns }), y);
      yield { done: u * nRepeats + repeat + 1, total, unit: 'step' };
    }
    for (let i = 0; i < nRows; i++) for (const j of columns) data[i * nColumns + j] = X.data[i * nColumns + j];
    mean[u] = falls.reduce((sum, fall) => sum + fall, 0) / nRepeats;
    deviation[u] = Math.sqrt(falls.reduce((sum, fall) => sum + (fall - mean[u]) ** 2, 0) / nRepeats);
  }
  return { baseline, mean, deviation };
}
