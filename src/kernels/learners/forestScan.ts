import { ENTROPY, Forest } from './forest';
import { naturalLog } from './forestWeights';

/** Looks through the sorted keys of a feature for the best Gini split. Lane 0 is the left side, lane 1 the right one. */
export function scanGini(forest: Forest, feature: i32, sorted: usize, count: i32): void {
  const codeShift = forest.codeShift;
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const sides = forest.sides;
  const minLeaf = forest.minLeaf;
  const opposite = i32x4(0, -1, 0, -1);
  let squares = f64x2(0, openSides(forest));
  let weights = f64x2(0, f64(forest.weight));
  let best = forest.bestScore;
  let bestCode = -1;
  let bestNext = 0;
  let code = load<i32>(sorted) >> codeShift;
  const last = count - minLeaf;
  for (let p = 0; p <= last; p++) {
    const key = load<i32>(sorted + usize(p) * 4);
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minLeaf) {
        const means = f64x2.div(squares, weights);
        const score = f64x2.extract_lane(means, 0) + f64x2.extract_lane(means, 1);
        if (score > best) {
          best = score;
          bestCode = code;
          bestNext = next;
        }
      }
      code = next;
    }
    // (w, −w) moves from the right to the left: the squares change by w · (2 · l + w) and −w · (2 · r − w).
    const moved = i32x4.sub(v128.xor(i32x4.splat(key & weightMask), opposite), opposite);
    const side = sides + usize((key >> classShift) & classMask) * 8;
    const before = v128.load64_zero(side);
    const after = i32x4.add(before, moved);
    v128.store64_lane(side, after, 0);
    squares = f64x2.add(squares, f64x2.convert_low_i32x4_s(i32x4.mul(moved, i32x4.add(before, after))));
    weights = f64x2.add(weights, f64x2.convert_low_i32x4_s(moved));
  }
  if (bestCode >= 0) keep(forest, feature, bestCode, bestNext, best);
}

/** The same for entropy; the table holds whole numbers, so that sums are exact in any order. */
export function scanEntropy(forest: Forest, feature: i32, sorted: usize, count: i32): void {
  const codeShift = forest.codeShift;
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const sides = forest.sides;
  const minLeaf = forest.minLeaf;
  const countLog = forest.countLog;
  openSides(forest);
  let sum: f64 = 0;
  for (let k = 0; k < forest.nClasses; k++) sum += logOf(countLog, load<i32>(sides + usize(k) * 8, 4));
  let left = 0;
  const weight = forest.weight;
  let best = forest.bestScore;
  let bestCode = -1;
  let bestNext = 0;
  let code = load<i32>(sorted) >> codeShift;
  const last = count - minLeaf;
  for (let p = 0; p <= last; p++) {
    const key = load<i32>(sorted + usize(p) * 4);
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minLeaf) {
        const score = sum - logOf(countLog, left) - logOf(countLog, weight - left);
        if (score > best) {
          best = score;
          bestCode = code;
          bestNext = next;
        }
      }
      code = next;
    }
    const w = key & weightMask;
    const side = sides + usize((key >> classShift) & classMask) * 8;
    const l = load<i32>(side);
    const r = load<i32>(side, 4);
    sum += logOf(countLog, l + w) - logOf(countLog, l) + logOf(countLog, r - w) - logOf(countLog, r);
    store<i32>(side, l + w);
    store<i32>(side, r - w, 4);
    left += w;
  }
  if (bestCode >= 0) keep(forest, feature, bestCode, bestNext, best);
}

/** With class weights the sums over the classes are made anew at each cut, so that they do not depend on the order of equal values. */
export function scanWeighted(forest: Forest, feature: i32, sorted: usize, count: i32): void {
  const codeShift = forest.codeShift;
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const sides = forest.sides;
  const minLeaf = forest.minLeaf;
  const isEntropy = forest.criterion === ENTROPY;
  openSides(forest);
  let best = forest.bestScore;
  let bestCode = -1;
  let bestNext = 0;
  let code = load<i32>(sorted) >> codeShift;
  const last = count - minLeaf;
  for (let p = 0; p <= last; p++) {
    const key = load<i32>(sorted + usize(p) * 4);
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minLeaf) {
        const score = isEntropy ? weightedEntropy(forest) : weightedGini(forest);
        if (score > best) {
          best = score;
          bestCode = code;
          bestNext = next;
        }
      }
      code = next;
    }
    const w = key & weightMask;
    const side = sides + usize((key >> classShift) & classMask) * 8;
    store<i32>(side, load<i32>(side) + w);
    store<i32>(side, load<i32>(side, 4) - w, 4);
  }
  if (bestCode >= 0) keep(forest, feature, bestCode, bestNext, best);
}

function weightedGini(forest: Forest): f64 {
  let weights = f64x2.splat(0);
  let squares = f64x2.splat(0);
  for (let k = 0; k < forest.nClasses; k++) {
    const side = f64x2.mul(f64x2.splat(load<f64>(forest.classWeights + usize(k) * 8)), f64x2.convert_low_i32x4_s(v128.load64_zero(forest.sides + usize(k) * 8)));
    weights = f64x2.add(weights, side);
    squares = f64x2.add(squares, f64x2.mul(side, side));
  }
  const means = f64x2.div(squares, weights);
  return f64x2.extract_lane(means, 0) + f64x2.extract_lane(means, 1);
}

/** Σ w_c · l_c · ln(w_c) is left out: together with the right side's it is a constant of the node. */
function weightedEntropy(forest: Forest): f64 {
  const countLog = forest.countLog;
  let left: f64 = 0;
  let right: f64 = 0;
  let sum: f64 = 0;
  for (let k = 0; k < forest.nClasses; k++) {
    const classWeight = load<f64>(forest.classWeights + usize(k) * 8);
    const l = load<i32>(forest.sides + usize(k) * 8);
    const r = load<i32>(forest.sides + usize(k) * 8, 4);
    left += classWeight * f64(l);
    right += classWeight * f64(r);
    sum += classWeight * (logOf(countLog, l) + logOf(countLog, r));
  }
  return sum - forest.logScale * (left * naturalLog(left) + right * naturalLog(right));
}

function logOf(countLog: usize, count: i32): f64 {
  return load<f64>(countLog + usize(count) * 8);
}

/** All of the node on the right; returns the sum of the squares of its classes. */
export function openSides(forest: Forest): f64 {
  const sides = forest.sides;
  const counts = forest.counts;
  let squares: f64 = 0;
  for (let k = 0; k < forest.nClasses; k++) {
    const count = load<i32>(counts + usize(k) * 4);
    store<i32>(sides + usize(k) * 8, 0);
    store<i32>(sides + usize(k) * 8, count, 4);
    squares += f64(count) * f64(count);
  }
  return squares;
}

export function keep(forest: Forest, feature: i32, code: i32, nextCode: i32, score: f64): void {
  forest.bestFeature = feature;
  forest.bestCode = code;
  forest.bestNextCode = nextCode;
  forest.bestScore = score;
}
