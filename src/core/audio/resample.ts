import { SerError } from '../errors.ts';

// The band-pass edges are fractions of the lower of the two Nyquist frequencies; these are soxr_hq's, which librosa uses.
const PASS_EDGE = 0.913;
const STOP_EDGE = 1.0;
// Where a Kaiser design comes nearest to soxr_hq in the features that follow (spectral contrast sees the stop band).
const ATTENUATION_DB = 136;
const BETA = 0.1102 * (ATTENUATION_DB - 8.7);
const CUTOFF = (PASS_EDGE + STOP_EDGE) / 2;
/** Half the filter's length, in samples of the lower rate (Kaiser's formula for the transition width). */
const HALF_WIDTH = Math.ceil((ATTENUATION_DB - 7.95) / (2.285 * Math.PI * (STOP_EDGE - PASS_EDGE)) / 2);
/** Above this many coefficients the phases are computed as they are met instead of being kept (odd pairs of rates). */
const MAX_KEPT_COEFFICIENTS = 1 << 22;

/** A prepared conversion between two sample rates; immutable but for the phases that it fills on first use. */
export interface ResamplePlan {
  readonly fromRate: number;
  readonly toRate: number;
  /** toRate / fromRate = up / down in lowest terms. */
  readonly up: number;
  readonly down: number;
  /** Input samples on each side of an output sample that the filter reaches. */
  readonly reach: number;
  readonly phases: (Float64Array | undefined)[];
}

/**
 * Plans a conversion by a linear-phase Kaiser-windowed sinc filter: flat to 0.913 of the lower Nyquist frequency,
 * at least 120 dB down from that frequency on.
 *
 * @throws SerError `parameter-invalid` when a rate is not a positive integer
 * @see J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974; pass band and
 *   length rule as soxr_hq in librosa.resample
 */
export function createResamplePlan(fromRate: number, toRate: number): ResamplePlan {
  for (const rate of [fromRate, toRate]) {
    if (!Number.isInteger(rate) || rate < 1) throw new SerError('parameter-invalid', `A sample rate of ${rate} Hz was asked for; it must be a positive whole number.`);
  }
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const up = toRate / divisor;
  const down = fromRate / divisor;
  const reach = Math.ceil(HALF_WIDTH * Math.max(1, down / up));
  return { fromRate, toRate, up, down, reach, phases: [] };
}

/**
 * Converts samples from the plan's first rate to its second.
 *
 * @returns ceil(n · toRate / fromRate) samples. When soxr would give one fewer (rounding to the nearest), the last is 0,
 *   as librosa pads it.
 */
export function resample(plan: ResamplePlan, samples: Float32Array): Float32Array {
  const { up, down, reach, phases } = plan;
  if (up === down) return samples;
  const length = Math.ceil((samples.length * up) / down);
  const filled = Math.min(length, Math.round((samples.length * up) / down));
  const out = new Float32Array(length);
  const nTaps = 2 * reach + 1;
  const keep = up * nTaps <= MAX_KEPT_COEFFICIENTS;
  const scratch = keep ? undefined : new Float64Array(nTaps);
  for (let j = 0; j < filled; j++) {
    const position = j * down;
    const centre = Math.floor(position / up);
    const phase = position - centre * up;
    let taps = phases[phase];
    if (!taps) {
      taps = computePhase(plan, phase, scratch ?? new Float64Array(nTaps));
      if (keep) phases[phase] = taps;
    }
    const first = Math.max(0, reach - centre);
    const end = Math.min(nTaps, samples.length - centre + reach);
    const shift = centre - reach;
    let sum = 0;
    for (let k = first; k < end; k++) sum += taps[k] * samples[shift + k];
    out[j] = sum;
  }
  return out;
}

/** Coefficient k weighs input sample `centre − reach + k` of an output sample that lies phase / up samples behind centre. */
function computePhase(plan: ResamplePlan, phase: number, taps: Float64Array): Float64Array {
  const ratio = Math.min(1, plan.up / plan.down);
  let sum = 0;
  for (let k = 0; k < taps.length; k++) {
    const distance = (phase / plan.up - (k - plan.reach)) * ratio;
    const relative = distance / HALF_WIDTH;
    taps[k] = Math.abs(relative) >= 1 ? 0 : CUTOFF * ratio * sinc(CUTOFF * distance) * besselI0(BETA * Math.sqrt(1 - relative * relative));
    sum += taps[k];
  }
  // Unit gain at 0 Hz for every phase, so that a constant stays the same constant.
  for (let k = 0; k < taps.length; k++) taps[k] /= sum;
  return taps;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
