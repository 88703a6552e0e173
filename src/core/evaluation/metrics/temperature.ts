import { SerError } from '../../errors.ts';
import { SMALLEST_PROBABILITY } from './probabilityMetrics.ts';
import type { ProbabilityTable } from './probabilityTable.ts';

/** Temperatures lie between these: beyond, all is certain or all is even. */
export const MIN_TEMPERATURE = 0.01;
export const MAX_TEMPERATURE = 100;
const TOLERANCE = 1e-12;
const MAX_STEPS = 200;

/**
 * Probabilities sharpened (temperature below 1) or softened (above 1): p^(1 / T) over the row's sum, which divides the logits by
 * T. The order of a row's classes stays, and with it the predicted class. A probability of 0 counts as 2.2e-16.
 *
 * @param probabilities nRows × nClasses, row-major
 * @param temperature from 0.01 to 100
 * @returns a new array
 */
export function applyTemperature(probabilities: Float64Array, nClasses: number, temperature: number): Float64Array {
  const out = new Float64Array(probabilities.length);
  const logits = logitsOf(probabilities);
  for (let from = 0; from < out.length; from += nClasses) scaledSoftmax(logits, from, nClasses, 1 / temperature, out, from);
  return out;
}

/**
 * The temperature of the least log-loss, by Newton's method on 1 / T (in which the loss is convex) within a bracket. Fitted on
 * held-out probabilities it mends a learner that is too sure of itself, or not sure enough; on those of training rows it would
 * only sharpen.
 *
 * @returns between 0.01 and 100: the ends where every prediction is right, or where the probabilities tell nothing; 1 where no
 *   temperature changes the loss
 * @throws SerError `too-few-clips` without rows
 * @see C. Guo et al., "On calibration of modern neural networks", ICML 2017, section 4.2
 */
export function fitTemperature({ probabilities, nClasses, trueClasses }: ProbabilityTable): number {
  if (trueClasses.length === 0) throw new SerError('too-few-clips', 'A temperature is fitted on held-out clips; there are none.', { nClips: 0 });
  const logits = logitsOf(probabilities);
  const own = new Float64Array(nClasses);
  /** Slope and curvature of the mean loss at β = 1 / T. */
  const derivatives = (beta: number): { slope: number; curvature: number } => {
    let slope = 0;
    let curvature = 0;
    for (let row = 0; row < trueClasses.length; row++) {
      const from = row * nClasses;
      scaledSoftmax(logits, from, nClasses, beta, own, 0);
      let mean = 0;
      let square = 0;
      for (let k = 0; k < nClasses; k++) {
        mean += own[k] * logits[from + k];
        square += own[k] * logits[from + k] * logits[from + k];
      }
      slope += mean - logits[from + trueClasses[row]];
      curvature += square - mean * mean;
    }
    return { slope: slope / trueClasses.length, curvature: curvature / trueClasses.length };
  };
  let low = 1 / MAX_TEMPERATURE;
  let high = 1 / MIN_TEMPERATURE;
  let beta = 1;
  if (Math.abs(derivatives(beta).slope) < TOLERANCE) return 1;
  if (derivatives(low).slope >= 0) return MAX_TEMPERATURE;
  if (derivatives(high).slope <= 0) return MIN_TEMPERATURE;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { slope, curvature } = derivatives(beta);
    if (slope > 0) high = beta;
    else low = beta;
    let next = beta - slope / curvature;
    if (!(next > low && next < high)) next = Math.sqrt(low * high);
    const done = Math.abs(next - beta) <= TOLERANCE * beta;
    beta = next;
    if (done) break;
  }
  return 1 / beta;
}

const logitsOf = (probabilities: Float64Array): Float64Array => probabilities.map((p) => Math.log(Math.max(p, SMALLEST_PROBABILITY)));

/** softmax(β · logits) of one row. */
function scaledSoftmax(logits: Float64Array, from: number, nClasses: number, beta: number, out: Float64Array, to: number): void {
  let largest = -Infinity;
  for (let k = 0; k < nClasses; k++) if (logits[from + k] > largest) largest = logits[from + k];
  let sum = 0;
  for (let k = 0; k < nClasses; k++) {
    out[to + k] = Math.exp(beta * (logits[from + k] - largest));
    sum += out[to + k];
  }
  for (let k = 0; k < nClasses; k++) out[to + k] /= sum;
}
