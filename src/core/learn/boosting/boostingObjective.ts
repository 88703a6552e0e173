import { exponential } from '../exponential.ts';

/** What a machine minimises, of the rows that it learns from. */
export interface Objective {
  /** 'softmax': a margin for each class; 'logistic': one margin, that of the second of two classes. */
  readonly name: ObjectiveName;
  readonly nOutputs: number;
  /** The class of each row. */
  readonly y: Int32Array;
  /** The weight of each row; undefined where all weigh 1. */
  readonly weights: Float32Array | undefined;
}

export type ObjectiveName = 'softmax' | 'logistic';

/**
 * The margins before the first tree. Softmax: the log of each class's share of the weight (10⁻⁶ added, so that an absent
 * class has one), centred on 0, as xgboost ≥ 3.1 starts. Logistic: the logit of the second class's share.
 */
export function startingMargins({ name, y, weights }: Objective, nClasses: number): Float32Array {
  const sums = new Float64Array(nClasses);
  for (let i = 0; i < y.length; i++) sums[y[i]] += weights === undefined ? 1 : weights[i];
  const total = sums.reduce((sum, weight) => sum + weight, 0);
  if (name === 'logistic') return Float32Array.of(marginOfShare(sums[1] / total));
  const margins = Float32Array.from(sums, (weight) => Math.log(weight / total + 1e-6));
  let mean = 0;
  for (const margin of margins) mean += margin / margins.length;
  return margins.map((margin) => margin - mean);
}

/**
 * The logit of a share, in float32 as xgboost has it, whose models keep the share; shares so near to 0 or 1 that it would not
 * be finite are moved.
 */
export function marginOfShare(share: number): number {
  const p = Math.min(Math.max(Math.fround(share), 1e-16), 1 - 2 ** -24);
  return Math.fround(-Math.log(Math.fround(Math.fround(1 / p) - 1)));
}

/** The least second derivative of a row. */
const LEAST = 1e-16;

/**
 * First and second derivatives of the loss by each margin, in float32 as xgboost has them: row i of output k is number
 * k * stride + i of `margins`, and of the pairs (g, h) of `gradients`.
 *
 * Softmax: g = w (p − [y = k]), h = max(2 w p (1 − p), 10⁻¹⁶). Logistic: g = w (p − y), h = w · max(p (1 − p), 10⁻¹⁶).
 */
export function fillDerivatives(objective: Objective, margins: Float32Array, gradients: Float32Array, stride: number): void {
  if (objective.name === 'logistic') logisticDerivatives(objective, margins, gradients);
  else softmaxDerivatives(objective, margins, gradients, stride);
}

/**
 * The mean log-loss of the margins that {@link fillDerivatives} has differentiated, weighted; read off the derivatives, since that
 * of the own class tells its share: p = 1 + g / w.
 */
export function lossOfDerivatives({ name, y, weights }: Objective, gradients: Float32Array, stride: number): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    if (weight === 0) continue;
    const g = name === 'logistic' ? gradients[2 * i] : gradients[2 * (y[i] * stride + i)];
    const share = name === 'logistic' && y[i] === 0 ? 1 - g / weight : 1 + g / weight;
    sum -= weight * Math.log(Math.max(share, LEAST));
    total += weight;
  }
  return sum / total;
}

function softmaxDerivatives({ y, weights, nOutputs }: Objective, margins: Float32Array, gradients: Float32Array, stride: number): void {
  for (let i = 0; i < y.length; i++) {
    let largest = margins[i];
    for (let k = 1; k < nOutputs; k++) largest = Math.max(largest, margins[k * stride + i]);
    let sum = 0;
    for (let k = 0; k < nOutputs; k++) {
      const e = Math.fround(exponential(margins[k * stride + i] - largest));
      gradients[2 * (k * stride + i)] = e;
      sum += e;
    }
    const total = Math.fround(sum);
    const weight = weights === undefined ? 1 : weights[i];
    for (let k = 0; k < nOutputs; k++) {
      const at = 2 * (k * stride + i);
      const p = Math.fround(gradients[at] / total);
      gradients[at] = (y[i] === k ? p - 1 : p) * weight;
      gradients[at + 1] = Math.max(2 * p * (1 - p) * weight, LEAST);
    }
  }
}

function logisticDerivatives({ y, weights }: Objective, margins: Float32Array, gradients: Float32Array): void {
  for (let i = 0; i < y.length; i++) {
    const e = exponential(-Math.abs(margins[i]));
    const p = Math.fround((margins[i] < 0 ? e : 1) / (1 + e));
    const weight = weights === undefined ? 1 : weights[i];
    gradients[2 * i] = (p - y[i]) * weight;
    gradients[2 * i + 1] = Math.max(p * (1 - p), LEAST) * weight;
  }
}
