/** Bytes of one complex value of a pair of frames: two float64 real parts, two imaginary ones. */
export const COMPLEX: usize = 32;
/** The smallest normal float32, in place of a zero to divide by. */
const TINY: f32 = 1.1754943508222875e-38;

/**
 * Powers of the spectra of frames, in blocks of four. Frames beyond `nFrames` that fill up the last block are silent.
 *
 * Two frames are transformed at once, one in each float64 lane. The even samples of a frame are the real parts and the odd
 * ones the imaginary parts of a transform of half the size, which is untangled afterwards. Its passes (radix 4) work in place,
 * so that their values stay in the first-level cache, and leave the spectrum in reversed order of digits.
 *
 * @param samples the first frame's first sample; the others follow `hopBytes` apart
 * @param silence `nFft` zeros
 * @param window `nFft` float64 values, halved: the untangling doubles
 * @param twiddles for each pass and butterfly but the last pass's: cos and sin of 1, 2 and 3 times its angle
 * @param untangle cos and sin of −2πk / nFft for k = 0 … nFft / 4
 * @param order 32-bit integers: where value k of the spectrum lies, in bytes, for k = 0 … nFft / 2 − 1
 * @param work nFft / 2 complex values of a pair
 * @param out (bin, lane) at `bin * 16 + lane * 4` of each block
 */
export function stft(samples: usize, hopBytes: usize, nFrames: i32, silence: usize, nFft: i32, window: usize, twiddles: usize, order: usize, untangle: usize, work: usize, out: usize): void {
  const n = nFft >> 1;
  const blockBytes = usize(n + 1) * 16;
  const nPadded = (nFrames + 3) & ~3;
  for (let t = 0; t < nPadded; t += 2) {
    const first = t < nFrames ? samples + usize(t) * hopBytes : silence;
    const second = t + 1 < nFrames ? first + hopBytes : silence;
    firstPass(first, second, n, window, twiddles, work);
    let tw = twiddles + usize(n >> 2) * 48;
    let length = n >> 2;
    for (; length > 4; length >>= 2) {
      middlePass(work, n, length, tw);
      tw += usize(length >> 2) * 48;
    }
    if (length === 4) lastPass4(work, n);
    else lastPass2(work, n);
    untanglePair(work, order, n, untangle, out + usize(t >> 2) * blockBytes + usize(t & 2) * 4);
  }
}

