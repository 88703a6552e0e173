/**
 * 10 · log10 of values in place, floored at 1e-10.
 *
 * The logarithm is the polynomial of Cephes' logf: the value is split into 2^e · m with m in [√½, √2), and
 * ln m = x − x²/2 + x³ P(x) for x = m − 1.
 *
 * @param bytes a multiple of 16
 * @returns the largest
 */
export function decibels(values: usize, bytes: usize): f32 {
  let largest = f32x4.splat(-100);
  const end = values + bytes;
  while (values < end) {
    const value = f32x4.pmax(v128.load(values), f32x4.splat(1e-10));
    let e = i32x4.sub(i32x4.shr_u(value, 23), i32x4.splat(126));
    const m = v128.or(v128.and(value, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
    const small = f32x4.lt(m, f32x4.splat(0.70710678118654752440));
    e = i32x4.add(e, small);
    const x = f32x4.sub(f32x4.add(m, v128.and(m, small)), f32x4.splat(1));
    const squared = f32x4.mul(x, x);
    let p = f32x4.splat(7.0376836292e-2);
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.1514610310e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.1676998740e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.2420140846e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.4249322787e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-1.6668057665e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(2.0000714765e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(-2.4999993993e-1));
    p = f32x4.add(f32x4.mul(p, x), f32x4.splat(3.3333331174e-1));
    p = f32x4.mul(f32x4.mul(p, x), squared);
    // ln 2 in two parts, so that e · ln 2 keeps its low bits.
    const exponent = f32x4.convert_i32x4_s(e);
    p = f32x4.add(p, f32x4.mul(exponent, f32x4.splat(-2.12194440e-4)));
    p = f32x4.sub(p, f32x4.mul(squared, f32x4.splat(0.5)));
    const ln = f32x4.add(f32x4.add(x, p), f32x4.mul(exponent, f32x4.splat(0.693359375)));
    const db = f32x4.mul(ln, f32x4.splat(4.342944819032518));
    v128.store(values, db);
    largest = f32x4.pmax(largest, db);
    values += 16;
  }
  return max(max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)), max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)));
}
