import { countAndMark } from './boostingCount';
import { nameSplit, scan, scanBothWays } from './boostingSplit';

/**
 * Looks for a better split of a node in its histogram.
 *
 * @param columns the columns to look through, ascending, nColumns numbers
 * @param slotStart the first slot of each column
 * @param hasMissing for each column 1 when its last slot counts missing values
 * @param node see boostingSplit.ts
 */
export function search(columns: usize, nColumns: i32, slotStart: usize, hasMissing: usize, histogram: usize, node: usize, limit: f64, lambda: f64, alpha: f64): void {
  for (const end = columns + (<usize>nColumns << 2); columns < end; columns += 4) {
    const column = <usize>load<u32>(columns);
    const first = histogram + (<usize>load<u32>(slotStart + (column << 2)) << 4);
    const last = histogram + (<usize>load<u32>(slotStart + (column << 2), 4) << 4) - 16;
    const someMiss = load<u8>(hasMissing + column) !== 0;
    const found = someMiss && load<f64>(last, 8) !== 0 ? scanBothWays(first, last, node, limit, lambda, alpha) : scan(first, someMiss ? last - 16 : last, node, limit, lambda, alpha);
    if (found >= 0) nameSplit(node, <i32>column, found);
  }
}

/** Where {@link searchFew} works: a histogram of four columns (16 bytes a slot), marks of it (a byte a slot), and what it met in one column: slots and their numbers. */
function few<T>(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, hasMissing: usize, isWanted: usize, rows: usize, n: i32, pairs: usize, stride: usize, work: usize, node: usize, limit: f64, lambda: f64, alpha: f64): void {
  const histogram = work;
  const marks = histogram + (stride << 6);
  const met = marks + (stride << 2);
  const numbers = met + (stride << 4);
  for (let i = 0; i < nGroups; i++) {
    const index = <usize>load<u32>(groups + (<usize>i << 2));
    countAndMark<T>(codes + index * groupBytes, rows, n, pairs, histogram, marks, stride);
    for (let lane: usize = 0; lane < 4; lane++) {
      const column = (index << 2) + lane;
      const slots = histogram + lane * (stride << 4);
      const marked = marks + lane * stride;
      const nSlots = <usize>load<u32>(slotStart + (column << 2), 4) - <usize>load<u32>(slotStart + (column << 2));
      let end = met;
      let number = numbers;
      for (let from: usize = 0; from < nSlots; from += 16) {
        let bits = i8x16.bitmask(v128.load(marked + from));
        if (bits === 0) continue;
        v128.store(marked + from, i64x2.splat(0));
        for (; bits !== 0; bits &= bits - 1) {
          const slot = from + <usize>ctz(bits);
          v128.store(end, v128.load(slots + (slot << 4)));
          v128.store(slots + (slot << 4), f64x2.splat(0));
          store<u32>(number, <u32>slot);
          end += 16;
          number += 4;
        }
      }
      if (load<u8>(isWanted + column) === 0) continue;
      const nBins = nSlots - <usize>load<u8>(hasMissing + column);
      let found: i32 = -1;
      let someMiss = false;
      if (load<u32>(number - 4) === <u32>nBins) {
        end -= 16;
        number -= 4;
        someMiss = load<f64>(end, 8) !== 0;
      }
      if (someMiss) found = scanBothWays(met, end, node, limit, lambda, alpha);
      else if (end > met) found = scan(met, load<u32>(number - 4) === <u32>nBins - 1 ? end - 16 : end, node, limit, lambda, alpha);
      if (found >= 0) nameSplit(node, <i32>column, load<i32>(numbers + (<usize>found << 2)));
    }
  }
}

/**
 * {@link search} of a node with so few rows that most slots of its histogram would be empty: it is counted on the spot, four
 * columns at a time, and only the slots that were met are looked at.
 *
 * @param isWanted for each column 1 when it is to be looked through; for the rest as `count8`
 * @param stride a multiple of 16, not below the slots of any column
 * @param work 88 bytes for each of `stride` slots, the first 68 of each zero; they are left so
 */
export function searchFew8(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, hasMissing: usize, isWanted: usize, rows: usize, n: i32, pairs: usize, stride: usize, work: usize, node: usize, limit: f64, lambda: f64, alpha: f64): void {
  few<u8>(codes, groupBytes, groups, nGroups, slotStart, hasMissing, isWanted, rows, n, pairs, stride, work, node, limit, lambda, alpha);
}

/** {@link searchFew8} with codes of two bytes. */
export function searchFew16(codes: usize, groupBytes: usize, groups: usize, nGroups: i32, slotStart: usize, hasMissing: usize, isWanted: usize, rows: usize, n: i32, pairs: usize, stride: usize, work: usize, node: usize, limit: f64, lambda: f64, alpha: f64): void {
  few<u16>(codes, groupBytes, groups, nGroups, slotStart, hasMissing, isWanted, rows, n, pairs, stride, work, node, limit, lambda, alpha);
}
