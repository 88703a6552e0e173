import { kernelRow, Vectors } from './svmRows';

/**
 * Kernel values of vectors that lie in blocks, computed at first demand and kept in a bounded number of slots. The unit is the
 * kernel of one vector with all of one block. TypeScript writes the fields in this order.
 */
@unmanaged
export class Cache {
  /** Multiply-adds spent since it was last set to 0. */
  spent: f64;
  vectors: Vectors;
  nBlocks: i32;
  /** nBlocks + 1 int32: the first vector of each block, a multiple of 16. */
  starts: usize;
  /** For vector v and block b an int32 at `(v * nBlocks + b) * 4`: the number of its slot plus 1, or 0. */
  table: usize;
  slots: usize;
  slotBytes: i32;
  nSlots: i32;
  /** Slots that have been filled. */
  nFilled: i32;
  /** The slot that is looked at next when one has to give way. */
  hand: i32;
  /** For each slot an int32, the address of its entry in the table. */
  entries: usize;
  /** For each slot a byte: whether it was used since the hand last passed. */
  used: usize;
  /** Space for as many float64 as the longest block has vectors. */
  values: usize;
  /** int32: slots that were given back, and their number. */
  free: usize;
  nFree: i32;
  /** For each block two int32: the first vector of its class and that of the next. */
  classes: usize;
}

/** The address of the kernel of `vector` with block `block`; valid until the next call. */
function blockOf(cache: Cache, vector: i32, block: i32): usize {
  const entry = cache.table + usize(vector * cache.nBlocks + block) * 4;
  const found = load<i32>(entry);
  if (found !== 0) {
    store<u8>(cache.used + usize(found - 1), 1);
    return cache.slots + usize(found - 1) * usize(cache.slotBytes);
  }
  const slot = takeSlot(cache);
  store<i32>(entry, slot + 1);
  store<u32>(cache.entries + usize(slot) * 4, u32(entry));
  store<u8>(cache.used + usize(slot), 1);
  const from = load<i32>(cache.starts + usize(block) * 4);
  const n = load<i32>(cache.starts + usize(block) * 4, 4) - from;
  const address = cache.slots + usize(slot) * usize(cache.slotBytes);
  kernelRow(cache.vectors, vector, from, n, cache.values, address);
  cache.spent += f64(n) * f64(cache.vectors.nColumns);
  return address;
}

function takeSlot(cache: Cache): i32 {
  if (cache.nFree > 0) return load<i32>(cache.free + usize(--cache.nFree) * 4);
  return cache.nFilled < cache.nSlots ? cache.nFilled++ : evict(cache);
}

/**
 * Gives back the slots of kernel values between vectors of different classes. After a pair of classes nobody asks for them
 * again, while those within a class serve its other pairs too; and memory that is used again is nearer than fresh one.
 */
export function forgetAcross(cache: Cache): void {
  for (let slot = 0; slot < cache.nFilled; slot++) {
    const entry = usize(load<u32>(cache.entries + usize(slot) * 4));
    if (load<i32>(entry) !== slot + 1) continue;
    const index = i32((entry - cache.table) >> 2);
    const vector = index / cache.nBlocks;
    const ofClass = cache.classes + usize(index - vector * cache.nBlocks) * 8;
    if (vector >= load<i32>(ofClass) && vector < load<i32>(ofClass, 4)) continue;
    store<i32>(entry, 0);
    store<i32>(cache.free + usize(cache.nFree++) * 4, slot);
  }
}

/** Takes the first slot that was not used since the hand passed: nearly the least recently used one, without a list. */
function evict(cache: Cache): i32 {
  let slot = cache.hand;
  while (load<u8>(cache.used + usize(slot)) !== 0) {
    store<u8>(cache.used + usize(slot), 0);
    slot = after(cache, slot);
  }
  cache.hand = after(cache, slot);
  store<i32>(load<u32>(cache.entries + usize(slot) * 4), 0);
  return slot;
}

function after(cache: Cache, slot: i32): i32 {
  return slot + 1 < cache.nSlots ? slot + 1 : 0;
}

/**
 * For an ascending list of vectors (addresses of float32 in a row of all vectors, `columns`): where each block's part of it ends.
 *
 * @param ends space for nBlocks int32
 */
export function findEnds(cache: Cache, columns: usize, n: i32, ends: usize): void {
  let at = 0;
  for (let block = 0; block < cache.nBlocks; block++) {
    const end = load<i32>(cache.starts + usize(block) * 4, 4) * 4;
    while (at < n && load<i32>(columns + usize(at) * 4) < end) at++;
    store<i32>(ends + usize(block) * 4, at);
  }
}

/** Writes the kernel of `vector` with each of `columns` as float32 to `out`. */
export function gather(cache: Cache, vector: i32, columns: usize, ends: usize, out: usize): void {
  let at = 0;
  for (let block = 0; block < cache.nBlocks; block++) {
    const end = load<i32>(ends + usize(block) * 4);
    if (end === at) continue;
    const base = blockOf(cache, vector, block) - usize(load<i32>(cache.starts + usize(block) * 4)) * 4;
    const first = columns + usize(at) * 4;
    const to = out + usize(at) * 4;
    const length = usize(end - at) * 4;
    at = end;
    if (load<i32>(columns + usize(end) * 4 - 4) - load<i32>(first) === i32(length) - 4) {
      memory.copy(to, base + usize(load<i32>(first)), length);
      continue;
    }
    for (let k: usize = 0; k < length; k += 4) store<f32>(to + k, load<f32>(base + usize(load<i32>(first + k))));
  }
}

/**
 * Adds to the decision values of `n` vectors (`columns`, `ends`) the shares of support vectors, from the one at `position` on,
 * for about `work` multiply-adds.
 *
 * @param vectors int32, and `coefficients` float64, for each of `nSupport` vectors
 * @param row space for n + 1 float32
 * @returns the position to go on from
 */
export function addShares(cache: Cache, vectors: usize, coefficients: usize, position: i32, nSupport: i32, columns: usize, ends: usize, n: i32, row: usize, decisions: usize, work: f64): i32 {
  cache.spent = 0;
  for (; position < nSupport && cache.spent < work; position++) {
    const coefficient = load<f64>(coefficients + usize(position) * 8);
    if (coefficient === 0) continue;
    gather(cache, load<i32>(vectors + usize(position) * 4), columns, ends, row);
    addScaled(coefficient, row, n, decisions);
    cache.spent += f64(n);
  }
  return position;
}

/** Adds `factor` times each of `n` float32 `values` to float64 `sums`; an odd last value takes one more along. */
export function addScaled(factor: f64, values: usize, n: i32, sums: usize): void {
  const factors = f64x2.splat(factor);
  const end = sums + usize(n) * 8;
  for (; sums < end; sums += 16) {
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(factors, f64x2.promote_low_f32x4(v128.load64_zero(values)))));
    values += 8;
  }
}
