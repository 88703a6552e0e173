/**
 * A summary of weighted values, ascending and distinct. The sum of the weights of all values below entry i lies between rMin[i]
 * and rMax[i] − wMin[i], where wMin[i] is the weight at least of the entry itself; float32, as xgboost has them.
 */
interface Summary {
  size: number;
  readonly value: Float32Array;
  readonly rMin: Float32Array;
  readonly rMax: Float32Array;
  readonly wMin: Float32Array;
}

/** How much finer than the bins the sketch is. */
const fineness = 8;

/**
 * The values nearest to `size` even ranks of a column, as xgboost finds them: it keeps a queue of values, sums it up and thins it
 * when it is full, and combines the summaries level by level, so that a long column takes bounded memory and its ranks are
 * exact to 1/8 of a bin. With fewer than 8 · maxBin values they are exact.
 *
 * @param values of the column, in the order of the rows, without missing ones; at least one
 * @param order the positions of the values in ascending order
 * @param weights of the values; all 1 by default. Those without weight are passed over
 * @param maxBin bins that are asked for
 * @returns ascending values, at most maxBin + 1, the smallest and the largest of all among them; none where nothing has weight
 * @see Q. Zhang, W. Wang, "A Fast Algorithm for Approximate Quantiles in High Speed Data Streams", 2007; T. Chen, C. Guestrin,
 *   "XGBoost: A Scalable Tree Boosting System", 2016, appendix A; xgboost 3.2, src/common/quantile.h
 */
export function sketchQuantiles(values: Float32Array, order: Int32Array, weights: Float32Array | undefined, maxBin: number): Float32Array {
  const n = values.length;
  const limit = limitOf(n, 1 / (fineness * Math.min(maxBin, n)));
  const whole = thin(sketch(values, order, weights, limit), Math.min(n, fineness * maxBin));
  const { value, size } = thin(whole, maxBin + 1);
  return value.subarray(0, size);
}

/** How many entries a summary of n values may keep to err by a share `epsilon` at most, over all levels. */
function limitOf(n: number, epsilon: number): number {
  for (let nLevels = 1; ; nLevels++) {
    const limit = Math.min(n, Math.ceil(nLevels / epsilon) + 1);
    if (2 ** nLevels * limit >= n) return limit;
  }
}

function sketch(values: Float32Array, order: Int32Array, weights: Float32Array | undefined, limit: number): Summary {
  const { chunkOf, nInChunk } = divide(values, weights, 2 * limit);
  const chunks = nInChunk.map(createSummary);
  for (let p = 0; p < order.length; p++) {
    const i = order[p];
    const weight = weights === undefined ? 1 : weights[i];
    if (weight > 0) pushNext(chunks[chunkOf[i]], values[i], weight);
  }
  const last = chunks.pop();
  if (last === undefined) return createSummary(0);
  const levels: (Summary | undefined)[] = [];
  for (const chunk of chunks) lift(chunk, levels, limit);
  return levels.reduce<Summary>((all, level) => (level === undefined ? all : thin(combine(all, level), limit)), thin(last, limit));
}

/** Which filling of the queue each value comes into, and the places that they take there; a value that repeats the one before it takes none. */
function divide(values: Float32Array, weights: Float32Array | undefined, capacity: number): { readonly chunkOf: Int32Array; readonly nInChunk: number[] } {
  const chunkOf = new Int32Array(values.length);
  const nInChunk: number[] = [];
  let n = capacity;
  let before = NaN;
  for (let i = 0; i < values.length; i++) {
    if (weights !== undefined && !(weights[i] > 0)) continue;
    if (values[i] !== before) {
      if (n === capacity) {
        nInChunk.push(0);
        n = 0;
      }
      nInChunk[nInChunk.length - 1] = ++n;
      before = values[i];
    }
    chunkOf[i] = nInChunk.length - 1;
  }
  return { chunkOf, nInChunk };
}

/** Puts a summary where its level is free, combining it with those of the full levels below. */
function lift(summary: Summary, levels: (Summary | undefined)[], limit: number): void {
  let rising = summary;
  for (let level = 0; ; level++) {
    const present = levels[level];
    const thinned = thin(rising, limit);
    if (present === undefined) {
      levels[level] = thinned;
      return;
    }
    rising = combine(thinned, present);
    levels[level] = rising.size > limit ? undefined : rising;
    if (rising.size <= limit) return;
  }
}

