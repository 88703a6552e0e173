import { createKernelVectors, kernelRow, kernelRowPair, type Kernel } from './kernel.ts';
import { LearnerMemory, type LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { placeVectors, roundUpToStep, writeVector } from './svmVectors.ts';

/** For fewer rows it is not worth laying out the support vectors for the kernels. */
const fewRows = 8;

/**
 * Calls `visit` with the kernel of each row of `X` with all of `support`; the values are valid during the call. With compiled
 * kernels they are the same, to the last bit.
 */
export function visitSupportKernels(kernel: Kernel, support: Matrix, X: Matrix, visit: (row: number, values: Float64Array) => void, kernels?: LearnerKernels): void {
  if (kernels && X.nRows >= fewRows && visitCompiled(kernels, kernel, support, X, visit)) return;
  const vectors = createKernelVectors(support);
  const rows = createKernelVectors(X);
  const values = new Float64Array(support.nRows);
  const valuesNext = new Float64Array(support.nRows);
  let row = 0;
  for (; row + 2 <= X.nRows; row += 2) {
    kernelRowPair(kernel, rows, row, vectors, values, valuesNext);
    visit(row, values);
    visit(row + 1, valuesNext);
  }
  if (row === X.nRows) return;
  kernelRow(kernel, rows, row, vectors, 0, support.nRows, values);
  visit(row, values);
}

/** @returns false where the kernels' memory cannot hold the support vectors; nothing has then been visited */
function visitCompiled(kernels: LearnerKernels, kernel: Kernel, support: Matrix, X: Matrix, visit: (row: number, values: Float64Array) => void): boolean {
  const memory = new LearnerMemory(kernels);
  const nVectors = roundUpToStep(support.nRows);
  const inOrder = Int32Array.from({ length: support.nRows }, (_, t) => t);
  let vectors: number;
  let query: number;
  let out: number;
  try {
    query = memory.allocate(4 * X.nColumns);
    out = memory.allocate(8 * nVectors);
    ({ vectors } = placeVectors(memory, kernel, support, inOrder, inOrder, nVectors));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  const queryValues = memory.floats(query, X.nColumns);
  const values = memory.doubles(out, support.nRows);
  for (let row = 0; row < X.nRows; row++) {
    memory.calls.kernelValues(vectors, query, writeVector(X, row, queryValues, 0, 1), nVectors, out);
    visit(row, values);
  }
  return true;
}
