import { SerError } from '../errors.ts';
import { chooseFilter, type ResampleFilter } from './resampleFilter.ts';

/** Above this many coefficients the phases are computed as they are met instead of being kept (odd pairs of rates). */
const MAX_KEPT_COEFFICIENTS = 1 << 22;

/** A prepared conversion between two sample rates; immutable but for the phases that it fills on first use. */
export interface ResamplePlan {
  readonly fromRate: number;
  readonly toRate: number;
  /** toRate / fromRate = up / down in lowest terms. */
  readonly up: number;
  readonly down: number;
  readonly filter: ResampleFilter;
  /** Input samples on each side of an output sample that the filter reaches. */
  readonly reach: number;
  readonly phases: (Float64Array | undefined)[];
}

/**
 * Plans a conversion by a linear-phase low-pass filter: flat to 0.913 of the lower Nyquist frequency, at least 120 dB down
 * from that frequency on.
 *
 * @param filter default soxr_hq's own where it is known, else a Kaiser design with its edges
 * @throws SerError `parameter-invalid` when a rate is not a positive integer
 * @see soxr_hq, the default of librosa.resample
 */
export function createResamplePlan(fromRate: number, toRate: number, filter?: ResampleFilter): ResamplePlan {
  for (const rate of [fromRate, toRate]) {
    if (!Number.isInteger(rate) || rate < 1) throw new SerError('parameter-invalid', `A sample rate of ${rate} Hz was asked for; it must be a positive whole number.`);
  }
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const up = toRate / divisor;
  const down = fromRate / divisor;
  const chosen = filter ?? chooseFilter(up, down);
  return { fromRate, toRate, up, down, filter: chosen, reach: Math.ceil(chosen.halfWidth * Math.max(1, down / up)), phases: [] };
}

/** How many samples `nSamples` become: ceil(nSamples · toRate / fromRate). */
export function countResampled({ up, down }: ResamplePlan, nSamples: number): number {
  return Math.ceil((nSamples * up) / down);
}

/** How many of them soxr would give, which rounds to the nearest; librosa pads what is missing with a zero. */
export function countFilled({ up, down }: ResamplePlan, nSamples: number): number {
  return Math.min(Math.ceil((nSamples * up) / down), Math.round((nSamples * up) / down));
}

/**
 * Converts samples from the plan's first rate to its second, one sum of products for each sample: the readable twin of
 * `createResampler` over the kernels, and what it falls back to.
 *
 * @returns ceil(n · toRate / fromRate) samples. When soxr would give one fewer (rounding to the nearest), the last is 0,
 *   as librosa pads it.
 */
export function resample(plan: ResamplePlan, samples: Float32Array): Float32Array {
  const { up, down, reach, phases } = plan;
  if (up === down) return samples;
  const out = new Float32Array(countResampled(plan, samples.length));
  const filled = countFilled(plan, samples.length);
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
    taps[k] = plan.filter.at((phase / plan.up - (k - plan.reach)) * ratio);
    sum += taps[k];
  }
  // Unit gain at 0 Hz for every phase, so that a constant stays the same constant.
  for (let k = 0; k < taps.length; k++) taps[k] /= sum;
  return taps;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
