import { chiSquaredTail } from './tailProbabilities.ts';

/** Below this number of discordant pairs the chi-squared distribution is too coarse, and the binomial one is summed. */
export const EXACT_BELOW = 25;

/** McNemar's test of two learners on the same clips. */
export interface McNemar {
  readonly test: 'exact binomial' | 'chi-squared with continuity correction';
  /** Clips that the first had right and the second wrong. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Chi-squared with one degree of freedom; absent from the exact test. */
  readonly statistic?: number;
  /** Two-sided: the chance of so lopsided a split, if both were right equally often. */
  readonly pValue: number;
}

/**
 * McNemar's test of whether two learners are right equally often on the same clips. Fewer than 25 discordant pairs: the exact
 * binomial test, p = min(1, 2 P(X ≤ min(b, c))) with X ~ Binomial(b + c, ½); else χ² = max(0, |b − c| − 1)² / (b + c).
 *
 * It takes clips to be independent. Clips of one speaker are not, so its p-value is too small; see `compareRuns` for the interval
 * over speakers.
 *
 * @param first for each clip 1 where the first learner was right
 * @param second the same of the second learner, in the same order
 * @see Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
 *   Psychometrika 12, 1947; A. L. Edwards, Psychometrika 13, 1948 (correction); statsmodels, `mcnemar`
 */
export function mcnemarTest(first: Uint8Array, second: Uint8Array): McNemar {
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < first.length; i++) {
    if (first[i] > second[i]) onlyFirst++;
    else if (second[i] > first[i]) onlySecond++;
  }
  const n = onlyFirst + onlySecond;
  if (n < EXACT_BELOW) return { test: 'exact binomial', onlyFirst, onlySecond, pValue: Math.min(1, 2 * lowerTail(Math.min(onlyFirst, onlySecond), n)) };
  const statistic = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) ** 2 / n;
  return { test: 'chi-squared with continuity correction', onlyFirst, onlySecond, statistic, pValue: chiSquaredTail(statistic) };
}

/** P(X ≤ k) of n fair coins, exact for n < 50. */
function lowerTail(k: number, n: number): number {
  let choose = 1;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += choose;
    choose = (choose * (n - i)) / (i + 1);
  }
  return sum / 2 ** n;
}
