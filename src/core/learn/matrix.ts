/** A dense row-major matrix: element (row, column) is `data[row * nColumns + column]`. Rows are clips, columns features. */
export interface Matrix {
  readonly data: Float32Array;
  readonly nRows: number;
  readonly nColumns: number;
}

/** The rows of `X` named by `rows`, in that order, as a new matrix. */
export function selectRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const data = new Float32Array(rows.length * X.nColumns);
  for (let i = 0; i < rows.length; i++) {
    data.set(X.data.subarray(rows[i] * X.nColumns, (rows[i] + 1) * X.nColumns), i * X.nColumns);
  }
  return { data, nRows: rows.length, nColumns: X.nColumns };
}
