import type { ResamplePlan } from './resample.ts';

/** Transforms longer than this lose the cache, and more accuracy in float32 than the filter has. */
const MAX_TRANSFORM = 1 << 18;
/** The first pass of the kernel's transform takes 16 values at a time. */
const GRAIN = 16;
/** Blocks grow until at least this share of each survives the cut of its disturbed ends. */
const ENOUGH_KEPT = 0.8;

/**
 * How a conversion is done in blocks by overlap-save: a block of `nIn` samples is transformed, its spectrum weighted and cut
 * (or widened) to `nOut`, and transformed back; of the result, `hopOut` samples after the first `skipOut` are good.
 */
export interface ResampleBlocks {
  readonly nIn: number;
  readonly nOut: number;
  readonly hopIn: number;
  readonly hopOut: number;
  readonly skipIn: number;
  readonly skipOut: number;
  /** Weights of the spectrum: frequencies 0, 1, 2 … of the lower band, then its negative ones, scaled for the inverse transform. */
  readonly response: Float32Array;
}

/**
 * Chooses the blocks, which hold whole periods of `down` input and `up` output samples.
 *
 * @returns undefined when the ratio has a prime factor above 7 or needs too long a transform
 */
export function createResampleBlocks(plan: ResamplePlan): ResampleBlocks | undefined {
  const { up, down, reach } = plan;
  const guard = Math.ceil(reach / down);
  const longest = Math.max(up, down);
  if (!hasSmallFactors(up) || !hasSmallFactors(down)) return undefined;
  let periods = 0;
  for (let candidate = GRAIN; candidate * longest <= MAX_TRANSFORM; candidate += GRAIN) {
    if (!hasSmallFactors(candidate)) continue;
    if (candidate > 2 * guard) periods = candidate;
    if (periods > 0 && 1 - (2 * guard) / periods >= ENOUGH_KEPT) break;
  }
  if (periods === 0) return undefined;
  const nIn = periods * down;
  const kept = periods - 2 * guard;
  return {
    nIn, nOut: periods * up, hopIn: kept * down, hopOut: kept * up, skipIn: guard * down, skipOut: guard * up,
    response: frequencyResponse(plan, periods * longest, nIn, (periods * Math.min(up, down)) / 2),
  };
}

function hasSmallFactors(n: number): boolean {
  for (const factor of [2, 3, 5, 7]) while (n % factor === 0) n /= factor;
  return n === 1;
}

/** The filter's gain at the bins of a transform of `size` samples of the higher rate, divided by `nIn`. */
function frequencyResponse({ up, down, filter }: ResamplePlan, size: number, nIn: number, half: number): Float32Array {
  const step = Math.min(up, down) / Math.max(up, down);
  const nTaps = Math.floor(filter.halfWidth / step);
  const taps = new Float64Array(nTaps + 1);
  let total = 0;
  for (let n = 0; n <= nTaps; n++) {
    taps[n] = (n === 0 ? 1 : 2) * filter.at(n * step);
    total += taps[n];
  }
  const cosines = new Float64Array(size);
  for (let i = 0; i < size; i++) cosines[i] = Math.cos((2 * Math.PI * i) / size);
  const response = new Float32Array(2 * half);
  for (let k = 0; k < half; k++) {
    let gain = 0;
    for (let n = 0, angle = 0; n <= nTaps; n++) {
      gain += taps[n] * cosines[angle];
      angle += k;
      if (angle >= size) angle -= size;
    }
    response[k] = gain / total / nIn;
    if (k > 0) response[2 * half - k] = response[k];
  }
  // The bin at half the lower rate has no partner and lies in the stop band.
  response[half] = 0;
  return response;
}
