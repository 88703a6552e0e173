import { createPairCorrelation, type PairCorrelation } from './autocorrelationKernel.ts';
import type { FeatureKernels } from './kernels.ts';
import { countFrames } from './stft.ts';

export interface YinOptions {
  readonly sampleRate: number;
  readonly frameLength: number;
  readonly hopLength: number;
  /** Range in which a fundamental frequency is looked for, in Hz. */
  readonly fMin: number;
  readonly fMax: number;
}

export interface YinPlan extends YinOptions {
  readonly minPeriod: number;
  readonly maxPeriod: number;
  readonly correlate: PairCorrelation;
}

/** Pitch over time, a value a frame. */
export interface PitchTrack {
  /** The best fundamental frequency in Hz, also in frames that are not voiced. */
  readonly f0: Float32Array;
  /** Similarity of the frame with itself one period later: 1 for a periodic sound, about 0 for noise, 0 for silence and a constant. */
  readonly periodicity: Float32Array;
  readonly nFrames: number;
}

/** A dip of the normalised difference below this is taken for the period, the first one first; librosa's default. */
const TROUGH_THRESHOLD = 0.1;
/** The smallest normal float32, which librosa adds to the denominator. */
const TINY = 1.1754943508222875e-38;

/** @param kernels speed up the autocorrelations; absent: the plain twin computes them */
export function createYin(options: YinOptions, kernels?: FeatureKernels): YinPlan {
  const { sampleRate, frameLength, fMin, fMax } = options;
  const minPeriod = Math.max(1, Math.floor(sampleRate / fMax));
  const maxPeriod = Math.min(Math.ceil(sampleRate / fMin), frameLength - 1);
  return { ...options, minPeriod, maxPeriod, correlate: createPairCorrelation(frameLength, maxPeriod + 1, kernels) };
}

/**
 * The fundamental frequency of each centred frame by YIN, and how periodic the frame is. The clip is continued by zeros.
 *
 * f0 is the sample rate over the first lag, from the shortest, at which the cumulative mean normalised difference has a
 * minimum below 0.1, else over the lag of its smallest value, refined by a parabola. periodicity is the coefficient of
 * correlation of the frame's two parts that lie τ apart (without its last and without its first τ samples), the largest by
 * a parabola through the three lags around the period, within [0, 1].
 *
 * @param wanted 1 for the frames to look at; the others get 0 and 0. Without it, all
 * @see A. de Cheveigné, H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", JASA 111(4), 2002;
 *   librosa.yin
 */
export function trackPitch(plan: YinPlan, samples: Float32Array, wanted?: Uint8Array): PitchTrack {
  const { sampleRate, frameLength, hopLength, minPeriod, maxPeriod, correlate } = plan;
  const nFrames = countFrames(samples.length, hopLength);
  const f0 = new Float32Array(nFrames);
  const periodicity = new Float32Array(nFrames);
  const frames = [new Float32Array(frameLength), new Float32Array(frameLength)] as const;
  const correlations = [new Float64Array(maxPeriod + 2), new Float64Array(maxPeriod + 2)] as const;
  // Sums of x² and of x over the frame's first n samples.
  const energy = new Float64Array(frameLength + 1);
  const sum = new Float64Array(frameLength + 1);
  const difference = new Float64Array(maxPeriod + 1);

  const judge = (t: number, frame: Float32Array, correlation: Float64Array): void => {
    accumulate(frame, energy, sum);
    // d(k) = 2 (r(0) − r(k)) − E(first k samples), over its mean up to k: librosa's form of the paper's equation 8.
    let total = 0;
    for (let k = 1; k <= maxPeriod; k++) {
      const d = 2 * (correlation[0] - correlation[k]) - energy[k];
      total += d;
      difference[k] = (d * k) / (total + k * TINY);
    }
    const lag = findPeriod(difference, minPeriod, maxPeriod);
    f0[t] = sampleRate / (lag + parabolicShift(difference, lag, minPeriod, maxPeriod));
    periodicity[t] = similarityAt(correlation, energy, sum, lag);
  };

  for (let t = 0; t < nFrames; ) {
    const pair: number[] = [];
    for (; t < nFrames && pair.length < 2; t++) if (wanted === undefined || wanted[t] === 1) pair.push(t);
    if (pair.length === 0) break;
    // A last one without a partner is its own.
    for (let i = 0; i < 2; i++) copyFrame(samples, (pair[i] ?? pair[0]) * hopLength - (frameLength >> 1), frames[i]);
    correlate(frames, correlations);
    for (let i = 0; i < pair.length; i++) judge(pair[i], frames[i], correlations[i]);
  }
  return { f0, periodicity, nFrames };
}

