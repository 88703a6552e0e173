import { SerError } from '../errors.ts';
import type { Matrix } from '../learn/matrix.ts';
import { leadingEigenpairs } from './leadingEigenpairs.ts';
import { between } from './progress.ts';

/** A principal component analysis with the rows that it was made of in its coordinates. */
export interface PrincipalComponents {
  readonly nComponents: number;
  /** nComponents × nColumns: unit axes, each with the sign that makes its largest entry positive. */
  readonly axes: Float64Array;
  /** nComponents: the variance along each axis (divisor nRows − 1), descending. */
  readonly variances: Float64Array;
  /** nComponents: the same as shares of the variance of all columns; 0 where nothing varies. */
  readonly shares: Float64Array;
  /** nRows × nComponents. */
  readonly scores: Float64Array;
}

/** About as many multiplications pass between two yields. */
const UNIT = 5_000_000;

/**
 * The directions along which rows differ most, of the smaller of the covariance and the Gram matrix. Columns are centred here, and
 * scaled by whoever wants that. Yields how far it has come, 0 to 1.
 *
 * @param X at least 2 rows
 * @param nComponents at least 1; as many as min(nRows − 1, nColumns) are given at most
 * @throws `too-few-clips` for fewer than 2 rows
 * @see scikit-learn, `decomposition.PCA`, whose signs are the same
 */
export function* principalComponents(X: Matrix, nComponents: number): Generator<number, PrincipalComponents> {
  const { nRows, nColumns } = X;
  if (nRows < 2) throw new SerError('too-few-clips', `Principal components need at least 2 clips; there are ${nRows}.`, { nClips: nRows });
  const centred = centre(X);
  const total = dotProduct(centred, centred);
  const isWide = nColumns > nRows;
  const size = isWide ? nRows : nColumns;
  const products = yield* between(0, 0.5, isWide ? gram(centred, nRows, nColumns) : covariance(centred, nRows, nColumns));
  const k = Math.min(nComponents, nRows - 1, nColumns);
  const { values, vectors } = yield* between(0.5, 1, leadingEigenpairs(products, size, k));
  const axes = isWide ? axesOfGram(centred, vectors, k, nRows, nColumns) : vectors;
  turn(axes, k, nColumns);
  const variances = values.map((value) => Math.max(0, value) / (nRows - 1));
  const shares = values.map((value) => (total > 0 ? Math.max(0, value) / total : 0));
  return { nComponents: k, axes, variances, shares, scores: project(centred, axes, nRows, nColumns, k) };
}

function centre({ data, nRows, nColumns }: Matrix): Float64Array {
  const means = new Float64Array(nColumns);
  for (let i = 0; i < data.length; i += nColumns) {
    for (let j = 0; j < nColumns; j++) means[j] += data[i + j];
  }
  for (let j = 0; j < nColumns; j++) means[j] /= nRows;
  const centred = new Float64Array(data.length);
  for (let i = 0; i < data.length; i += nColumns) {
    for (let j = 0; j < nColumns; j++) centred[i + j] = data[i + j] - means[j];
  }
  return centred;
}

/** XᵀX of centred rows. */
function* covariance(X: Float64Array, nRows: number, nColumns: number): Generator<number, Float64Array> {
  const C = new Float64Array(nColumns * nColumns);
  const every = Math.max(1, Math.floor(UNIT / (nColumns * nColumns)));
  for (let i = 0; i < nRows; i++) {
    const row = i * nColumns;
    for (let a = 0; a < nColumns; a++) {
      const value = X[row + a];
      const out = a * nColumns;
      for (let b = a; b < nColumns; b++) C[out + b] += value * X[row + b];
    }
    if (i % every === 0) yield i / nRows;
  }
  mirror(C, nColumns);
  return C;
}

/** XXᵀ of centred rows. */
function* gram(X: Float64Array, nRows: number, nColumns: number): Generator<number, Float64Array> {
  const G = new Float64Array(nRows * nRows);
  const every = Math.max(1, Math.floor(UNIT / (nRows * nColumns)));
  for (let a = 0; a < nRows; a++) {
    for (let b = a; b < nRows; b++) {
      let sum = 0;
      for (let j = 0; j < nColumns; j++) sum += X[a * nColumns + j] * X[b * nColumns + j];
      G[a * nRows + b] = sum;
    }
    if (a % every === 0) yield a / nRows;
  }
  mirror(G, nRows);
  return G;
}

/** Fills the lower triangle. */
function mirror(A: Float64Array, n: number): void {
  for (let a = 1; a < n; a++) {
    for (let b = 0; b < a; b++) A[a * n + b] = A[b * n + a];
  }
}

/** An eigenvector u of XXᵀ belongs to the axis Xᵀu, made a unit; where nothing varies, to none. */
function axesOfGram(X: Float64Array, vectors: Float64Array, k: number, nRows: number, nColumns: number): Float64Array {
  const axes = new Float64Array(k * nColumns);
  for (let c = 0; c < k; c++) {
    const axis = axes.subarray(c * nColumns, (c + 1) * nColumns);
    for (let i = 0; i < nRows; i++) {
      const weight = vectors[c * nRows + i];
      for (let j = 0; j < nColumns; j++) axis[j] += weight * X[i * nColumns + j];
    }
    const length = Math.sqrt(dotProduct(axis, axis));
    if (length > 0) for (let j = 0; j < nColumns; j++) axis[j] /= length;
  }
  return axes;
}

/** Of the two signs of each axis the one that makes its largest entry positive. */
function turn(axes: Float64Array, k: number, nColumns: number): void {
  for (let c = 0; c < k; c++) {
    const axis = axes.subarray(c * nColumns, (c + 1) * nColumns);
    let largest = 0;
    for (let j = 1; j < nColumns; j++) if (Math.abs(axis[j]) > Math.abs(axis[largest])) largest = j;
    if (axis[largest] < 0) for (let j = 0; j < nColumns; j++) axis[j] = -axis[j];
  }
}

function project(X: Float64Array, axes: Float64Array, nRows: number, nColumns: number, k: number): Float64Array {
  const scores = new Float64Array(nRows * k);
  for (let i = 0; i < nRows; i++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let j = 0; j < nColumns; j++) sum += X[i * nColumns + j] * axes[c * nColumns + j];
      scores[i * k + c] = sum;
    }
  }
  return scores;
}

function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
