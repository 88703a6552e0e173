import { turnedIm, turnedRe } from './complex';
import { pass2, pass3, pass5, pass7 } from './oddRadices';

/**
 * The discrete Fourier transform of `n` complex float32 values by Stockham's passes of radix 4, 2, 3, 5 and 7; real and
 * imaginary parts apart.
 *
 * @param re real parts, `im` imaginary parts; neither may lie in the buffer that the first pass writes (`a`)
 * @param plan 32-bit integers: the number of passes; for each: radix, butterflies, stride, address of its twiddles. The first
 *   pass has radix 4 and stride 1; n is a multiple of 16
 * @param a space for n real parts and n imaginary parts; so `b`
 * @returns `a` or `b`: where the result is
 */
export function transform(re: usize, im: usize, plan: usize, n: i32, a: usize, b: usize): usize {
  const apart = usize(n) * 4;
  const nPasses = load<i32>(plan);
  firstPass4(re, im, a, apart, load<u32>(plan, 16));
  let from = a;
  let to = b;
  for (let i = 1; i < nPasses; i++) {
    plan += 16;
    const radix = load<i32>(plan, 4);
    const nButterflies = load<i32>(plan, 8);
    const stride = load<i32>(plan, 12);
    const twiddles: usize = load<u32>(plan, 16);
    if (radix === 4) pass4(from, to, apart, nButterflies, stride, twiddles);
    else if (radix === 2) pass2(from, to, apart, nButterflies, stride, twiddles);
    else if (radix === 3) pass3(from, to, apart, nButterflies, stride, twiddles);
    else if (radix === 5) pass5(from, to, apart, nButterflies, stride, twiddles);
    else pass7(from, to, apart, nButterflies, stride, twiddles);
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** Lanes are four neighbouring butterflies, whose results are transposed into place. Twiddles: (cos, sin) × 3 arrays. */
function firstPass4(re: usize, im: usize, to: usize, apart: usize, tw: usize): void {
  const quarter = apart >> 2;
  const end = re + quarter;
  while (re < end) {
    const x0r = v128.load(re);
    const x1r = v128.load(re + quarter);
    const x2r = v128.load(re + 2 * quarter);
    const x3r = v128.load(re + 3 * quarter);
    const x0i = v128.load(im);
    const x1i = v128.load(im + quarter);
    const x2i = v128.load(im + 2 * quarter);
    const x3i = v128.load(im + 3 * quarter);
    const sum02r = f32x4.add(x0r, x2r);
    const sum02i = f32x4.add(x0i, x2i);
    const dif02r = f32x4.sub(x0r, x2r);
    const dif02i = f32x4.sub(x0i, x2i);
    const sum13r = f32x4.add(x1r, x3r);
    const sum13i = f32x4.add(x1i, x3i);
    // −i · (x1 − x3)
    const rot13r = f32x4.sub(x1i, x3i);
    const rot13i = f32x4.sub(x3r, x1r);
    const y1r = f32x4.add(dif02r, rot13r);
    const y1i = f32x4.add(dif02i, rot13i);
    const y2r = f32x4.sub(sum02r, sum13r);
    const y2i = f32x4.sub(sum02i, sum13i);
    const y3r = f32x4.sub(dif02r, rot13r);
    const y3i = f32x4.sub(dif02i, rot13i);
    const c1 = v128.load(tw);
    const s1 = v128.load(tw + quarter);
    const c2 = v128.load(tw + 2 * quarter);
    const s2 = v128.load(tw + 3 * quarter);
    const c3 = v128.load(tw + 4 * quarter);
    const s3 = v128.load(tw + 5 * quarter);
    storeTransposed(f32x4.add(sum02r, sum13r), turnedRe(y1r, y1i, c1, s1), turnedRe(y2r, y2i, c2, s2), turnedRe(y3r, y3i, c3, s3), to);
    storeTransposed(f32x4.add(sum02i, sum13i), turnedIm(y1r, y1i, c1, s1), turnedIm(y2r, y2i, c2, s2), turnedIm(y3r, y3i, c3, s3), to + apart);
    re += 16;
    im += 16;
    to += 64;
    tw += 16;
  }
}

function storeTransposed(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(ab01, cd01, 0, 2));
  v128.store(to, v128.shuffle<f64>(ab01, cd01, 1, 3), 16);
  v128.store(to, v128.shuffle<f64>(ab23, cd23, 0, 2), 32);
  v128.store(to, v128.shuffle<f64>(ab23, cd23, 1, 3), 48);
}

/** Lanes are four neighbours of a run of `stride` values that share their twiddles, (cos, sin) × 3 for each butterfly. */
function pass4(from: usize, to: usize, apart: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * 4;
  const quarter = run * usize(nButterflies);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    const c1 = v128.load32_splat(tw);
    const s1 = v128.load32_splat(tw, 4);
    const c2 = v128.load32_splat(tw, 8);
    const s2 = v128.load32_splat(tw, 12);
    const c3 = v128.load32_splat(tw, 16);
    const s3 = v128.load32_splat(tw, 20);
    while (from < end) {
      const fromI = from + apart;
      const x0r = v128.load(from);
      const x1r = v128.load(from + quarter);
      const x2r = v128.load(from + 2 * quarter);
      const x3r = v128.load(from + 3 * quarter);
      const x0i = v128.load(fromI);
      const x1i = v128.load(fromI + quarter);
      const x2i = v128.load(fromI + 2 * quarter);
      const x3i = v128.load(fromI + 3 * quarter);
      const sum02r = f32x4.add(x0r, x2r);
      const sum02i = f32x4.add(x0i, x2i);
      const dif02r = f32x4.sub(x0r, x2r);
      const dif02i = f32x4.sub(x0i, x2i);
      const sum13r = f32x4.add(x1r, x3r);
      const sum13i = f32x4.add(x1i, x3i);
      const rot13r = f32x4.sub(x1i, x3i);
      const rot13i = f32x4.sub(x3r, x1r);
      const toI = to + apart;
      v128.store(to, f32x4.add(sum02r, sum13r));
      v128.store(toI, f32x4.add(sum02i, sum13i));
      let r = f32x4.add(dif02r, rot13r);
      let i = f32x4.add(dif02i, rot13i);
      v128.store(to + run, turnedRe(r, i, c1, s1));
      v128.store(toI + run, turnedIm(r, i, c1, s1));
      r = f32x4.sub(sum02r, sum13r);
      i = f32x4.sub(sum02i, sum13i);
      v128.store(to + 2 * run, turnedRe(r, i, c2, s2));
      v128.store(toI + 2 * run, turnedIm(r, i, c2, s2));
      r = f32x4.sub(dif02r, rot13r);
      i = f32x4.sub(dif02i, rot13i);
      v128.store(to + 3 * run, turnedRe(r, i, c3, s3));
      v128.store(toI + 3 * run, turnedIm(r, i, c3, s3));
      from += 16;
      to += 16;
    }
    to += 3 * run;
    tw += 24;
  }
}
