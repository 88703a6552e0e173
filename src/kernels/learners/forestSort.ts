import { Forest } from './forest';

/** Up to here, counting the smaller keys of each key is faster than a sort by digits. */
const RANKED_ROWS = 64;

/** Bytes that counters need: for one pass over at most twice `nRows` codes, or two over half of 31 bits. */
export function bucketBytes(nRows: i32): usize {
  return (usize(nRows) * 2 + 2 * 65_536) * 4;
}

/**
 * Sorts the keys of the open node by code.
 *
 * @returns where they are now
 */
export function sortKeys(forest: Forest, count: i32): usize {
  const keys = forest.keys;
  const sorted = forest.sortedKeys;
  if (count <= RANKED_ROWS) {
    sortByRanks(keys, sorted, count);
    return sorted;
  }
  const shift = forest.codeShift;
  const base = forest.lowestCode;
  const nCodes = forest.highestCode - base + 1;
  if (nCodes <= 2 * count) {
    sortByDigit(keys, sorted, count, shift, base, 0, nCodes, forest.buckets);
    return sorted;
  }
  const bits = 32 - clz(nCodes - 1);
  const lowBits = bits >> 1;
  sortByDigit(keys, sorted, count, shift, base, 0, 1 << lowBits, forest.buckets);
  sortByDigit(sorted, keys, count, shift, base, lowBits, 1 << (bits - lowBits), forest.buckets);
  return keys;
}

/** Each key goes where the number of smaller ones says; equal ones leave a gap behind them, which is filled. */
function sortByRanks(keys: usize, sorted: usize, count: i32): void {
  const none = i32x4.splat(-1);
  const full = i32x4.splat(i32.MAX_VALUE);
  const end = keys + usize(count) * 4;
  v128.store(end, full);
  v128.store(end, full, 16);
  const nBytes = usize(count) * 4;
  for (let at: usize = 0; at < nBytes; at += 16) v128.store(sorted + at, none);
  for (let at: usize = 0; at < nBytes; at += 32) {
    const a = v128.load(keys + at);
    const b = v128.load(keys + at, 16);
    let ranksA = i32x4.splat(0);
    let ranksB = ranksA;
    for (let other = keys; other < end; other += 4) {
      const key = v128.load32_splat(other);
      ranksA = i32x4.sub(ranksA, i32x4.gt_s(a, key));
      ranksB = i32x4.sub(ranksB, i32x4.gt_s(b, key));
    }
    place(sorted, a, ranksA);
    place(sorted, b, ranksB);
  }
  let last = load<i32>(sorted);
  for (let at: usize = 4; at < nBytes; at += 4) {
    const key = load<i32>(sorted + at);
    last = key < 0 ? last : key;
    store<i32>(sorted + at, last);
  }
}

function place(sorted: usize, keys: v128, ranks: v128): void {
  store<i32>(sorted + usize(i32x4.extract_lane(ranks, 0)) * 4, i32x4.extract_lane(keys, 0));
  store<i32>(sorted + usize(i32x4.extract_lane(ranks, 1)) * 4, i32x4.extract_lane(keys, 1));
  store<i32>(sorted + usize(i32x4.extract_lane(ranks, 2)) * 4, i32x4.extract_lane(keys, 2));
  store<i32>(sorted + usize(i32x4.extract_lane(ranks, 3)) * 4, i32x4.extract_lane(keys, 3));
}

/** One pass of a radix sort: by the bits of code − base above `low`, of which there are `nDigits`. */
function sortByDigit(from: usize, to: usize, count: i32, shift: i32, base: i32, low: i32, nDigits: i32, buckets: usize): void {
  const mask = low === 0 && (nDigits & (nDigits - 1)) !== 0 ? -1 : nDigits - 1;
  memory.fill(buckets, 0, usize(nDigits) * 4);
  const end = from + usize(count) * 4;
  for (let at = from; at < end; at += 4) {
    const bucket = buckets + usize((((load<i32>(at) >> shift) - base) >> low) & mask) * 4;
    store<i32>(bucket, load<i32>(bucket) + 4);
  }
  let sum = 0;
  const lastBucket = buckets + usize(nDigits) * 4;
  for (let bucket = buckets; bucket < lastBucket; bucket += 4) {
    const bytes = load<i32>(bucket);
    store<i32>(bucket, sum);
    sum += bytes;
  }
  for (let at = from; at < end; at += 4) {
    const key = load<i32>(at);
    const bucket = buckets + usize((((key >> shift) - base) >> low) & mask) * 4;
    const place = load<i32>(bucket);
    store<i32>(bucket, place + 4);
    store<i32>(to + usize(place), key);
  }
}