function createSummary(capacity: number): Summary {
  return { size: 0, value: new Float32Array(capacity), rMin: new Float32Array(capacity), rMax: new Float32Array(capacity), wMin: new Float32Array(capacity) };
}

function push(out: Summary, value: number, rMin: number, rMax: number, wMin: number): void {
  const at = out.size++;
  out.value[at] = value;
  out.rMin[at] = rMin;
  out.rMax[at] = rMax;
  out.wMin[at] = wMin;
}

/** Entry i of `from`, as it is. */
function copyEntry({ value, rMin, rMax, wMin }: Summary, i: number, out: Summary): void {
  push(out, value[i], rMin[i], rMax[i], wMin[i]);
}

/** Adds a value that is not below those of an exact summary. */
function pushNext(out: Summary, value: number, weight: number): void {
  const { size, rMax, wMin } = out;
  if (size > 0 && out.value[size - 1] === value) {
    wMin[size - 1] += weight;
    rMax[size - 1] += weight;
  } else {
    const below = size === 0 ? 0 : rMax[size - 1];
    push(out, value, below, below + weight, weight);
  }
}

/** The entries nearest to `size` even ranks, the first and the last among them (`SetPrune`). */
function thin(from: Summary, size: number): Summary {
  if (from.size <= size) return from;
  const { rMin, rMax, wMin } = from;
  const out = createSummary(size);
  const end = from.size - 1;
  const begin = rMax[0];
  const range = Math.fround(rMin[end] - rMax[0]);
  copyEntry(from, 0, out);
  let i = 1;
  let last = 0;
  for (let k = 1; k < size - 1; k++) {
    const twiceRank = Math.fround(2 * Math.fround(Math.fround(Math.fround(k * range) / (size - 1)) + begin));
    while (i < end && twiceRank >= Math.fround(rMax[i + 1] + rMin[i + 1])) i++;
    if (i === end) break;
    const nearest = twiceRank < Math.fround(Math.fround(rMin[i] + wMin[i]) + Math.fround(rMax[i + 1] - wMin[i + 1])) ? i : i + 1;
    if (nearest === last) continue;
    copyEntry(from, nearest, out);
    last = nearest;
  }
  if (last !== end) copyEntry(from, end, out);
  return out;
}

/** The summary of the values of both (`SetCombine`). */
function combine(a: Summary, b: Summary): Summary {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const out = createSummary(a.size + b.size);
  let belowA = 0;
  let belowB = 0;
  let i = 0;
  let j = 0;
  while (i < a.size || j < b.size) {
    if (i < a.size && j < b.size && a.value[i] === b.value[j]) {
      push(out, a.value[i], a.rMin[i] + b.rMin[j], a.rMax[i] + b.rMax[j], a.wMin[i] + b.wMin[j]);
      belowA = Math.fround(a.rMin[i] + a.wMin[i++]);
      belowB = Math.fround(b.rMin[j] + b.wMin[j++]);
    } else if (j === b.size || (i < a.size && a.value[i] < b.value[j])) {
      push(out, a.value[i], a.rMin[i] + belowB, a.rMax[i] + mostBelow(b, j), a.wMin[i]);
      belowA = Math.fround(a.rMin[i] + a.wMin[i++]);
    } else {
      push(out, b.value[j], b.rMin[j] + belowA, b.rMax[j] + mostBelow(a, i), b.wMin[j]);
      belowB = Math.fround(b.rMin[j] + b.wMin[j++]);
    }
  }
  straighten(out);
  return out;
}

/** The most that may lie below entry i; after the last, all of it. */
function mostBelow({ size, rMax, wMin }: Summary, i: number): number {
  return i < size ? Math.fround(rMax[i] - wMin[i]) : rMax[size - 1];
}

/** Makes ranks ascend, which rounding may have disturbed. */
function straighten({ size, rMin, rMax, wMin }: Summary): void {
  for (let i = 0; i < size; i++) {
    if (i > 0 && rMin[i] < rMin[i - 1]) rMin[i] = rMin[i - 1];
    if (i > 0 && rMax[i] < rMax[i - 1]) rMax[i] = rMax[i - 1];
    const next = Math.fround(rMin[i] + wMin[i]);
    if (rMax[i] < next) rMax[i] = next;
  }
}
