import { createRandom, type Random } from '../learn/random.ts';
import { tridiagonalEigen, type Eigenpairs } from './tridiagonalEigen.ts';

/** Up to this size the whole space is spanned, so that no eigenvalue can be missed. */
const WHOLE_UP_TO = 512;
/** Above it: how far A·v may be from λ·v, as a share of the largest eigenvalue. */
const RESIDUAL = 1e-10;
/** A direction that is shorter than this share of the norm is rounding. */
const NOTHING = 1e-13;

/**
 * The largest eigenvalues of a symmetric matrix, in descending order, with their eigenvectors, by Lanczos iteration with full
 * reorthogonalisation. Yields how far it has come, 0 to 1, after each product with the matrix.
 *
 * @param A n × n values, row after row; positive semidefinite in all uses here
 * @param nWanted at most n
 * @see C. Lanczos, 1950; B. N. Parlett, "The Symmetric Eigenvalue Problem", 1980, chapter 13
 */
export function* leadingEigenpairs(A: Float64Array, n: number, nWanted: number): Generator<number, Eigenpairs> {
  const random = createRandom(0);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const off: number[] = [];
  let next = freshDirection(basis, n, random);
  let checkAt = n <= WHOLE_UP_TO ? n : Math.min(n, 2 * nWanted + 40);
  let norm = 0;
  for (;;) {
    const v = next;
    basis.push(v);
    const w = multiply(A, v);
    const alpha = dot(v, w);
    orthogonalise(w, basis);
    let beta = Math.sqrt(dot(w, w));
    norm = Math.max(norm, Math.abs(alpha) + beta);
    diagonal.push(alpha);
    if (beta <= NOTHING * norm) {
      // All that can be reached from the first direction is spanned; what is orthogonal to it is looked at from a new one.
      beta = 0;
      if (basis.length < n) next = freshDirection(basis, n, random);
    } else {
      for (let i = 0; i < n; i++) w[i] /= beta;
      next = w;
    }
    off.push(beta);
    if (basis.length === checkAt) {
      const pairs = tridiagonalEigen(Float64Array.from(diagonal), Float64Array.from(off));
      const order = Array.from(pairs.values.keys()).sort((a, b) => pairs.values[b] - pairs.values[a]).slice(0, nWanted);
      const m = basis.length;
      const isDone = m === n || order.every((i) => Math.abs(beta * pairs.vectors[i * m + m - 1]) <= RESIDUAL * pairs.values[order[0]]);
      if (isDone) return { values: Float64Array.from(order, (i) => pairs.values[i]), vectors: combine(basis, pairs.vectors, order, n) };
      checkAt = Math.min(n, Math.ceil(1.3 * m));
    }
    yield basis.length / n;
  }
}

/** A seeded unit vector that is orthogonal to the basis. */
function freshDirection(basis: readonly Float64Array[], n: number, random: Random): Float64Array {
  const v = Float64Array.from({ length: n }, () => random.normal());
  orthogonalise(v, basis);
  const length = Math.sqrt(dot(v, v));
  for (let i = 0; i < n; i++) v[i] /= length;
  return v;
}

/** Takes the basis out of w; twice, since the first pass leaves rounding that would grow. */
function orthogonalise(w: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const v of basis) {
      const share = dot(v, w);
      for (let i = 0; i < w.length; i++) w[i] -= share * v[i];
    }
  }
}

function multiply(A: Float64Array, v: Float64Array): Float64Array {
  const n = v.length;
  const w = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += A[row + j] * v[j];
    w[i] = sum;
  }
  return w;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Eigenvectors of the tridiagonal matrix, given in the basis, in the coordinates of the basis. */
function combine(basis: readonly Float64Array[], vectors: Float64Array, order: readonly number[], n: number): Float64Array {
  const m = basis.length;
  const out = new Float64Array(order.length * n);
  order.forEach((i, at) => {
    for (let j = 0; j < m; j++) {
      const weight = vectors[i * m + j];
      const v = basis[j];
      for (let k = 0; k < n; k++) out[at * n + k] += weight * v[k];
    }
  });
  return out;
}
