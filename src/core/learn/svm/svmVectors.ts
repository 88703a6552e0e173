import { kernelNames, type Kernel } from './kernel.ts';
import type { LearnerMemory } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';

/** The kernels take so many vectors at a time: their number is a multiple of it, and blocks begin at multiples. */
export const vectorStep = 16;

export const roundUpToStep = (n: number): number => Math.ceil(n / vectorStep) * vectorStep;

/** Bytes of a record of so many float64 and then so many int32 fields. */
export const fieldBytes = (nDoubles: number, nIntegers: number): number => 8 * nDoubles + 4 * nIntegers;

export function writeFields(memory: LearnerMemory, address: number, doubles: readonly number[], integers: readonly number[]): void {
  memory.doubles(address, doubles.length).set(doubles);
  memory.integers(address + fieldBytes(doubles.length, 0), integers.length).set(integers);
}

/**
 * Writes row `row` of `X`, its values `stride` float32 apart.
 *
 * @returns its squared norm
 */
export function writeVector({ data, nColumns }: Matrix, row: number, out: Float32Array, at: number, stride: number): number {
  const from = row * nColumns;
  let norm = 0;
  for (let k = 0; k < nColumns; k++) {
    const value = data[from + k];
    out[at + stride * k] = value;
    norm += value * value;
  }
  return norm;
}

/**
 * Writes row order[t] of `X` as vector vectorOf[t] into the memory of a new instance, which is 0 in between.
 *
 * @param nVectors a multiple of {@link vectorStep}
 * @returns the address of a `Vectors` of src/kernels/learners, and the squared norm of each row
 */
export function placeVectors(memory: LearnerMemory, kernel: Kernel, X: Matrix, order: Int32Array, vectorOf: Int32Array, nVectors: number): { readonly vectors: number; readonly squaredNorms: Float64Array } {
  const { nColumns } = X;
  const panels = memory.allocate(4 * nVectors * nColumns);
  const norms = memory.allocate(8 * nVectors);
  const wide = memory.allocate(8 * nColumns);
  const vectors = memory.allocate(fieldBytes(2, 7));
  writeFields(memory, vectors, [kernel.gamma, kernel.coef0], [kernelNames.indexOf(kernel.kernel), kernel.degree, nColumns, 16 * nColumns, panels, norms, wide]);
  const values = memory.floats(panels, nVectors * nColumns);
  const vectorNorms = memory.doubles(norms, nVectors);
  const squaredNorms = new Float64Array(order.length);
  for (let t = 0; t < order.length; t++) {
    const vector = vectorOf[t];
    squaredNorms[t] = writeVector(X, order[t], values, (vector >> 2) * 4 * nColumns + (vector & 3), 4);
    vectorNorms[vector] = squaredNorms[t];
  }
  return { vectors, squaredNorms };
}
