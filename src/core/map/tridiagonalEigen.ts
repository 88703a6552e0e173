import { SerError } from '../errors.ts';

/** Eigenvalues in no order; `vectors` has the unit eigenvector of value i in row i. */
export interface Eigenpairs {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Two or three are usual for each value. */
const MAX_ITERATIONS = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric tridiagonal matrix by implicit QL iteration, to rounding of its norm.
 *
 * @param diagonal n values
 * @param off n − 1 values beside the diagonal, or more, of which the others do not count
 * @throws `internal` when it does not converge, which finite values do
 * @see J. H. Wilkinson, C. Reinsch, "Handbook for Automatic Computation II", 1971, procedure `imtql2`
 */
export function tridiagonalEigen(diagonal: Float64Array, off: Float64Array): Eigenpairs {
  const n = diagonal.length;
  const d = diagonal.slice();
  const e = new Float64Array(n);
  e.set(off.subarray(0, n - 1));
  const vectors = new Float64Array(n * n);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    vectors[i * n + i] = 1;
    norm = Math.max(norm, Math.abs(d[i]) + Math.abs(e[i]));
  }
  const smallest = Number.EPSILON * norm;
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; ; iteration++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > smallest) m++;
      if (m === l) break;
      if (iteration === MAX_ITERATIONS) throw new SerError('internal', `An eigenvalue was not found in ${MAX_ITERATIONS} iterations.`);
      sweep(d, e, vectors, l, m);
    }
  }
  return { values: d, vectors };
}

/** One QL step over rows l … m, by plane rotations from the last to the first. */
function sweep(d: Float64Array, e: Float64Array, vectors: Float64Array, l: number, m: number): void {
  const n = d.length;
  const half = (d[l + 1] - d[l]) / (2 * e[l]);
  const root = Math.sqrt(half * half + 1);
  let g = d[m] - d[l] + e[l] / (half + (half >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) {
      // The matrix falls into two parts here.
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - p;
    const turn = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * turn;
    d[i + 1] = g + p;
    g = cosine * turn - b;
    const row = i * n;
    for (let k = row; k < row + n; k++) {
      const below = vectors[k + n];
      vectors[k + n] = sine * vectors[k] + cosine * below;
      vectors[k] = cosine * vectors[k] - sine * below;
    }
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}
