/** Two lanes of e^x for x ≤ 0, as the twin has it. */
function exponential(x: v128): v128 {
  const bounded = f64x2.pmax(f64x2.splat(-708), x);
  const k = f64x2.floor(f64x2.add(f64x2.mul(bounded, f64x2.splat(1.44269504088896338700)), f64x2.splat(0.5)));
  const high = f64x2.sub(bounded, f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1)));
  const low = f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.mul(t, f64x2.splat(4.13813679705723846039e-8));
  p = f64x2.mul(t, f64x2.add(p, f64x2.splat(-1.65339022054652515390e-6)));
  p = f64x2.mul(t, f64x2.add(p, f64x2.splat(6.61375632143793436117e-5)));
  p = f64x2.mul(t, f64x2.add(p, f64x2.splat(-2.77777777770155933842e-3)));
  const c = f64x2.sub(r, f64x2.mul(t, f64x2.add(p, f64x2.splat(1.66666666666666019037e-1))));
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const mantissa = f64x2.sub(f64x2.splat(1), f64x2.sub(f64x2.sub(low, quotient), high));
  const exponent = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  return f64x2.mul(mantissa, i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52));
}

/** Two float32 as float64. */
function loadTwo(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** Two float64 to float32 and back. */
function rounded(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/** Writes (g, h) of two rows. */
function storePairs(pairs: usize, g: v128, h: v128): void {
  const gs = f32x4.demote_f64x2_zero(g);
  v128.store(pairs, v128.shuffle<f32>(gs, f32x4.demote_f64x2_zero(h), 0, 4, 1, 5));
}

/**
 * First and second derivatives of the softmax loss.
 *
 * @param margins class-major: class k of row i is number `k * stride + i` of float32
 * @param stride rows of a class, even; the last may be no row
 * @param y the class of each row, int32
 * @param weights of the rows, float32
 * @param gradients pairs (g, h) of float32, in the order of the margins
 */
export function softmaxDerivatives(margins: usize, stride: i32, nClasses: i32, y: usize, weights: usize, gradients: usize): void {
  const marginBytes = <usize>stride << 2;
  const pairBytes = <usize>stride << 3;
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < <usize>stride; i += 2) {
    const from = margins + (i << 2);
    const to = gradients + (i << 3);
    let largest = loadTwo(from);
    for (let k = 1; k < nClasses; k++) largest = f64x2.pmax(largest, loadTwo(from + <usize>k * marginBytes));
    let sum = f64x2.splat(0);
    for (let k = 0; k < nClasses; k++) {
      const e = rounded(exponential(f64x2.sub(loadTwo(from + <usize>k * marginBytes), largest)));
      storePairs(to + <usize>k * pairBytes, e, e);
      sum = f64x2.add(sum, e);
    }
    const total = rounded(sum);
    const weight = loadTwo(weights + (i << 2));
    const classes = i64x2.extend_low_i32x4_s(v128.load64_zero(y + (i << 2)));
    for (let k = 0; k < nClasses; k++) {
      const at = to + <usize>k * pairBytes;
      const pairs = v128.load(at);
      const p = rounded(f64x2.div(f64x2.promote_low_f32x4(v128.shuffle<f32>(pairs, pairs, 0, 2, 0, 2)), total));
      const isTrue = v128.and(i64x2.eq(classes, i64x2.splat(k)), one);
      const h = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.splat(2), p), f64x2.sub(one, p)), weight);
      storePairs(at, f64x2.mul(f64x2.sub(p, isTrue), weight), f64x2.pmax(h, f64x2.splat(1e-16)));
    }
  }
}

/** {@link softmaxDerivatives} of the logistic loss, with one margin a row and `y` 0 or 1. */
export function logisticDerivatives(margins: usize, stride: i32, y: usize, weights: usize, gradients: usize): void {
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < <usize>stride; i += 2) {
    const margin = loadTwo(margins + (i << 2));
    const e = exponential(f64x2.neg(f64x2.abs(margin)));
    const p = rounded(f64x2.div(v128.bitselect(e, one, f64x2.lt(margin, f64x2.splat(0))), f64x2.add(one, e)));
    const weight = loadTwo(weights + (i << 2));
    const classes = f64x2.convert_low_i32x4_s(v128.load64_zero(y + (i << 2)));
    const h = f64x2.mul(f64x2.pmax(f64x2.mul(p, f64x2.sub(one, p)), f64x2.splat(1e-16)), weight);
    storePairs(gradients + (i << 3), f64x2.mul(f64x2.sub(p, classes), weight), h);
  }
}
