/**
 * Products of a window with `nShifts` others, each a sample further than the one before it, summed in float64 from the first sample on.
 *
 * @param others the samples of the first other; what lies behind the last one is met, and tells nothing
 * @param out `nShifts` float64 values, rounded up to a multiple of 4
 */
export function lagProducts(window: usize, others: usize, length: i32, nShifts: i32, out: usize): void {
  const end = window + usize(length) * 4;
  for (let s = 0; s < nShifts; s += 4) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let other = others;
    for (let at = window; at < end; at += 4) {
      const value = f64x2.promote_low_f32x4(v128.load32_splat(at));
      low = f64x2.add(low, f64x2.mul(value, f64x2.promote_low_f32x4(v128.load64_zero(other))));
      high = f64x2.add(high, f64x2.mul(value, f64x2.promote_low_f32x4(v128.load64_zero(other, 8))));
      other += 4;
    }
    v128.store(out, low);
    v128.store(out, high, 16);
    others += 16;
    out += 32;
  }
}
