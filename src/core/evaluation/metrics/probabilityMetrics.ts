import type { ProbabilityTable } from './probabilityTable.ts';

/** Probabilities are kept this far from 0 and 1 before their logarithm is taken, as scikit-learn does. */
export const SMALLEST_PROBABILITY = Number.EPSILON;

/**
 * Whether the true class of a row is among its k likeliest. Of equal probabilities the earlier class is the likelier, as in
 * `predictedClasses`, so that k = 1 is the accuracy.
 */
export function isInTop({ probabilities, nClasses, trueClasses }: ProbabilityTable, row: number, k: number): boolean {
  const from = row * nClasses;
  const own = trueClasses[row];
  const value = probabilities[from + own];
  let nBefore = 0;
  for (let c = 0; c < nClasses; c++) {
    const other = probabilities[from + c];
    if (other > value || (other === value && c < own)) nBefore++;
  }
  return nBefore < k;
}

/** −ln of the probability that a row gives to its true class. */
export function rowLogLoss({ probabilities, nClasses, trueClasses }: ProbabilityTable, row: number): number {
  const p = probabilities[row * nClasses + trueClasses[row]];
  return -Math.log(Math.min(Math.max(p, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY));
}

/** Σ (p − 1{true class})² over the classes of a row. */
export function rowBrier({ probabilities, nClasses, trueClasses }: ProbabilityTable, row: number): number {
  let sum = 0;
  for (let c = 0; c < nClasses; c++) {
    const difference = probabilities[row * nClasses + c] - (c === trueClasses[row] ? 1 : 0);
    sum += difference * difference;
  }
  return sum;
}

/** The share of rows whose true class is among the k likeliest; 0 without rows. Equals scikit-learn's where no probabilities are equal. */
export const topAccuracy = (table: ProbabilityTable, k: number): number => meanOfRows(table, (row) => (isInTop(table, row, k) ? 1 : 0));

/** The mean of −ln p of the true class, in nats; 0 without rows. A class held impossible costs 36.04. */
export const logLoss = (table: ProbabilityTable): number => meanOfRows(table, (row) => rowLogLoss(table, row));

/**
 * The multi-class Brier score: the mean over rows of the squared distance to the truth, from 0 (sure and right) to 2 (sure and
 * wrong), also for two classes; 0 without rows.
 *
 * @see G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950
 */
export const brierScore = (table: ProbabilityTable): number => meanOfRows(table, (row) => rowBrier(table, row));

function meanOfRows({ trueClasses }: ProbabilityTable, valueOf: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < trueClasses.length; row++) sum += valueOf(row);
  return trueClasses.length === 0 ? 0 : sum / trueClasses.length;
}
