import type { GroupedRows } from './binarySolver.ts';
import { selfKernel, type Kernel } from './kernel.ts';
import { LearnerMemory, type LearnerKernels } from '../learnerKernels.ts';
import { fieldBytes, placeVectors, roundUpToStep, writeFields } from './svmVectors.ts';

/** Grouped rows as vectors in the memory of the compiled kernels, with a bounded cache of their kernel values. */
export interface SvmMemory {
  readonly memory: LearnerMemory;
  /** Addresses of a `Vectors` and a `Cache` of src/kernels/learners. */
  readonly vectors: number;
  readonly cache: number;
  readonly nBlocks: number;
  /** The vector of each grouped row; vectors ascend with the rows, with gaps at the ends of blocks. */
  readonly vectorOf: Int32Array;
  /** The kernel of each grouped row with itself. */
  readonly diagonal: Float64Array;
}

/** A block holds at most so many vectors; the kernel of one vector with a block is what the cache keeps or gives up. */
const maxBlockRows = 2048;
/** Cuts each group into blocks of nearly the same size, none of more than {@link maxBlockRows}, which begin at multiples of {@link vectorStep}. */
function layOutBlocks(groupStart: Int32Array): { readonly starts: Int32Array; readonly classes: Int32Array; readonly vectorOf: Int32Array } {
  const starts = [0];
  const classes: number[] = [];
  const vectorOf = new Int32Array(groupStart[groupStart.length - 1]);
  let nVectors = 0;
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const nRows = groupStart[g + 1] - groupStart[g];
    const nParts = Math.ceil(nRows / maxBlockRows);
    const first = nVectors;
    for (let part = 0; part < nParts; part++) {
      const from = groupStart[g] + Math.floor((part * nRows) / nParts);
      const to = groupStart[g] + Math.floor(((part + 1) * nRows) / nParts);
      for (let t = from; t < to; t++) vectorOf[t] = nVectors + t - from;
      nVectors += roundUpToStep(to - from);
      starts.push(nVectors);
    }
    for (let part = 0; part < nParts; part++) classes.push(first, nVectors);
  }
  return { starts: Int32Array.from(starts), classes: Int32Array.from(classes), vectorOf };
}

/**
 * Lays out rows for the kernels.
 *
 * @param maxCacheBytes the most memory that kernel values may take
 * @throws RangeError where the memory cannot hold the rows
 */
export function createSvmMemory(kernels: LearnerKernels, kernel: Kernel, { X, order, groupStart }: GroupedRows, maxCacheBytes: number): SvmMemory {
  const memory = new LearnerMemory(kernels);
  const { starts, classes, vectorOf } = layOutBlocks(groupStart);
  const nBlocks = starts.length - 1;
  const nVectors = starts[nBlocks];
  const { vectors, squaredNorms } = placeVectors(memory, kernel, X, order, vectorOf, nVectors);
  let longest = 0;
  for (let b = 0; b < nBlocks; b++) longest = Math.max(longest, starts[b + 1] - starts[b]);
  const slotBytes = 4 * longest;
  const nSlots = Math.max(1, Math.min(nVectors * nBlocks, Math.floor(maxCacheBytes / slotBytes)));
  // The memory of a new instance is 0: nothing is cached.
  const table = memory.allocate(4 * nVectors * nBlocks);
  const entries = memory.allocate(4 * nSlots);
  const used = memory.allocate(nSlots);
  const free = memory.allocate(4 * nSlots);
  const values = memory.allocate(8 * longest);
  const startsAt = memory.place(starts);
  const classesAt = memory.place(classes);
  const cache = memory.allocate(fieldBytes(1, 15));
  const slots = memory.allocate(nSlots * slotBytes);
  writeFields(memory, cache, [0], [vectors, nBlocks, startsAt, table, slots, slotBytes, nSlots, 0, 0, entries, used, values, free, 0, classesAt]);
  return { memory, vectors, cache, nBlocks, vectorOf, diagonal: squaredNorms.map((norm) => selfKernel(kernel, norm)) };
}
