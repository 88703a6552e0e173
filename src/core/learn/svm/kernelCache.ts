import { kernelRow, selfKernel, type Kernel, type KernelVectors } from './kernel.ts';

/**
 * Kernel values of training rows which are grouped by class, computed at first demand and kept up to a limit.
 *
 * The unit is a segment: K(row i, all rows of one class), in float32 as LIBSVM keeps them. A problem of two classes
 * reads two segments per row, so the pairs of a one-against-one machine share what they have in common, and nothing
 * is computed that no pair asks for.
 */
export interface KernelCache {
  /** Copies segment (row, group) to `out` from `offset` on. */
  copySegment(row: number, group: number, out: Float32Array, offset: number): void;
  /** The kernel of a row with itself. */
  readonly diagonal: Float64Array;
  /** groupStart[g] … groupStart[g + 1] are the rows of class g. */
  readonly groupStart: Int32Array;
  /** Multiply-adds spent on kernel values so far. */
  work(): number;
}

/**
 * Creates a cache over rows that are already grouped.
 *
 * @param maxBytes the most memory that segments may take; the least recently used give way. One segment is always kept.
 */
export function createKernelCache(kernel: Kernel, vectors: KernelVectors, groupStart: Int32Array, maxBytes: number): KernelCache {
  const nGroups = groupStart.length - 1;
  const { nRows, nColumns } = vectors;
  const segments: (Float32Array | undefined)[] = new Array(nRows * nGroups).fill(undefined);
  const diagonal = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) diagonal[i] = selfKernel(kernel, vectors.squaredNorms[i]);

  let longest = 0;
  for (let g = 0; g < nGroups; g++) longest = Math.max(longest, groupStart[g + 1] - groupStart[g]);
  const scratch = new Float64Array(longest);
  let work = 0;
  let bytes = 0;

  // A ring of keys from the most to the least recently used, linked through its head; kept only if something may have to go.
  const bounded = nRows * nRows * 4 > maxBytes;
  const head = nRows * nGroups;
  const newer = new Int32Array(bounded ? head + 1 : 0).fill(head);
  const older = new Int32Array(bounded ? head + 1 : 0).fill(head);
  const unlink = (key: number): void => {
    newer[older[key]] = newer[key];
    older[newer[key]] = older[key];
  };
  const linkNewest = (key: number): void => {
    older[key] = older[head];
    newer[key] = head;
    newer[older[head]] = key;
    older[head] = key;
  };

  const compute = (row: number, group: number): Float32Array => {
    const from = groupStart[group];
    const to = groupStart[group + 1];
    const size = (to - from) * 4;
    while (bounded && bytes + size > maxBytes && newer[head] !== head) {
      const oldest = newer[head];
      unlink(oldest);
      bytes -= segments[oldest]?.byteLength ?? 0;
      segments[oldest] = undefined;
    }
    kernelRow(kernel, vectors, row, vectors, from, to, scratch);
    work += (to - from) * nColumns;
    bytes += size;
    return new Float32Array(scratch.subarray(0, to - from));
  };

  return {
    diagonal,
    groupStart,
    work: () => work,
    copySegment(row, group, out, offset) {
      const key = row * nGroups + group;
      let segment = segments[key];
      if (segment === undefined) {
        segment = compute(row, group);
        segments[key] = segment;
        if (bounded) linkNewest(key);
      } else if (bounded) {
        unlink(key);
        linkNewest(key);
      }
      out.set(segment, offset);
    },
  };
}

/** The kernel matrix of one binary problem, read row by row. */
export interface KernelRows {
  readonly nRows: number;
  readonly diagonal: Float64Array;
  /** Row t, valid until the second next call. */
  row(t: number): Float32Array;
  /** Multiply-adds spent so far. */
  work(): number;
}

/** Copies the kernel of one grouped row with each of the grouped rows `columns`, which ascend. */
export function createColumnReader(cache: KernelCache, columns: Int32Array): (row: number, out: Float32Array) => void {
  const { groupStart } = cache;
  // Of each group that is there, which of its columns to take, and where in the result they begin.
  const parts: { readonly group: number; readonly at: number; readonly picked: Int32Array; readonly isWhole: boolean }[] = [];
  let longest = 0;
  for (let at = 0, group = 0; at < columns.length; group++) {
    const end = groupStart[group + 1];
    let next = at;
    while (next < columns.length && columns[next] < end) next++;
    const length = end - groupStart[group];
    if (next > at) parts.push({ group, at, picked: columns.subarray(at, next).map((column) => column - groupStart[group]), isWhole: next - at === length });
    longest = Math.max(longest, length);
    at = next;
  }
  const segment = new Float32Array(longest);
  return (row, out) => {
    for (const { group, at, picked, isWhole } of parts) {
      cache.copySegment(row, group, isWhole ? out : segment, isWhole ? at : 0);
      if (!isWhole) pick(segment, picked, out, at);
    }
  };
}

function pick(values: Float32Array, picked: Int32Array, out: Float32Array, at: number): void {
  for (let k = 0; k < picked.length; k++) out[at + k] = values[picked[k]];
}

/** The kernel matrix of the grouped rows named by `rows`, which ascend. */
export function createKernelRows(cache: KernelCache, rows: Int32Array): KernelRows {
  const read = createColumnReader(cache, rows);
  let current = new Float32Array(rows.length);
  let previous = new Float32Array(rows.length);
  return {
    nRows: rows.length,
    diagonal: Float64Array.from(rows, (row) => cache.diagonal[row]),
    work: cache.work,
    row(t) {
      [current, previous] = [previous, current];
      read(rows[t], current);
      return current;
    },
  };
}
