/** Bytes of one complex value of a pair of frames: two float64 real parts, two imaginary ones. */
const COMPLEX: usize = 32;

/**
 * Magnitudes (or powers) of frames, in blocks of four. Frames beyond `nFrames` that fill up the last block are silent.
 *
 * Two frames are transformed at once, one in each float64 lane. The even samples of a frame are the real parts and the odd
 * ones the imaginary parts of a transform of half the size (Stockham's, radix 4), which is untangled afterwards.
 *
 * @param samples the first frame's first sample; the others follow `hopBytes` apart
 * @param silence `nFft` zeros
 * @param window `nFft` float64 values, halved: the untangling doubles
 * @param twiddles for each pass and butterfly but the last pass's: cos and sin of 1, 2 and 3 times its angle
 * @param untangle cos and sin of −2πk / nFft for k = 0 … nFft / 4
 * @param work 2 × nFft / 2 complex values of a pair
 * @param out (bin, lane) at `bin * 16 + lane * 4` of each block
 */
export function stft(samples: usize, hopBytes: usize, nFrames: i32, silence: usize, nFft: i32, window: usize, twiddles: usize, untangle: usize, work: usize, out: usize, squared: bool): void {
  const n = nFft >> 1;
  const other = work + usize(n) * COMPLEX;
  const blockBytes = usize(n + 1) * 16;
  const nPadded = (nFrames + 3) & ~3;
  for (let t = 0; t < nPadded; t += 2) {
    const first = t < nFrames ? samples + usize(t) * hopBytes : silence;
    const second = t + 1 < nFrames ? first + hopBytes : silence;
    let from = work;
    let to = other;
    firstPass(first, second, n, window, twiddles, from);
    let tw = twiddles + usize(n >> 2) * 48;
    let remaining = n >> 2;
    let stride = 4;
    while (remaining > 4) {
      middlePass(from, to, remaining >> 2, stride, tw);
      tw += usize(remaining >> 2) * 48;
      remaining >>= 2;
      stride <<= 2;
      const swap = from;
      from = to;
      to = swap;
    }
    if (remaining === 4) lastPass4(from, to, n);
    else lastPass2(from, to, n);
    untanglePair(to, n, untangle, out + usize(t >> 2) * blockBytes + usize(t & 2) * 4, squared);
  }
}

