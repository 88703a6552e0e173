import { exponential, hyperbolicTangent, integerPower } from '../exponential.ts';
import type { Matrix } from '../matrix.ts';

export const kernelNames = ['rbf', 'linear', 'polynomial', 'sigmoid'] as const;
export type KernelName = (typeof kernelNames)[number];

/**
 * A kernel of two vectors u and v: rbf exp(−γ·|u − v|²), linear u·v, polynomial (γ·u·v + coef0)^degree,
 * sigmoid tanh(γ·u·v + coef0).
 */
export interface Kernel {
  readonly kernel: KernelName;
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
}

/** Vectors ready for kernels: nRows × nColumns values, row-major, and the squared norm of each row. */
export interface KernelVectors {
  readonly data: Float64Array;
  readonly squaredNorms: Float64Array;
  readonly nRows: number;
  readonly nColumns: number;
}

/** Widens the rows named by `rows` (all, in order, without it) to float64 and computes their squared norms. */
export function createKernelVectors(X: Matrix, rows?: Int32Array): KernelVectors {
  const { nColumns } = X;
  const nRows = rows?.length ?? X.nRows;
  const data = new Float64Array(nRows * nColumns);
  const squaredNorms = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    const from = (rows === undefined ? i : rows[i]) * nColumns;
    let norm = 0;
    for (let k = 0; k < nColumns; k++) {
      const value = X.data[from + k];
      data[i * nColumns + k] = value;
      norm += value * value;
    }
    squaredNorms[i] = norm;
  }
  return { data, squaredNorms, nRows, nColumns };
}

/** The kernel of a vector with itself, from its squared norm. */
export function selfKernel(kernel: Kernel, squaredNorm: number): number {
  switch (kernel.kernel) {
    case 'rbf':
      return 1;
    case 'linear':
      return squaredNorm;
    case 'polynomial':
      return integerPower(kernel.gamma * squaredNorm + kernel.coef0, kernel.degree);
    case 'sigmoid':
      return hyperbolicTangent(kernel.gamma * squaredNorm + kernel.coef0);
  }
}

/** Writes the dot products of row `i` of `A` with rows [from, to) of `B` into out[0 …). */
function dotRow(A: KernelVectors, i: number, B: KernelVectors, from: number, to: number, out: Float64Array): void {
  const n = A.nColumns;
  const a = A.data;
  const b = B.data;
  const start = i * n;
  const count = to - from;
  let j = 0;
  // Four rows of B at a time, so that each value of A is loaded once for four products.
  for (; j + 4 <= count; j += 4) {
    const p0 = (from + j) * n;
    const p1 = p0 + n;
    const p2 = p1 + n;
    const p3 = p2 + n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = 0; k < n; k++) {
      const value = a[start + k];
      s0 += value * b[p0 + k];
      s1 += value * b[p1 + k];
      s2 += value * b[p2 + k];
      s3 += value * b[p3 + k];
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
  }
  for (; j < count; j++) {
    const p = (from + j) * n;
    let s = 0;
    for (let k = 0; k < n; k++) s += a[start + k] * b[p + k];
    out[j] = s;
  }
}

/** As {@link dotRow} for rows `i` and `i` + 1 of `A` at once: eight sums under way keep the processor busier than four. */
function dotTwoRows(A: KernelVectors, i: number, B: KernelVectors, from: number, to: number, out: Float64Array, outNext: Float64Array): void {
  const n = A.nColumns;
  const a = A.data;
  const b = B.data;
  const start = i * n;
  const next = start + n;
  const wholeEnd = from + ((to - from) & ~3);
  for (let row = from; row < wholeEnd; row += 4) {
    const p0 = row * n;
    const p1 = p0 + n;
    const p2 = p1 + n;
    const p3 = p2 + n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    let t3 = 0;
    for (let k = 0; k < n; k++) {
      const s = a[start + k];
      const t = a[next + k];
      s0 += s * b[p0 + k];
      t0 += t * b[p0 + k];
      s1 += s * b[p1 + k];
      t1 += t * b[p1 + k];
      s2 += s * b[p2 + k];
      t2 += t * b[p2 + k];
      s3 += s * b[p3 + k];
      t3 += t * b[p3 + k];
    }
    const j = row - from;
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
    outNext[j] = t0;
    outNext[j + 1] = t1;
    outNext[j + 2] = t2;
    outNext[j + 3] = t3;
  }
  if (wholeEnd === to) return;
  dotRow(A, i, B, wholeEnd, to, out.subarray(wholeEnd - from));
  dotRow(A, i + 1, B, wholeEnd, to, outNext.subarray(wholeEnd - from));
}

/**
 * Writes one kernel row: out[j − from] = K(A_i, B_j) for j in [from, to).
 *
 * @param out at least to − from values
 */
export function kernelRow(kernel: Kernel, A: KernelVectors, i: number, B: KernelVectors, from: number, to: number, out: Float64Array): void {
  dotRow(A, i, B, from, to, out);
  dotsToKernel(kernel, A.squaredNorms[i], B, from, to, out);
}

/** Writes the kernel rows `i` and `i` + 1 of `A` with all of `B`. */
export function kernelRowPair(kernel: Kernel, A: KernelVectors, i: number, B: KernelVectors, out: Float64Array, outNext: Float64Array): void {
  dotTwoRows(A, i, B, 0, B.nRows, out, outNext);
  dotsToKernel(kernel, A.squaredNorms[i], B, 0, B.nRows, out);
  dotsToKernel(kernel, A.squaredNorms[i + 1], B, 0, B.nRows, outNext);
}

/** Turns dot products of a vector of squared norm `norm` with rows [from, to) of `B` into kernel values. */
function dotsToKernel(kernel: Kernel, norm: number, B: KernelVectors, from: number, to: number, out: Float64Array): void {
  const count = to - from;
  const { gamma, degree, coef0 } = kernel;
  switch (kernel.kernel) {
    case 'linear':
      return;
    case 'rbf': {
      for (let j = 0; j < count; j++) {
        // |u − v|² = |u|² + |v|² − 2u·v; rounding may take it below 0.
        const distance = norm + B.squaredNorms[from + j] - 2 * out[j];
        out[j] = distance > 0 ? exponential(-gamma * distance) : 1;
      }
      return;
    }
    case 'polynomial':
      for (let j = 0; j < count; j++) out[j] = integerPower(gamma * out[j] + coef0, degree);
      return;
    case 'sigmoid':
      for (let j = 0; j < count; j++) out[j] = hyperbolicTangent(gamma * out[j] + coef0);
  }
}
