/** Real part of (r + i·im)(c + i·s). */
export function turnedRe(r: v128, i: v128, c: v128, s: v128): v128 {
  return f32x4.sub(f32x4.mul(r, c), f32x4.mul(i, s));
}

export function turnedIm(r: v128, i: v128, c: v128, s: v128): v128 {
  return f32x4.add(f32x4.mul(r, s), f32x4.mul(i, c));
}
