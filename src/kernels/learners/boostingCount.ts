import { slotOffset, wordOf } from './boostingRows';

// Codes lie in groups of four columns, each group one word a row: one load serves four columns, and rows that are picked
// here and there cost a quarter of the cache lines. A slot of a histogram is a pair (sum of g, sum of h) of float64.

function addTo(slot: usize, pair: v128): void {
  v128.store(slot, f64x2.add(v128.load(slot), pair));
}

function count<T>(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, rows: usize, n: i32, pairs: usize, histogram: usize): void {
  const end = rows + (<usize>n << 2);
  for (let i = 0; i < nGroups; i++) {
    const index = <usize>load<u32>(groups + (<usize>i << 2));
    const group = codes + index * groupBytes;
    const starts = slotStart + (index << 4);
    const h0 = histogram + (<usize>load<u32>(starts) << 4);
    const h1 = histogram + (<usize>load<u32>(starts, 4) << 4);
    const h2 = histogram + (<usize>load<u32>(starts, 8) << 4);
    const h3 = histogram + (<usize>load<u32>(starts, 12) << 4);
    let pairAt = pairs;
    for (let row = rows; row < end; row += 4) {
      const pair = v128.load(pairAt);
      const word = wordOf<T>(group, load<u32>(row));
      addTo(h0 + slotOffset<T>(word, 0), pair);
      addTo(h1 + slotOffset<T>(word, 1), pair);
      addTo(h2 + slotOffset<T>(word, 2), pair);
      addTo(h3 + slotOffset<T>(word, 3), pair);
      pairAt += 16;
    }
  }
}

/**
 * Adds the gradients of n rows to a histogram.
 *
 * @param codes one byte each: column 4·q + l of row i is at `codes + q * groupBytes + 4 * i + l`
 * @param groups the groups of four columns to count, nGroups numbers
 * @param slotStart the first slot of each column
 * @param pairs of the rows, in their order, from `gatherPairs`
 */
export function count8(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, rows: usize, n: i32, pairs: usize, histogram: usize): void {
  count<u8>(codes, groupBytes, groups, nGroups, slotStart, rows, n, pairs, histogram);
}

/** {@link count8} with codes of two bytes. */
export function count16(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, rows: usize, n: i32, pairs: usize, histogram: usize): void {
  count<u16>(codes, groupBytes, groups, nGroups, slotStart, rows, n, pairs, histogram);
}

/** Takes `part` out of `histogram`, slot by slot. */
export function subtract(part: usize, histogram: usize, nSlots: i32): void {
  for (const end = histogram + (<usize>nSlots << 4); histogram < end; histogram += 16) {
    v128.store(histogram, f64x2.sub(v128.load(histogram), v128.load(part)));
    part += 16;
  }
}

/**
 * Counts n rows in one group of four columns, and marks what it met.
 *
 * @param stride slots from one column to the next in `histogram`, and bytes in `marks`
 */
export function countAndMark<T>(group: usize, rows: usize, n: i32, pairs: usize, histogram: usize, marks: usize, stride: usize): void {
  const h1 = histogram + (stride << 4);
  const h2 = h1 + (stride << 4);
  const h3 = h2 + (stride << 4);
  for (const end = rows + (<usize>n << 2); rows < end; rows += 4) {
    const pair = v128.load(pairs);
    const word = wordOf<T>(group, load<u32>(rows));
    const c0 = slotOffset<T>(word, 0);
    const c1 = slotOffset<T>(word, 1);
    const c2 = slotOffset<T>(word, 2);
    const c3 = slotOffset<T>(word, 3);
    store<u8>(marks + (c0 >> 4), 255);
    store<u8>(marks + stride + (c1 >> 4), 255);
    store<u8>(marks + 2 * stride + (c2 >> 4), 255);
    store<u8>(marks + 3 * stride + (c3 >> 4), 255);
    addTo(histogram + c0, pair);
    addTo(h1 + c1, pair);
    addTo(h2 + c2, pair);
    addTo(h3 + c3, pair);
    pairs += 16;
  }
}
