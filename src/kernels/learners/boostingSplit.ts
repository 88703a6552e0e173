// What is known of a node, and its best split so far: at 0 the node's (G, H), at 16 its left child's, then float32 gain and
// the node's own gain as a leaf, then int32 column, bin and whether missing values go left.
const LEFT: usize = 16;
const GAIN: usize = 32;
const LEAF_GAIN: usize = 36;
const COLUMN: usize = 40;
const BIN: usize = 44;
const MISSING_LEFT: usize = 48;

/** Writes down where the split lies that `scan…` has found. */
export function nameSplit(node: usize, column: i32, bin: i32): void {
  store<i32>(node, column, COLUMN);
  // From the right, the entry itself goes right, and what lies before it left.
  store<i32>(node, bin - load<i32>(node, MISSING_LEFT), BIN);
}

/** |G| less alpha, at least 0: its square is that of G shrunk. */
function shrunk(G: v128, alpha: f64): v128 {
  return f64x2.pmax(f64x2.splat(0), f64x2.sub(f64x2.abs(G), f64x2.splat(alpha)));
}

/** T(G_L)²/(H_L + λ) + T(G_R)²/(H_R + λ) less the node's own gain, in float32. */
function gainOf(left: v128, right: v128, lambda: f64, alpha: f64, leafGain: f32): f32 {
  let G = v128.shuffle<f64>(left, right, 0, 2);
  if (alpha !== 0) G = shrunk(G, alpha);
  const gains = f32x4.demote_f64x2_zero(f64x2.div(f64x2.mul(G, G), f64x2.add(v128.shuffle<f64>(left, right, 1, 3), f64x2.splat(lambda))));
  return f32x4.extract_lane(gains, 0) + f32x4.extract_lane(gains, 1) - leafGain;
}

function hessianOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 1);
}

/** What a split must gain, as two lanes, a millionth less, by which no rounding of float32 can hide a better one. */
function mustReach(best: f32, leafGain: f32): v128 {
  return f64x2.splat((<f64>best + <f64>leafGain) * 0.999999);
}

/**
 * Looks for a better split between neighbouring slots of a histogram, from left to right.
 *
 * Two slots at a time are held against the best by (g_L² b + g_R² a) > gain · a b with a = H_L + λ, b = H_R + λ, which needs
 * no division; only those that may win are computed as the twin does.
 *
 * @param end the slot after the last that may be split at
 * @param limit the least H of a child, above 0
 * @returns the number of the slot at which it splits, −1 where nothing is better
 */
export function scan(first: usize, end: usize, node: usize, limit: f64, lambda: f64, alpha: f64): i32 {
  let sum = f64x2.splat(0);
  let at = first;
  for (; at < end; at += 16) {
    sum = f64x2.add(sum, v128.load(at));
    if (hessianOf(sum) >= limit) break;
  }
  if (at >= end) return -1;

  const total = v128.load(node);
  const leafGain = load<f32>(node, LEAF_GAIN);
  const totalG = v128.shuffle<f64>(total, total, 0, 0);
  const totalH = v128.shuffle<f64>(total, total, 1, 1);
  const lambdas = f64x2.splat(lambda);
  const limits = f64x2.splat(limit);
  let best = load<f32>(node, GAIN);
  let reach = mustReach(best, leafGain);
  let found: i32 = -1;
  while (true) {
    const isPair = at + 16 < end;
    const next = isPair ? f64x2.add(sum, v128.load(at, 16)) : sum;
    let leftG = v128.shuffle<f64>(sum, next, 0, 2);
    const leftH = v128.shuffle<f64>(sum, next, 1, 3);
    let rightG = f64x2.sub(totalG, leftG);
    const rightH = f64x2.sub(totalH, leftH);
    if (alpha !== 0) {
      leftG = shrunk(leftG, alpha);
      rightG = shrunk(rightG, alpha);
    }
    const a = f64x2.add(leftH, lambdas);
    const b = f64x2.add(rightH, lambdas);
    const gains = f64x2.add(f64x2.mul(f64x2.mul(leftG, leftG), b), f64x2.mul(f64x2.mul(rightG, rightG), a));
    if (v128.any_true(v128.or(f64x2.gt(gains, f64x2.mul(reach, f64x2.mul(a, b))), f64x2.lt(rightH, limits)))) {
      let right = f64x2.sub(total, sum);
      if (hessianOf(right) < limit) return found;
      let gain = gainOf(sum, right, lambda, alpha, leafGain);
      if (gain > best) {
        best = gain;
        found = <i32>((at - first) >> 4);
        write(node, sum, gain, 0);
      }
      right = f64x2.sub(total, next);
      if (hessianOf(right) < limit) return found;
      gain = gainOf(next, right, lambda, alpha, leafGain);
      if (gain > best) {
        best = gain;
        found = <i32>((at - first) >> 4) + 1;
        write(node, next, gain, 0);
      }
      reach = mustReach(best, leafGain);
    }
    at += 32;
    if (at >= end) return found;
    sum = f64x2.add(next, v128.load(at));
  }
}

function write(node: usize, left: v128, gain: f32, missingLeft: i32): void {
  v128.store(node, left, LEFT);
  store<f32>(node, gain, GAIN);
  store<i32>(node, missingLeft, MISSING_LEFT);
}

/**
 * {@link scan} of a column in which values are missing: from left to right, where they go right, then from right to left,
 * where they go left.
 *
 * @param end the slot after the last that holds values
 */
export function scanBothWays(first: usize, end: usize, node: usize, limit: f64, lambda: f64, alpha: f64): i32 {
  const total = v128.load(node);
  const leafGain = load<f32>(node, LEAF_GAIN);
  let best = load<f32>(node, GAIN);
  let found: i32 = -1;
  let sum = f64x2.splat(0);
  for (let at = first; at < end; at += 16) {
    sum = f64x2.add(sum, v128.load(at));
    const right = f64x2.sub(total, sum);
    if (hessianOf(sum) < limit || hessianOf(right) < limit) continue;
    const gain = gainOf(sum, right, lambda, alpha, leafGain);
    if (gain > best) {
      best = gain;
      found = <i32>((at - first) >> 4);
      write(node, sum, gain, 0);
    }
  }
  sum = f64x2.splat(0);
  for (let at = end; at > first; ) {
    at -= 16;
    sum = f64x2.add(sum, v128.load(at));
    const left = f64x2.sub(total, sum);
    if (hessianOf(sum) < limit || hessianOf(left) < limit) continue;
    const gain = gainOf(left, sum, lambda, alpha, leafGain);
    if (gain > best) {
      best = gain;
      found = <i32>((at - first) >> 4);
      write(node, left, gain, 1);
    }
  }
  return found;
}
