const RADIX: u32 = 256;

/**
 * Replaces the values of a column by their ranks among its distinct values; −0 is 0.
 *
 * @param column `n` float32 values, none of them NaN; they are overwritten
 * @param work space for 16 · n + 4,096 bytes
 * @param codes the ranks: uint16 where `codeSize` is 1, uint32 where it is 2
 * @returns how many distinct values there are
 */
export function rankColumn(column: usize, n: i32, work: usize, codes: usize, codeSize: usize): i32 {
  const counters = work;
  memory.fill(counters, 0, 4 * RADIX * 4);
  let from = work + 4 * RADIX * 4;
  let to = from + usize(n) * 8;
  for (let i = 0; i < n; i++) {
    const bits = reinterpret<u32>(load<f32>(column + usize(i) * 4) + 0);
    // As unsigned integers, these have the order of the values.
    const key = bits ^ (u32(i32(bits) >> 31) | 0x80000000);
    for (let byte: u32 = 0; byte < 4; byte++) {
      const counter = counters + usize(byte * RADIX + ((key >> (8 * byte)) & 0xff)) * 4;
      store<u32>(counter, load<u32>(counter) + 1);
    }
    store<u64>(from + usize(i) * 8, (u64(key) << 32) | u64(i));
  }
  for (let byte: u32 = 0; byte < 4; byte++) {
    const counter = counters + usize(byte * RADIX) * 4;
    const shift = 32 + 8 * byte;
    // All keys alike in this byte are in order already.
    if (load<u32>(counter + usize((load<u64>(from) >> shift) & 0xff) * 4) === n) continue;
    sortByByte(from, to, n, shift, counter);
    const swap = from;
    from = to;
    to = swap;
  }
  let rank = 0;
  let last = u32(load<u64>(from) >> 32);
  for (let i = 0; i < n; i++) {
    const pair = load<u64>(from + usize(i) * 8);
    const key = u32(pair >> 32);
    rank += i32(key !== last);
    last = key;
    const at = codes + (usize(u32(pair)) << codeSize);
    if (codeSize === 1) store<u16>(at, u16(rank));
    else store<u32>(at, rank);
  }
  return rank + 1;
}

/** One pass of a radix sort of 64-bit values; `counters` hold how often each byte occurs, and are used up. */
function sortByByte(from: usize, to: usize, n: i32, shift: u32, counters: usize): void {
  let sum: u32 = 0;
  for (let digit: usize = 0; digit < RADIX * 4; digit += 4) {
    const count = load<u32>(counters + digit);
    store<u32>(counters + digit, sum);
    sum += count * 8;
  }
  const end = from + usize(n) * 8;
  while (from < end) {
    const pair = load<u64>(from);
    const counter = counters + usize((pair >> shift) & 0xff) * 4;
    const at = load<u32>(counter);
    store<u32>(counter, at + 8);
    store<u64>(to + at, pair);
    from += 8;
  }
}
