/** Coefficients that one sweep over the input gathers in registers. */
const AT_ONCE = 10;

/**
 * The first `nCoefficients` of the DCT-II of each frame's levels, which are raised to `floor` first.
 *
 * Row k of the DCT is even or odd about its middle as k is, so that half the products do: even coefficients see
 * x[n] + x[size − 1 − n], odd ones the difference.
 *
 * @param levels blocks of `size` levels
 * @param nCoefficients a multiple of 20
 * @param even weights of coefficients 0, 2, 4 … for n = 0 … size / 2 − 1: (n, coefficient) at `(n * nCoefficients / 2 + coefficient) * 4`
 * @param odd the same for coefficients 1, 3, 5 …
 * @param folded space for `size` vectors
 * @param out rows of vectors; coefficient k is row k of a block of `outRows`
 */
export function dctBlocks(levels: usize, nBlocks: i32, size: i32, floor: f32, nCoefficients: i32, even: usize, odd: usize, folded: usize, out: usize, outRows: i32): void {
  const half = usize(size >> 1) * 16;
  const row = usize(nCoefficients >> 1) * 4;
  const lowest = f32x4.splat(floor);
  for (let b = 0; b < nBlocks; b++) {
    const last = levels + 2 * half - 16;
    for (let i: usize = 0; i < half; i += 16) {
      const front = f32x4.pmax(v128.load(levels + i), lowest);
      const back = f32x4.pmax(v128.load(last - i), lowest);
      v128.store(folded + i, f32x4.add(front, back));
      v128.store(folded + half + i, f32x4.sub(front, back));
    }
    for (let k: usize = 0; k < row; k += AT_ONCE * 4) {
      sweep(folded, folded + half, even + k, row, out + k * 8);
      sweep(folded + half, folded + 2 * half, odd + k, row, out + k * 8 + 16);
    }
    levels += 2 * half;
    out += usize(outRows) * 16;
  }
}

/** Ten sums of products, stored in every second row from `out` on. */
function sweep(from: usize, end: usize, weights: usize, weightRow: usize, out: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0;
  while (from < end) {
    const x = v128.load(from);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load32_splat(weights)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load32_splat(weights, 4)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load32_splat(weights, 8)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load32_splat(weights, 12)));
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load32_splat(weights, 16)));
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load32_splat(weights, 20)));
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load32_splat(weights, 24)));
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load32_splat(weights, 28)));
    s8 = f32x4.add(s8, f32x4.mul(x, v128.load32_splat(weights, 32)));
    s9 = f32x4.add(s9, f32x4.mul(x, v128.load32_splat(weights, 36)));
    from += 16;
    weights += weightRow;
  }
  v128.store(out, s0);
  v128.store(out, s1, 32);
  v128.store(out, s2, 64);
  v128.store(out, s3, 96);
  v128.store(out, s4, 128);
  v128.store(out, s5, 160);
  v128.store(out, s6, 192);
  v128.store(out, s7, 224);
  v128.store(out, s8, 256);
  v128.store(out, s9, 288);
}
