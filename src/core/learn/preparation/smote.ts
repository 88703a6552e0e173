import { SerError } from '../../errors.ts';
import type { TrainingData } from '../classifier.ts';
import { createRandom } from '../random.ts';
import { applyScaler, fitScaler } from './scaler.ts';
import { checkTrainingData } from '../trainingData.ts';

export const SMOTE_NEIGHBOURS = 5;
/** Keeps its draws apart from those of the learners. */
const SMOTE_STREAM = 0x5307e;

/**
 * SMOTE: gives every class that has rows as many as the largest has. A new row is x + u (x′ − x), with x a random row of its class,
 * x′ a random one of the k nearest other rows of that class, and u uniform in [0, 1). Near is meant by Euclidean distance between
 * standardised columns, lest the column of the largest numbers decide alone; among rows of equal distance the earlier is nearer.
 *
 * Each class draws from a stream of its own. Yields after each new row.
 *
 * @param data training rows alone, without weights and groups
 * @param k neighbours; all others where a class has fewer (imbalanced-learn refuses that)
 * @returns the rows as they were, after them the new ones class by class; `data` itself where all classes are of one size
 * @throws SerError `too-few-clips` for a class of a single row, which has no neighbour; `parameter-invalid` for weights or groups,
 *   which a new row would have none of; as {@link checkTrainingData}
 * @see N. V. Chawla et al., "SMOTE: Synthetic Minority Over-sampling Technique", JAIR 16, 2002; imbalanced-learn, `SMOTE`, which
 *   draws x with replacement as here, where the paper takes each row in turn
 */
export function* smote(data: TrainingData, seed: number, k = SMOTE_NEIGHBOURS): Generator<void, TrainingData> {
  const { X, y, nClasses, weights, groups } = data;
  if (weights !== undefined || groups !== undefined) throw new SerError('parameter-invalid', 'SMOTE makes rows that have neither a weight nor a speaker; leave these out.');
  const counts = checkTrainingData(data);
  const { nRows, nColumns } = X;
  const most = counts.reduce((largest, n) => Math.max(largest, n), 0);
  const nNew = counts.reduce((sum, n) => sum + (n > 0 ? most - n : 0), 0);
  if (nNew === 0) return data;
  const alone = counts.indexOf(1);
  if (alone >= 0) {
    throw new SerError('too-few-clips', `Class ${alone} has 1 clip to learn from; SMOTE makes new ones between two and needs at least 2 of each class.`, { class: alone });
  }
  const standard = applyScaler(fitScaler(X), X).data;
  const values = new Float32Array((nRows + nNew) * nColumns);
  values.set(X.data);
  const classes = new Int32Array(nRows + nNew);
  classes.set(y);
  let at = nRows;
  for (let c = 0; c < nClasses; c++) {
    if (counts[c] === 0 || counts[c] === most) continue;
    const rows = Int32Array.from(y.keys()).filter((row) => y[row] === c);
    const nNeighbours = Math.min(k, rows.length - 1);
    const neighbours = new Map<number, Int32Array>();
    const random = createRandom(seed, SMOTE_STREAM + c);
    for (let made = rows.length; made < most; made++, at++) {
      const row = rows[random.integer(rows.length)];
      const near = neighbours.get(row) ?? nearestRows(standard, nColumns, rows, row, nNeighbours);
      neighbours.set(row, near);
      const from = row * nColumns;
      const to = near[random.integer(nNeighbours)] * nColumns;
      const u = random.uniform();
      for (let j = 0; j < nColumns; j++) values[at * nColumns + j] = X.data[from + j] + u * (X.data[to + j] - X.data[from + j]);
      classes[at] = c;
      yield;
    }
  }
  return { X: { data: values, nRows: nRows + nNew, nColumns }, y: classes, nClasses };
}

/** The `k` of `rows` nearest to `row`, itself left out, nearest first; equal ones in their order. */
function nearestRows(values: Float32Array, nColumns: number, rows: Int32Array, row: number, k: number): Int32Array {
  const nearest = new Int32Array(k);
  const squares = new Float64Array(k).fill(Infinity);
  for (let r = 0; r < rows.length; r++) {
    if (rows[r] === row) continue;
    let square = 0;
    for (let j = 0; j < nColumns; j++) {
      const difference = values[rows[r] * nColumns + j] - values[row * nColumns + j];
      square += difference * difference;
    }
    if (square >= squares[k - 1]) continue;
    let place = k - 1;
    for (; place > 0 && squares[place - 1] > square; place--) {
      squares[place] = squares[place - 1];
      nearest[place] = nearest[place - 1];
    }
    squares[place] = square;
    nearest[place] = rows[r];
  }
  return nearest;
}
