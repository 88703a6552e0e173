/** Peaks below this share of their frame's largest value do not count. */
const PEAK_THRESHOLD: f32 = 0.1;
const A0_HZ: f32 = 27.5;
const N_TUNINGS = 100;
/** Bits of a magnitude below its bucket's. */
const LOW_BITS: u32 = 18;

/**
 * Spectral peaks of bins `first` … `end` − 1, refined by a parabola through three bins, in float32 as librosa computes them.
 * Peaks come in the order of blocks, bins and lanes; nothing that follows depends on their order.
 *
 * @param first at least 1; `end` at most nBins − 1
 * @param pitches space for one float32 for every second bin of the range and frame; so `magnitudes`
 * @returns how many there are
 */
export function findPeaks(power: usize, nBlocks: i32, nBins: i32, first: i32, end: i32, sampleRate: f64, nFft: f64, pitches: usize, magnitudes: usize): i32 {
  const blockBytes = usize(nBins) * 16;
  const base = pitches;
  for (let b = 0; b < nBlocks; b++) {
    // Powers are not negative: as integers they have the same order.
    let largest = v128.load(power);
    for (let k: usize = 16; k < blockBytes; k += 16) largest = i32x4.max_s(largest, v128.load(power + k));
    const reference = f32x4.mul(f32x4.splat(PEAK_THRESHOLD), largest);
    let at = power + usize(first) * 16;
    let before = v128.load(at - 16);
    let here = v128.load(at);
    for (let k = first; k < end; k++) {
      const after = v128.load(at, 16);
      const isPeak = v128.and(v128.and(f32x4.gt(here, reference), f32x4.gt(here, before)), f32x4.ge(here, after));
      for (let lanes = i32x4.bitmask(isPeak); lanes !== 0; lanes &= lanes - 1) {
        const lane = usize(ctz(lanes)) * 4;
        const left = load<f32>(at - 16 + lane);
        const middle = load<f32>(at + lane);
        const right = load<f32>(at + 16 + lane);
        const curvature: f32 = right + left - 2 * middle;
        const slope: f32 = (right - left) / 2;
        const shift: f32 = abs(slope) >= abs(curvature) ? 0 : -slope / curvature;
        store<f32>(pitches, f32(((f64(k) + f64(shift)) * sampleRate) / nFft));
        store<f32>(magnitudes, middle + 0.5 * slope * shift);
        pitches += 4;
        magnitudes += 4;
      }
      before = here;
      here = after;
      at += 16;
    }
    power += blockBytes;
  }
  return i32((pitches - base) >> 2);
}

/** Counts magnitudes by the upper 14 bits of their float32 form (the sign is 0): 8,192 counters. */
export function tallyMagnitudes(magnitudes: usize, count: i32, counts: usize): void {
  const end = magnitudes + usize(count) * 4;
  while (magnitudes < end) {
    const counter = counts + usize(load<u32>(magnitudes) >> LOW_BITS) * 4;
    store<u32>(counter, load<u32>(counter) + 1);
    magnitudes += 4;
  }
}

/**
 * Counts the deviation from A = 440 Hz (0.01 semitones a counter, 100 counters) of peaks whose magnitude's upper 14 bits lie
 * above `bucket`, and lists the peaks of that very bucket.
 *
 * @param edges float64 edges of the counters
 * @param listed for each listed peak its magnitude (float32) and its counter (32 bits)
 * @returns how many are listed
 */
export function tallyTunings(pitches: usize, magnitudes: usize, count: i32, bucket: u32, edges: usize, counts: usize, listed: usize): i32 {
  const base = listed;
  for (let i: usize = 0; i < usize(count) * 4; i += 4) {
    const key = load<u32>(magnitudes + i) >> LOW_BITS;
    if (key < bucket) continue;
    const tuning = tuningOf(load<f32>(pitches + i), edges);
    if (key > bucket) {
      const counter = counts + usize(tuning) * 4;
      store<u32>(counter, load<u32>(counter) + 1);
    } else {
      store<f32>(listed, load<f32>(magnitudes + i));
      store<i32>(listed, tuning, 4);
      listed += 8;
    }
  }
  return i32((listed - base) >> 3);
}

function tuningOf(pitchHz: f32, edges: usize): i32 {
  const octaves = f32(Math.log2(f64(pitchHz / A0_HZ)));
  const semitones: f32 = 12 * octaves;
  const residual: f32 = semitones - floor(semitones);
  const deviation = residual >= 0.5 ? f64(residual) - 1 : f64(residual);
  let at = min(N_TUNINGS - 1, max(0, i32(floor((deviation + 0.5) * f64(N_TUNINGS)))));
  while (at > 0 && deviation < load<f64>(edges + usize(at) * 8)) at--;
  while (at < N_TUNINGS - 1 && deviation >= load<f64>(edges + usize(at + 1) * 8)) at++;
  return at;
}
