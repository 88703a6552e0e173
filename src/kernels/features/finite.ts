/** The first of `count` float32 values that is NaN or infinite, or −1. */
export function findNotFinite(values: usize, count: i32): i32 {
  const exponent = i32x4.splat(0x7f800000);
  const nWhole = count & ~3;
  let at = 0;
  while (at < nWhole && !v128.any_true(i32x4.eq(v128.and(v128.load(values + usize(at) * 4), exponent), exponent))) at += 4;
  for (; at < count; at++) if ((load<u32>(values + usize(at) * 4) & 0x7f800000) === 0x7f800000) return at;
  return -1;
}
