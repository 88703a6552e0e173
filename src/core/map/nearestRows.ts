import { between } from './progress.ts';

/** Rows of points: element (row, column) is `data[row * nColumns + column]`. */
export interface Points {
  readonly data: ArrayLike<number>;
  readonly nRows: number;
  readonly nColumns: number;
}

/** nAsked × k, nearest first: row numbers, and Euclidean distances. */
export interface NearestRows {
  readonly indices: Int32Array;
  readonly distances: Float64Array;
}

/**
 * The k nearest other rows of each asked row, exactly, by looking at all; of rows that are equally near those that come first.
 * Yields how far it has come, 0 to 1, after each asked row.
 *
 * @param k at most nRows − 1
 */
export function* nearestRows({ data, nRows, nColumns }: Points, asked: ArrayLike<number>, k: number): Generator<number, NearestRows> {
  const indices = new Int32Array(asked.length * k);
  const distances = new Float64Array(asked.length * k);
  const own = new Float64Array(nColumns);
  for (let a = 0; a < asked.length; a++) {
    const start = asked[a] * nColumns;
    for (let j = 0; j < nColumns; j++) own[j] = data[start + j];
    const first = a * k;
    let nFound = 0;
    let farthest = Infinity;
    for (let i = 0; i < nRows; i++) {
      if (i === asked[a]) continue;
      const row = i * nColumns;
      let squared = 0;
      for (let j = 0; j < nColumns; j++) {
        const apart = data[row + j] - own[j];
        squared += apart * apart;
      }
      if (nFound === k && squared >= farthest) continue;
      let at = nFound < k ? nFound++ : k - 1;
      for (; at > 0 && distances[first + at - 1] > squared; at--) {
        distances[first + at] = distances[first + at - 1];
        indices[first + at] = indices[first + at - 1];
      }
      distances[first + at] = squared;
      indices[first + at] = i;
      farthest = distances[first + nFound - 1];
    }
    for (let n = first; n < first + k; n++) distances[n] = Math.sqrt(distances[n]);
    yield (a + 1) / asked.length;
  }
  return { indices, distances };
}

/**
 * The mean share of the k nearest rows in `from` that are among the k nearest in `to` as well. Yields how far it has come, 0 to 1.
 *
 * @param asked the rows whose neighbours are compared
 * @returns 0 … 1; by chance k / (nRows − 1)
 */
export function* neighboursKept(from: Points, to: Points, asked: ArrayLike<number>, k: number): Generator<number, number> {
  const before = yield* between(0, 0.5, nearestRows(from, asked, k));
  const after = yield* between(0.5, 1, nearestRows(to, asked, k));
  let nKept = 0;
  for (let a = 0; a < asked.length; a++) {
    const near = new Set(after.indices.subarray(a * k, (a + 1) * k));
    for (let n = a * k; n < (a + 1) * k; n++) if (near.has(before.indices[n])) nKept++;
  }
  return nKept / (asked.length * k);
}
