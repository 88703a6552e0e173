const digitBits = 11;
const nDigits = 1 << digitBits;
const digitMask = nDigits - 1;

/** Memory with which columns of at most so many values are sorted. */
export interface ColumnSorter {
  readonly keys: Uint32Array;
  readonly order: Int32Array;
  readonly spare: Int32Array;
  /** Three lots of {@link nDigits}. */
  readonly counts: Int32Array;
}

export function createColumnSorter(nRows: number): ColumnSorter {
  return { keys: new Uint32Array(nRows), order: new Int32Array(nRows), spare: new Int32Array(nRows), counts: new Int32Array(3 * nDigits) };
}

/**
 * The positions of a column's values in ascending order; equal ones stay in order, and −0 lies before 0. A radix sort, three
 * digits of the float's bits: it takes a quarter of the time of a sort by comparison, and brings the positions along.
 *
 * @param values without NaN
 * @returns a view that the next call overwrites
 */
export function orderOf({ keys, order, spare, counts }: ColumnSorter, values: Float32Array): Int32Array {
  const n = values.length;
  const bits = new Int32Array(values.buffer, values.byteOffset, n);
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    // Unsigned, these ascend as the floats do.
    const key = (bits[i] ^ ((bits[i] >> 31) | 0x80000000)) >>> 0;
    keys[i] = key;
    counts[key & digitMask]++;
    counts[nDigits + ((key >>> digitBits) & digitMask)]++;
    counts[2 * nDigits + (key >>> (2 * digitBits))]++;
    order[i] = i;
  }
  let from = order;
  let to = spare;
  for (let pass = 0; pass < 3; pass++) {
    const shift = pass * digitBits;
    const starts = counts.subarray(pass * nDigits, (pass + 1) * nDigits);
    for (let digit = 0, sum = 0; digit < nDigits; digit++) {
      const count = starts[digit];
      starts[digit] = sum;
      sum += count;
    }
    for (let p = 0; p < n; p++) {
      const i = from[p];
      to[starts[(keys[i] >>> shift) & digitMask]++] = i;
    }
    [from, to] = [to, from];
  }
  return from.subarray(0, n);
}
