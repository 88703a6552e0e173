/** The bits of √½, from which on mantissas count, and of 1. */
const ROOT_HALF: i64 = 0x3fe6a09e00000000;
const ONE: i64 = 0x3ff0000000000000;
const FRACTION: i64 = 0x000fffffffffffff;
const LN2_HIGH = 6.93147180369123816490e-01;
const LN2_LOW = 1.90821492927058770002e-10;

/**
 * Natural logarithms of float32 values in float64: ln(max(value, floor) + added), of which the argument is to be normal. Two at a time.
 *
 * A value is 2^k (1 + f) with 1 + f in [√½, √2), and ln(1 + f) = f − f²/2 + s (f²/2 + R(s²)) with s = f / (2 + f), to a unit in the
 * last place: Sun's fdlibm, e_log.c.
 *
 * @param out `count` float64 values; one more may be written
 */
export function logarithms(values: usize, count: i32, floor: f64, added: f64, out: usize): void {
  const lowest = f64x2.splat(floor);
  const more = f64x2.splat(added);
  const end = out + usize(count) * 8;
  while (out < end) {
    const x = f64x2.add(f64x2.pmax(f64x2.promote_low_f32x4(v128.load64_zero(values)), lowest), more);
    const moved = i64x2.add(x, i64x2.splat(ONE - ROOT_HALF));
    const exponents = i64x2.sub(i64x2.shr_s(moved, 52), i64x2.splat(0x3ff));
    const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponents, exponents, 0, 2, 0, 2));
    const f = f64x2.sub(i64x2.add(v128.and(moved, i64x2.splat(FRACTION)), i64x2.splat(ROOT_HALF)), f64x2.splat(1));
    const half = f64x2.mul(f64x2.mul(f, f), f64x2.splat(0.5));
    const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2)));
    const z = f64x2.mul(s, s);
    const w = f64x2.mul(z, z);
    let even = f64x2.add(f64x2.mul(w, f64x2.splat(1.531383769920937332e-1)), f64x2.splat(2.222219843214978396e-1));
    even = f64x2.mul(w, f64x2.add(f64x2.mul(w, even), f64x2.splat(3.999999999940941908e-1)));
    let odd = f64x2.add(f64x2.mul(w, f64x2.splat(1.479819860511658591e-1)), f64x2.splat(1.818357216161805012e-1));
    odd = f64x2.add(f64x2.mul(w, odd), f64x2.splat(2.857142874366239149e-1));
    odd = f64x2.mul(z, f64x2.add(f64x2.mul(w, odd), f64x2.splat(6.666666666666735130e-1)));
    const rest = f64x2.add(f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd))), f64x2.mul(k, f64x2.splat(LN2_LOW)));
    v128.store(out, f64x2.add(f64x2.add(f64x2.sub(rest, half), f), f64x2.mul(k, f64x2.splat(LN2_HIGH))));
    values += 8;
    out += 16;
  }
}
