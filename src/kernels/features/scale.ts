/** Multiplies `count` float32 values in place. */
export function scale(values: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = values + usize(count) * 4;
  const wholeEnd = values + usize(count & ~3) * 4;
  while (values < wholeEnd) {
    v128.store(values, f32x4.mul(v128.load(values), factors));
    values += 16;
  }
  while (values < end) {
    store<f32>(values, load<f32>(values) * factor);
    values += 4;
  }
}
