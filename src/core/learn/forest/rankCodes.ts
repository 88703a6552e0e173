import type { Matrix } from '../matrix.ts';

/** A matrix whose values are replaced by their rank among the distinct values of their column. */
export interface RankCodes {
  readonly nRows: number;
  readonly nColumns: number;
  /** Column-major: the rank of row i in column j is codes[j * nRows + i]. */
  readonly codes: Int32Array;
  /** The distinct values of each column, ascending. */
  readonly values: readonly Float32Array[];
}

/** Codes each column once; orders and splits of the codes are those of the values. Yields after each column. */
export function* rankColumns({ data, nRows, nColumns }: Matrix): Generator<void, RankCodes> {
  const codes = new Int32Array(nRows * nColumns);
  const values: Float32Array[] = [];
  const column = new Float32Array(nRows);
  for (let j = 0; j < nColumns; j++) {
    for (let i = 0; i < nRows; i++) column[i] = data[i * nColumns + j];
    const sorted = column.slice().sort();
    let nDistinct = 0;
    for (let i = 0; i < nRows; i++) {
      if (i === 0 || sorted[i] !== sorted[nDistinct - 1]) sorted[nDistinct++] = sorted[i];
    }
    for (let i = 0; i < nRows; i++) codes[j * nRows + i] = rankOf(sorted, nDistinct, column[i]);
    values.push(sorted.slice(0, nDistinct));
    yield;
  }
  return { nRows, nColumns, codes, values };
}

/** The position of `value`, which must be among the first n of `sorted`. */
function rankOf(sorted: Float32Array, n: number, value: number): number {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
