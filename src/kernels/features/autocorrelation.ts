import { COMPLEX, firstPass, lastPass2, lastPass4, middlePass } from './stft';

/**
 * Autocorrelations of two frames at once, one in each float64 lane: the inverse transform of their power spectra. Both transforms are those
 * of `stft`; the second one's values, which are real and even, are packed as its even and odd samples are.
 *
 * @param first, second `size` samples of each frame; those behind the frame's length are zeros
 * @param window `size` float64 values, each ½: the untangling doubles
 * @param turns cos and sin of −2πk / size, for k to size / 4 and to the last lag
 * @param work, spectrum size / 2 complex values of a pair each
 * @param out (lag, lane) in float64 at `lag * 16 + lane * 8`, for lags 0 … nLags − 1
 */
export function autocorrelatePair(first: usize, second: usize, size: i32, window: usize, twiddles: usize, order: usize, turns: usize, work: usize, spectrum: usize, nLags: i32, out: usize): void {
  const n = size >> 1;
  const after = twiddles + usize(n >> 2) * 48;
  firstPass(first, second, n, window, twiddles, work);
  otherPasses(work, n, after);
  packPowers(work, order, n, turns, spectrum);
  middlePass(spectrum, n, n, twiddles);
  otherPasses(spectrum, n, after);
  realParts(spectrum, order, n, turns, nLags, out);
}

/** All passes but the first. */
function otherPasses(work: usize, n: i32, twiddles: usize): void {
  let length = n >> 2;
  for (; length > 4; length >>= 2) {
    middlePass(work, n, length, twiddles);
    twiddles += usize(length >> 2) * 48;
  }
  if (length === 4) lastPass4(work, n);
  else lastPass2(work, n);
}

/** Of the powers of all 2n bins, value k is the real (even k) or imaginary part (odd k) of complex value k / 2. */
function storePower(spectrum: usize, k: i32, power: v128): void {
  v128.store(spectrum + usize(k >> 1) * COMPLEX + usize(k & 1) * 16, power);
}

function packPowers(z: usize, order: usize, n: i32, turns: usize, spectrum: usize): void {
  const r0 = v128.load(z);
  const i0 = v128.load(z, 16);
  const dc = f64x2.mul(f64x2.splat(2), f64x2.add(r0, i0));
  const nyquist = f64x2.mul(f64x2.splat(2), f64x2.sub(r0, i0));
  storePower(spectrum, 0, f64x2.mul(dc, dc));
  storePower(spectrum, n, f64x2.mul(nyquist, nyquist));
  for (let k = 1; k <= n - k; k++) {
    const a = z + usize(load<u32>(order + usize(k) * 4));
    const b = z + usize(load<u32>(order + usize(n - k) * 4));
    const c = v128.load64_splat(turns + usize(k) * 16);
    const s = v128.load64_splat(turns + usize(k) * 16, 8);
    const evenR = f64x2.add(v128.load(a), v128.load(b));
    const evenI = f64x2.sub(v128.load(a, 16), v128.load(b, 16));
    const oddR = f64x2.add(v128.load(a, 16), v128.load(b, 16));
    const oddI = f64x2.sub(v128.load(b), v128.load(a));
    const turnedR = f64x2.sub(f64x2.mul(oddR, c), f64x2.mul(oddI, s));
    const turnedI = f64x2.add(f64x2.mul(oddR, s), f64x2.mul(oddI, c));
    const lowR = f64x2.add(evenR, turnedR);
    const lowI = f64x2.add(evenI, turnedI);
    const highR = f64x2.sub(evenR, turnedR);
    const highI = f64x2.sub(turnedI, evenI);
    const low = f64x2.add(f64x2.mul(lowR, lowR), f64x2.mul(lowI, lowI));
    const high = f64x2.add(f64x2.mul(highR, highR), f64x2.mul(highI, highI));
    storePower(spectrum, k, low);
    storePower(spectrum, 2 * n - k, low);
    storePower(spectrum, n - k, high);
    storePower(spectrum, n + k, high);
  }
}

/** Of the second transform only the real parts are wanted, of the first lags. */
function realParts(z: usize, order: usize, n: i32, turns: usize, nLags: i32, out: usize): void {
  const half = f64x2.splat(0.25 / f64(n));
  v128.store(out, f64x2.mul(f64x2.add(v128.load(z), v128.load(z, 16)), f64x2.splat(0.5 / f64(n))));
  for (let k = 1; k < nLags; k++) {
    const a = z + usize(load<u32>(order + usize(k) * 4));
    const b = z + usize(load<u32>(order + usize(n - k) * 4));
    const c = v128.load64_splat(turns + usize(k) * 16);
    const s = v128.load64_splat(turns + usize(k) * 16, 8);
    const even = f64x2.add(v128.load(a), v128.load(b));
    const oddR = f64x2.add(v128.load(a, 16), v128.load(b, 16));
    const oddI = f64x2.sub(v128.load(b), v128.load(a));
    v128.store(out + usize(k) * 16, f64x2.mul(half, f64x2.add(even, f64x2.sub(f64x2.mul(oddR, c), f64x2.mul(oddI, s)))));
  }
}