/** Sums of x² and of x over the first n values; by pairs, since each addition waits for the one before it. */
function accumulate(frame: Float32Array, energy: Float64Array, sum: Float64Array): void {
  let squares = 0;
  let values = 0;
  let i = 0;
  for (; i + 1 < frame.length; i += 2) {
    const first = frame[i];
    const second = frame[i + 1];
    const square = first * first;
    energy[i + 1] = squares + square;
    sum[i + 1] = values + first;
    squares += square + second * second;
    values += first + second;
    energy[i + 2] = squares;
    sum[i + 2] = values;
  }
  if (i < frame.length) {
    energy[i + 1] = squares + frame[i] * frame[i];
    sum[i + 1] = values + frame[i];
  }
}

/** The samples from `start` on, and zeros where there are none. */
function copyFrame(samples: Float32Array, start: number, frame: Float32Array): void {
  const first = Math.max(0, -start);
  const end = Math.max(first, Math.min(frame.length, samples.length - start));
  frame.fill(0, 0, first);
  frame.set(samples.subarray(start + first, start + end), first);
  frame.fill(0, end);
}

function findPeriod(difference: Float64Array, minPeriod: number, maxPeriod: number): number {
  let lowest = minPeriod;
  for (let k = minPeriod; k <= maxPeriod; k++) {
    const here = difference[k];
    const belowBefore = k === minPeriod ? here < difference[k + 1] : here < difference[k - 1];
    const belowAfter = k === maxPeriod || here <= difference[k + 1];
    if (here < TROUGH_THRESHOLD && belowBefore && belowAfter) return k;
    if (here < difference[lowest]) lowest = k;
  }
  return lowest;
}

/** Where the parabola through three values has its vertex, relative to the middle one; 0 when that is more than a step away. */
function parabolicShift(values: Float64Array, at: number, first: number, last: number): number {
  if (at <= first || at >= last) return 0;
  const curvature = values[at + 1] + values[at - 1] - 2 * values[at];
  const slope = (values[at + 1] - values[at - 1]) / 2;
  return Math.abs(slope) >= Math.abs(curvature) ? 0 : -slope / curvature;
}

/** A variance below this share of the frame's energy is rounding. */
const ROUNDING = 1e-10;

function similarityAt(correlation: Float64Array, energy: Float64Array, sum: Float64Array, lag: number): number {
  const length = energy.length - 1;
  const at = (k: number): number => {
    const n = length - k;
    const [first, second] = [sum[n], sum[length] - sum[k]];
    const firstVariance = energy[n] - (first * first) / n;
    const secondVariance = energy[length] - energy[k] - (second * second) / n;
    const least = ROUNDING * energy[length];
    return firstVariance > least && secondVariance > least ? (correlation[k] - (first * second) / n) / Math.sqrt(firstVariance * secondVariance) : 0;
  };
  const before = at(lag - 1);
  const here = at(lag);
  const after = at(lag + 1);
  const curvature = after + before - 2 * here;
  const slope = (after - before) / 2;
  const vertex = here >= before && here >= after && curvature < 0 ? here - (slope * slope) / (2 * curvature) : here;
  return Math.min(1, Math.max(0, vertex));
}
