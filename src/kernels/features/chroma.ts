/** The smallest normal float32: quieter frames are left unnormalised. */
const TINY: f32 = 1.1754943508222875e-38;

/**
 * Energy of the twelve pitch classes, each frame divided by its largest.
 *
 * @param bank weights: (bin, class) at `(bin * 12 + class) * 4`
 * @param out pitch class c is row c of a block of `outRows`
 */
export function chromaBlocks(power: usize, nBlocks: i32, nBins: i32, bank: usize, out: usize, outRows: i32): void {
  const blockBytes = usize(nBins) * 16;
  for (let b = 0; b < nBlocks; b++) {
    // Twelve sums at once do not fit into the registers.
    sixClasses(power, power + blockBytes, bank, out);
    sixClasses(power, power + blockBytes, bank + 24, out + 96);
    let largest = v128.load(out);
    for (let c: usize = 16; c < 192; c += 16) largest = f32x4.pmax(largest, v128.load(out + c));
    const divisor = v128.bitselect(largest, f32x4.splat(1), f32x4.ge(largest, f32x4.splat(TINY)));
    for (let c: usize = 0; c < 192; c += 16) v128.store(out + c, f32x4.div(v128.load(out + c), divisor));
    power += blockBytes;
    out += usize(outRows) * 16;
  }
}

function sixClasses(from: usize, end: usize, weights: usize, out: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
  while (from < end) {
    const x = v128.load(from);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load32_splat(weights)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load32_splat(weights, 4)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load32_splat(weights, 8)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load32_splat(weights, 12)));
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load32_splat(weights, 16)));
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load32_splat(weights, 20)));
    from += 16;
    weights += 48;
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
}