/** Windows both frames and does the first radix-4 pass, reading each frame at four places a quarter of its length apart. */
export function firstPass(first: usize, second: usize, n: i32, window: usize, tw: usize, to: usize): void {
  const step = usize(n) * 2;
  const windowStep = usize(n) * 4;
  const end = first + step;
  const quarter = usize(n >> 2) * COMPLEX;
  while (first < end) {
    let w = v128.load(window);
    let a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(first)), w);
    let b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(second)), w);
    const x0r = v128.shuffle<f64>(a, b, 0, 2);
    const x0i = v128.shuffle<f64>(a, b, 1, 3);
    w = v128.load(window + windowStep);
    a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(first + step)), w);
    b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(second + step)), w);
    const x1r = v128.shuffle<f64>(a, b, 0, 2);
    const x1i = v128.shuffle<f64>(a, b, 1, 3);
    w = v128.load(window + 2 * windowStep);
    a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(first + 2 * step)), w);
    b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(second + 2 * step)), w);
    const x2r = v128.shuffle<f64>(a, b, 0, 2);
    const x2i = v128.shuffle<f64>(a, b, 1, 3);
    w = v128.load(window + 3 * windowStep);
    a = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(first + 3 * step)), w);
    b = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(second + 3 * step)), w);
    const x3r = v128.shuffle<f64>(a, b, 0, 2);
    const x3i = v128.shuffle<f64>(a, b, 1, 3);
    const sum02r = f64x2.add(x0r, x2r);
    const sum02i = f64x2.add(x0i, x2i);
    const dif02r = f64x2.sub(x0r, x2r);
    const dif02i = f64x2.sub(x0i, x2i);
    const sum13r = f64x2.add(x1r, x3r);
    const sum13i = f64x2.add(x1i, x3i);
    // −i · (x1 − x3)
    const rot13r = f64x2.sub(x1i, x3i);
    const rot13i = f64x2.sub(x3r, x1r);
    v128.store(to, f64x2.add(sum02r, sum13r));
    v128.store(to, f64x2.add(sum02i, sum13i), 16);
    let r = f64x2.add(dif02r, rot13r);
    let i = f64x2.add(dif02i, rot13i);
    let c = v128.load64_splat(tw);
    let s = v128.load64_splat(tw, 8);
    v128.store(to + quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    r = f64x2.sub(sum02r, sum13r);
    i = f64x2.sub(sum02i, sum13i);
    c = v128.load64_splat(tw, 16);
    s = v128.load64_splat(tw, 24);
    v128.store(to + 2 * quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + 2 * quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    r = f64x2.sub(dif02r, rot13r);
    i = f64x2.sub(dif02i, rot13i);
    c = v128.load64_splat(tw, 32);
    s = v128.load64_splat(tw, 40);
    v128.store(to + 3 * quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + 3 * quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    first += 8;
    second += 8;
    window += 16;
    to += COMPLEX;
    tw += 48;
  }
}

/** Butterflies of every part of `length` values, all parts with the same twiddles. */
export function middlePass(work: usize, n: i32, length: i32, twiddles: usize): void {
  const quarter = usize(length >> 2) * COMPLEX;
  const end = work + usize(n) * COMPLEX;
  for (let part = work; part < end; part += 4 * quarter) {
    let tw = twiddles;
    for (let at = part; at < part + quarter; at += COMPLEX) {
      const x0r = v128.load(at);
      const x0i = v128.load(at, 16);
      const x1r = v128.load(at + quarter);
      const x1i = v128.load(at + quarter, 16);
      const x2r = v128.load(at + 2 * quarter);
      const x2i = v128.load(at + 2 * quarter, 16);
      const x3r = v128.load(at + 3 * quarter);
      const x3i = v128.load(at + 3 * quarter, 16);
      const sum02r = f64x2.add(x0r, x2r);
      const sum02i = f64x2.add(x0i, x2i);
      const dif02r = f64x2.sub(x0r, x2r);
      const dif02i = f64x2.sub(x0i, x2i);
      const sum13r = f64x2.add(x1r, x3r);
      const sum13i = f64x2.add(x1i, x3i);
      // −i · (x1 − x3)
      const rot13r = f64x2.sub(x1i, x3i);
      const rot13i = f64x2.sub(x3r, x1r);
      v128.store(at, f64x2.add(sum02r, sum13r));
      v128.store(at, f64x2.add(sum02i, sum13i), 16);
      let r = f64x2.add(dif02r, rot13r);
      let i = f64x2.add(dif02i, rot13i);
      let c = v128.load64_splat(tw);
      let s = v128.load64_splat(tw, 8);
      v128.store(at + quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(at + quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      r = f64x2.sub(sum02r, sum13r);
      i = f64x2.sub(sum02i, sum13i);
      c = v128.load64_splat(tw, 16);
      s = v128.load64_splat(tw, 24);
      v128.store(at + 2 * quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(at + 2 * quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      r = f64x2.sub(dif02r, rot13r);
      i = f64x2.sub(dif02i, rot13i);
      c = v128.load64_splat(tw, 32);
      s = v128.load64_splat(tw, 40);
      v128.store(at + 3 * quarter, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(at + 3 * quarter, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      tw += 48;
    }
  }
}

/** The pass in which all twiddles are 1. */
export function lastPass4(work: usize, n: i32): void {
  const end = work + usize(n) * COMPLEX;
  for (let at = work; at < end; at += 4 * COMPLEX) {
    const x0r = v128.load(at);
    const x0i = v128.load(at, 16);
    const x1r = v128.load(at + COMPLEX);
    const x1i = v128.load(at + COMPLEX, 16);
    const x2r = v128.load(at + 2 * COMPLEX);
    const x2i = v128.load(at + 2 * COMPLEX, 16);
    const x3r = v128.load(at + 3 * COMPLEX);
    const x3i = v128.load(at + 3 * COMPLEX, 16);
    const sum02r = f64x2.add(x0r, x2r);
    const sum02i = f64x2.add(x0i, x2i);
    const dif02r = f64x2.sub(x0r, x2r);
    const dif02i = f64x2.sub(x0i, x2i);
    const sum13r = f64x2.add(x1r, x3r);
    const sum13i = f64x2.add(x1i, x3i);
    const rot13r = f64x2.sub(x1i, x3i);
    const rot13i = f64x2.sub(x3r, x1r);
    v128.store(at, f64x2.add(sum02r, sum13r));
    v128.store(at, f64x2.add(sum02i, sum13i), 16);
    v128.store(at + COMPLEX, f64x2.add(dif02r, rot13r));
    v128.store(at + COMPLEX, f64x2.add(dif02i, rot13i), 16);
    v128.store(at + 2 * COMPLEX, f64x2.sub(sum02r, sum13r));
    v128.store(at + 2 * COMPLEX, f64x2.sub(sum02i, sum13i), 16);
    v128.store(at + 3 * COMPLEX, f64x2.sub(dif02r, rot13r));
    v128.store(at + 3 * COMPLEX, f64x2.sub(dif02i, rot13i), 16);
  }
}

export function lastPass2(work: usize, n: i32): void {
  const end = work + usize(n) * COMPLEX;
  for (let at = work; at < end; at += 2 * COMPLEX) {
    const x0r = v128.load(at);
    const x0i = v128.load(at, 16);
    const x1r = v128.load(at + COMPLEX);
    const x1i = v128.load(at + COMPLEX, 16);
    v128.store(at, f64x2.add(x0r, x1r));
    v128.store(at, f64x2.add(x0i, x1i), 16);
    v128.store(at + COMPLEX, f64x2.sub(x0r, x1r));
    v128.store(at + COMPLEX, f64x2.sub(x0i, x1i), 16);
  }
}

/** Powers of the real frames, bins k and n − k together, rounded to float32 where librosa rounds: parts, magnitude, power. */
function untanglePair(z: usize, order: usize, n: i32, untangle: usize, out: usize): void {
  const r0 = v128.load(z);
  const i0 = v128.load(z, 16);
  const dc = f64x2.add(r0, i0);
  const nyquist = f64x2.sub(r0, i0);
  const ends = v128.shuffle<f64>(f32x4.demote_f64x2_zero(f64x2.add(dc, dc)), f32x4.demote_f64x2_zero(f64x2.add(nyquist, nyquist)), 0, 2);
  const endPowers = f32x4.mul(ends, ends);
  v128.store64_lane(out, endPowers, 0);
  v128.store64_lane(out + usize(n) * 16, endPowers, 1);
  let up = order + 4;
  let down = order + usize(n - 1) * 4;
  let low = out + 16;
  let high = out + usize(n - 1) * 16;
  untangle += 16;
  while (up <= down) {
    const a = z + usize(load<u32>(up));
    const b = z + usize(load<u32>(down));
    const ar = v128.load(a);
    const ai = v128.load(a, 16);
    const br = v128.load(b);
    const bi = v128.load(b, 16);
    const c = v128.load64_splat(untangle);
    const s = v128.load64_splat(untangle, 8);
    const evenR = f64x2.add(ar, br);
    const evenI = f64x2.sub(ai, bi);
    const oddR = f64x2.add(ai, bi);
    const oddI = f64x2.sub(br, ar);
    const turnedR = f64x2.sub(f64x2.mul(oddR, c), f64x2.mul(oddI, s));
    const turnedI = f64x2.add(f64x2.mul(oddR, s), f64x2.mul(oddI, c));
    const re = v128.shuffle<f64>(f32x4.demote_f64x2_zero(f64x2.add(evenR, turnedR)), f32x4.demote_f64x2_zero(f64x2.sub(evenR, turnedR)), 0, 2);
    const im = v128.shuffle<f64>(f32x4.demote_f64x2_zero(f64x2.add(evenI, turnedI)), f32x4.demote_f64x2_zero(f64x2.sub(turnedI, evenI)), 0, 2);
    // In numpy's steps, as the twin says; without a fused multiply-add, which SIMD has not, 1 in 27 differs in its last bit.
    const absRe = f32x4.abs(re);
    const absIm = f32x4.abs(im);
    const larger = f32x4.pmax(absRe, absIm);
    const ratio = f32x4.div(f32x4.pmin(absRe, absIm), f32x4.pmax(larger, f32x4.splat(TINY)));
    const magnitude = f32x4.mul(larger, f32x4.sqrt(f32x4.add(f32x4.mul(ratio, ratio), f32x4.splat(1))));
    const power = f32x4.mul(magnitude, magnitude);
    v128.store64_lane(low, power, 0);
    v128.store64_lane(high, power, 1);
    up += 4;
    down -= 4;
    untangle += 16;
    low += 16;
    high -= 16;
  }
}
