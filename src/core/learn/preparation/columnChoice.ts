import { anovaF } from './anovaF.ts';
import type { TrainingData } from '../classifier.ts';
import { SerError } from '../../errors.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader, maxFeatures } from '../modelReader.ts';
import { checkFeatures } from '../trainingData.ts';

/** Columns that are learnt from, out of those that rows have. */
export interface ColumnChoice {
  readonly kind: 'columns';
  /** Columns that rows have. */
  readonly nColumns: number;
  /** Those chosen, from 0, rising. */
  readonly chosen: Int32Array;
}

/**
 * The columns with the `n` largest values; of equal ones the earlier.
 *
 * @param values one a column
 * @throws SerError `parameter-invalid` unless 1 ≤ n ≤ the number of columns
 */
export function largestColumns(values: Float64Array, n: number): ColumnChoice {
  const nColumns = values.length;
  if (!Number.isInteger(n) || n < 1 || n > nColumns) {
    throw new SerError('parameter-invalid', `${n} columns are to be selected of ${nColumns}; it must be a whole number from 1 to ${nColumns}.`, { n, nColumns });
  }
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] === values[b] ? a - b : values[b] - values[a]));
  return { kind: 'columns', nColumns, chosen: order.slice(0, n).sort() };
}

/** The `n` columns in which the classes of these rows lie farthest apart, by {@link anovaF}; throws as it and {@link largestColumns}. */
export const chooseByAnova = (data: TrainingData, n: number): ColumnChoice => largestColumns(anovaF(data), n);

/**
 * The chosen columns of rows, as a new matrix.
 *
 * @throws SerError `feature-mismatch` when the rows have another number of columns than there were to choose from
 */
export function selectColumns({ nColumns, chosen }: ColumnChoice, X: Matrix): Matrix {
  checkFeatures(X, nColumns);
  const width = chosen.length;
  const data = new Float32Array(X.nRows * width);
  for (let i = 0; i < X.nRows; i++) {
    for (let j = 0; j < width; j++) data[i * width + j] = X.data[i * nColumns + chosen[j]];
  }
  return { data, nRows: X.nRows, nColumns: width };
}

/** The choice when `value` (parsed from a file) is a sound one; throws `model-invalid`. */
export function parseColumnChoice(value: unknown): ColumnChoice {
  const reader = createModelReader(value, 'columns');
  const nColumns = reader.count('nColumns', 1, maxFeatures);
  const chosen = reader.array('chosen', 'Int32Array');
  if (chosen.length === 0) reader.fail('none is chosen');
  const wrong = chosen.findIndex((column, i) => column < 0 || column >= nColumns || (i > 0 && column <= chosen[i - 1]));
  if (wrong >= 0) reader.fail(`chosen[${wrong}] is ${chosen[wrong]}; they must rise from 0 to ${nColumns - 1} at most`);
  return { kind: 'columns', nColumns, chosen };
}

/** Values of the chosen columns among zeros for the others; as they are where no columns were chosen. */
export function inAllColumns(choice: ColumnChoice | undefined, values: Float64Array, nColumns: number): Float64Array {
  if (!choice || values.length === nColumns) return values;
  const all = new Float64Array(nColumns);
  choice.chosen.forEach((column, i) => (all[column] = values[i]));
  return all;
}