/** Windows both frames and does the first radix-4 pass, reading each frame at four places a quarter of its length apart. */
function firstPass(first: usize, second: usize, n: i32, window: usize, tw: usize, to: usize): void {
  const step = usize(n) * 2;
  const windowStep = usize(n) * 4;
  const end = first + step;
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
    v128.store(to + COMPLEX, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + COMPLEX, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    r = f64x2.sub(sum02r, sum13r);
    i = f64x2.sub(sum02i, sum13i);
    c = v128.load64_splat(tw, 16);
    s = v128.load64_splat(tw, 24);
    v128.store(to + 2 * COMPLEX, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + 2 * COMPLEX, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    r = f64x2.sub(dif02r, rot13r);
    i = f64x2.sub(dif02i, rot13i);
    c = v128.load64_splat(tw, 32);
    s = v128.load64_splat(tw, 40);
    v128.store(to + 3 * COMPLEX, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
    v128.store(to + 3 * COMPLEX, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
    first += 8;
    second += 8;
    window += 16;
    to += 4 * COMPLEX;
    tw += 48;
  }
}

function middlePass(from: usize, to: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * COMPLEX;
  const quarter = run * usize(nButterflies);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    while (from < end) {
      const x0r = v128.load(from);
      const x0i = v128.load(from, 16);
      const x1r = v128.load(from + quarter);
      const x1i = v128.load(from + quarter, 16);
      const x2r = v128.load(from + 2 * quarter);
      const x2i = v128.load(from + 2 * quarter, 16);
      const x3r = v128.load(from + 3 * quarter);
      const x3i = v128.load(from + 3 * quarter, 16);
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
      v128.store(to + run, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(to + run, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      r = f64x2.sub(sum02r, sum13r);
      i = f64x2.sub(sum02i, sum13i);
      c = v128.load64_splat(tw, 16);
      s = v128.load64_splat(tw, 24);
      v128.store(to + 2 * run, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(to + 2 * run, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      r = f64x2.sub(dif02r, rot13r);
      i = f64x2.sub(dif02i, rot13i);
      c = v128.load64_splat(tw, 32);
      s = v128.load64_splat(tw, 40);
      v128.store(to + 3 * run, f64x2.sub(f64x2.mul(r, c), f64x2.mul(i, s)));
      v128.store(to + 3 * run, f64x2.add(f64x2.mul(r, s), f64x2.mul(i, c)), 16);
      from += COMPLEX;
      to += COMPLEX;
    }
    to += 3 * run;
    tw += 48;
  }
}

/** The pass in which all twiddles are 1. */
function lastPass4(from: usize, to: usize, n: i32): void {
  const step = usize(n >> 2) * COMPLEX;
  const end = from + step;
  while (from < end) {
    const x0r = v128.load(from);
    const x0i = v128.load(from, 16);
    const x1r = v128.load(from + step);
    const x1i = v128.load(from + step, 16);
    const x2r = v128.load(from + 2 * step);
    const x2i = v128.load(from + 2 * step, 16);
    const x3r = v128.load(from + 3 * step);
    const x3i = v128.load(from + 3 * step, 16);
    const sum02r = f64x2.add(x0r, x2r);
    const sum02i = f64x2.add(x0i, x2i);
    const dif02r = f64x2.sub(x0r, x2r);
    const dif02i = f64x2.sub(x0i, x2i);
    const sum13r = f64x2.add(x1r, x3r);
    const sum13i = f64x2.add(x1i, x3i);
    const rot13r = f64x2.sub(x1i, x3i);
    const rot13i = f64x2.sub(x3r, x1r);
    v128.store(to, f64x2.add(sum02r, sum13r));
    v128.store(to, f64x2.add(sum02i, sum13i), 16);
    v128.store(to + step, f64x2.add(dif02r, rot13r));
    v128.store(to + step, f64x2.add(dif02i, rot13i), 16);
    v128.store(to + 2 * step, f64x2.sub(sum02r, sum13r));
    v128.store(to + 2 * step, f64x2.sub(sum02i, sum13i), 16);
    v128.store(to + 3 * step, f64x2.sub(dif02r, rot13r));
    v128.store(to + 3 * step, f64x2.sub(dif02i, rot13i), 16);
    from += COMPLEX;
    to += COMPLEX;
  }
}

function lastPass2(from: usize, to: usize, n: i32): void {
  const step = usize(n >> 1) * COMPLEX;
  const end = from + step;
  while (from < end) {
    const x0r = v128.load(from);
    const x0i = v128.load(from, 16);
    const x1r = v128.load(from + step);
    const x1i = v128.load(from + step, 16);
    v128.store(to, f64x2.add(x0r, x1r));
    v128.store(to, f64x2.add(x0i, x1i), 16);
    v128.store(to + step, f64x2.sub(x0r, x1r));
    v128.store(to + step, f64x2.sub(x0i, x1i), 16);
    from += COMPLEX;
    to += COMPLEX;
  }
}

/** The spectrum of the real frames, bins k and n − k together, rounded to float32 where librosa rounds. */
function untanglePair(z: usize, n: i32, untangle: usize, out: usize, squared: bool): void {
  const mask = squared ? i32x4.splat(-1) : i32x4.splat(0);
  const r0 = v128.load(z);
  const i0 = v128.load(z, 16);
  const dc = f64x2.add(r0, i0);
  const nyquist = f64x2.sub(r0, i0);
  const ends = v128.shuffle<f64>(f32x4.demote_f64x2_zero(f64x2.add(dc, dc)), f32x4.demote_f64x2_zero(f64x2.add(nyquist, nyquist)), 0, 2);
  const endPowers = f32x4.mul(ends, ends);
  const endLevels = v128.bitselect(endPowers, f32x4.abs(ends), mask);
  v128.store64_lane(out, endLevels, 0);
  v128.store64_lane(out + usize(n) * 16, endLevels, 1);
  let a = z + COMPLEX;
  let b = z + usize(n - 1) * COMPLEX;
  let low = out + 16;
  let high = out + usize(n - 1) * 16;
  untangle += 16;
  while (a <= b) {
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
    const magnitude = f32x4.sqrt(f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
    const level = v128.bitselect(f32x4.mul(magnitude, magnitude), magnitude, mask);
    v128.store64_lane(low, level, 0);
    v128.store64_lane(high, level, 1);
    a += COMPLEX;
    b -= COMPLEX;
    untangle += 16;
    low += 16;
    high -= 16;
  }
}
