import { energyOf } from './energy.ts';
import { plainLagProducts, type LagProducts } from './lagProducts.ts';

/** Consecutive periods of a voiced stretch: durations in samples (fractional) and peak-to-peak amplitudes. */
export interface PeriodRun {
  readonly durations: readonly number[];
  readonly amplitudes: readonly number[];
}

/** A period is looked for between these multiples of the expected one. */
const SHORTEST = 0.8;
const LONGEST = 1.25;
/** Two stretches less alike than this are not taken for neighbouring periods … */
const MIN_CORRELATION = 0.3;
/** … nor is one that is quieter than this share of the stretch's largest magnitude: the sound has died away. */
const MIN_AMPLITUDE = 0.05;

/**
 * Follows the periods of a voiced stretch from its middle to both ends: from a pulse, the next one lies where the window of
 * one period around it correlates best with the signal, refined by a parabola.
 *
 * @param samples the clip
 * @param start first sample of the stretch
 * @param end one past its last sample
 * @param periodAt the expected period in samples at a sample
 * @param lagProducts the plain twin, or the same by the kernels
 * @see P. Boersma, Praat, "Sound & Pitch: To PointProcess (cc)"
 */
export function followPeriods(samples: Float32Array, start: number, end: number, periodAt: (sample: number) => number, lagProducts: LagProducts = plainLagProducts): PeriodRun {
  const middle = (start + end) >> 1;
  const first = largestPeak(samples, middle, periodAt(middle), start, end);
  let largest = 0;
  for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(samples[i]));
  const isHeard = (pulse: number): boolean => peakToPeak(samples, pulse, periodAt(pulse)) >= 2 * MIN_AMPLITUDE * largest;
  const lagOf = (pulse: number, direction: 1 | -1): number | undefined => bestLag(samples, pulse, direction, periodAt(pulse), lagProducts);
  const right = walk(first, 1, start, end, lagOf, isHeard);
  const left = walk(first, -1, start, end, lagOf, isHeard);
  const pulses = [...left.pulses.reverse(), first, ...right.pulses];
  const durations = [...left.durations.reverse(), ...right.durations];
  return { durations, amplitudes: pulses.map((pulse) => peakToPeak(samples, pulse, periodAt(pulse))) };
}

/** The sample of the largest magnitude within a period around `middle`. */
function largestPeak(samples: Float32Array, middle: number, period: number, start: number, end: number): number {
  const from = Math.max(start, Math.floor(middle - period / 2));
  const to = Math.min(end, Math.ceil(middle + period / 2));
  let best = from;
  for (let i = from; i < to; i++) if (Math.abs(samples[i]) > Math.abs(samples[best])) best = i;
  return best;
}

function walk(first: number, direction: 1 | -1, start: number, end: number, lagOf: (pulse: number, direction: 1 | -1) => number | undefined, isHeard: (pulse: number) => boolean): { pulses: number[]; durations: number[] } {
  const pulses: number[] = [];
  const durations: number[] = [];
  let pulse = first;
  for (;;) {
    const lag = lagOf(pulse, direction);
    if (lag === undefined) break;
    const next = Math.round(pulse + direction * lag);
    if (next < start || next >= end || !isHeard(next)) break;
    pulses.push(next);
    durations.push(lag);
    pulse = next;
  }
  return { pulses, durations };
}

/** The distance at which the window of one period around `pulse` is most alike, or undefined when it is not or leaves the clip. */
function bestLag(samples: Float32Array, pulse: number, direction: 1 | -1, period: number, lagProducts: LagProducts): number | undefined {
  const length = Math.max(3, Math.round(period));
  const from = pulse - (length >> 1);
  const shortest = Math.max(1, Math.floor(SHORTEST * period));
  const longest = Math.ceil(LONGEST * period) + 1;
  const far = from + direction * longest;
  if (from < 0 || from + length > samples.length || far < 0 || far + length > samples.length) return undefined;
  const own = energyOf(samples, from, from + length);
  // Both lists begin with the lowest sample, which is the longest lag to the left.
  const firstShift = direction === 1 ? shortest : -longest;
  const nLags = longest - shortest + 1;
  const products = lagProducts(samples, from, length, firstShift, nLags);
  const others = movedEnergies(samples, from + firstShift, length, nLags);
  const correlations = new Float64Array(nLags);
  let best = 0;
  for (let i = 0; i < nLags; i++) {
    const at = direction === 1 ? i : nLags - 1 - i;
    const norm = own * others[at];
    correlations[i] = norm > 0 ? products[at] / Math.sqrt(norm) : 0;
    if (correlations[i] > correlations[best]) best = i;
  }
  if (correlations[best] < MIN_CORRELATION) return undefined;
  if (best === 0 || best === correlations.length - 1) return shortest + best;
  const slope = (correlations[best + 1] - correlations[best - 1]) / 2;
  const curvature = correlations[best + 1] + correlations[best - 1] - 2 * correlations[best];
  return shortest + best + (curvature < 0 ? -slope / curvature : 0);
}

/** Energies of windows `length` long, each a sample further than the one before it, as differences of running sums. */
function movedEnergies(samples: Float32Array, from: number, length: number, count: number): Float64Array {
  const sums = new Float64Array(length + count);
  for (let i = 1; i < sums.length; i++) sums[i] = sums[i - 1] + samples[from + i - 1] * samples[from + i - 1];
  const energies = new Float64Array(count);
  for (let i = 0; i < count; i++) energies[i] = sums[i + length] - sums[i];
  return energies;
}

function peakToPeak(samples: Float32Array, pulse: number, period: number): number {
  const from = Math.max(0, Math.floor(pulse - period / 2));
  const to = Math.min(samples.length, Math.ceil(pulse + period / 2));
  let low = Infinity;
  let high = -Infinity;
  for (let i = from; i < to; i++) {
    if (samples[i] < low) low = samples[i];
    if (samples[i] > high) high = samples[i];
  }
  return high > low ? high - low : 0;
}
