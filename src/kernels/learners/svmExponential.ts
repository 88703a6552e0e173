/** The constants, each in both lanes: V8 would make vectors of literals afresh in every turn of a loop. */
const CONSTANTS = memory.data<f64>(
  [
    -708, -708, 1.44269504088896338700, 1.44269504088896338700, 0.5, 0.5, 6.93147180369123816490e-1, 6.93147180369123816490e-1, 1.90821492927058770002e-10, 1.90821492927058770002e-10,
    4.13813679705723846039e-8, 4.13813679705723846039e-8, -1.65339022054652515390e-6, -1.65339022054652515390e-6, 6.61375632143793436117e-5, 6.61375632143793436117e-5, -2.77777777770155933842e-3, -2.77777777770155933842e-3, 1.66666666666666019037e-1, 1.66666666666666019037e-1,
    1, 1, 2, 2, 6755399441056767, 6755399441056767,
  ],
  16,
);

/**
 * e^x of both lanes for x ≤ 0: the operations of src/core/learn/exponential.ts, which tells them, in the same order, so that
 * both give the same bits.
 */
function exponential(x: v128): v128 {
  const bounded = f64x2.pmax(v128.load(CONSTANTS), x);
  const k = f64x2.floor(f64x2.add(f64x2.mul(bounded, v128.load(CONSTANTS, 16)), v128.load(CONSTANTS, 32)));
  const high = f64x2.sub(bounded, f64x2.mul(k, v128.load(CONSTANTS, 48)));
  const low = f64x2.mul(k, v128.load(CONSTANTS, 64));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.add(v128.load(CONSTANTS, 96), f64x2.mul(t, v128.load(CONSTANTS, 80)));
  p = f64x2.add(v128.load(CONSTANTS, 112), f64x2.mul(t, p));
  p = f64x2.add(v128.load(CONSTANTS, 128), f64x2.mul(t, p));
  p = f64x2.add(v128.load(CONSTANTS, 144), f64x2.mul(t, p));
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const one = v128.load(CONSTANTS, 160);
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(v128.load(CONSTANTS, 176), c));
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, quotient), high));
  // 2ᵏ has the exponent k + 1023; adding 1.5·2⁵² + 1023 leaves that in the low bits of the sum.
  const exponent = f64x2.add(k, v128.load(CONSTANTS, 192));
  return f64x2.mul(y, i64x2.shl(exponent, 52));
}

/** Replaces `n` float64 values ≤ 0 (an even number) by their exponential. */
export function exponentials(values: usize, n: i32): void {
  const end = values + usize(n) * 8;
  for (; values < end; values += 16) v128.store(values, exponential(v128.load(values)));
}

/** Space for sixteen float64. */
const SIXTEEN = memory.data(128, 16);

/** Replaces `n` float64 values (a multiple of 16) by their tanh, as the twin there. */
export function hyperbolicTangents(values: usize, n: i32): void {
  const end = values + usize(n) * 8;
  for (; values < end; values += 128) {
    for (let at: usize = 0; at < 128; at += 16) v128.store(SIXTEEN + at, f64x2.mul(f64x2.splat(-2), f64x2.abs(v128.load(values + at))));
    exponentials(SIXTEEN, 16);
    for (let at: usize = 0; at < 128; at += 16) v128.store(values + at, hyperbolicTangent(v128.load(values + at), v128.load(SIXTEEN + at)));
  }
}

/** tanh of both lanes of `x`, with `e` e^(−2·|x|). */
function hyperbolicTangent(x: v128, e: v128): v128 {
  const one = f64x2.splat(1);
  const series = f64x2.sub(x, f64x2.div(f64x2.mul(f64x2.mul(x, x), x), f64x2.splat(3)));
  const quotient = f64x2.div(f64x2.sub(one, e), f64x2.add(one, e));
  const signed = v128.bitselect(f64x2.neg(quotient), quotient, f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(series, signed, f64x2.lt(f64x2.abs(x), f64x2.splat(0.0009765625)));
}

/** Replaces `n` float64 values (an even number) by their power, by repeated squaring as the twin there. */
export function integerPowers(values: usize, n: i32, exponent: i32): void {
  const end = values + usize(n) * 8;
  for (; values < end; values += 16) {
    let square = v128.load(values);
    let result = f64x2.splat(1);
    for (let rest = exponent; rest > 0; rest >>= 1) {
      if (rest & 1) result = f64x2.mul(result, square);
      square = f64x2.mul(square, square);
    }
    v128.store(values, result);
  }
}
