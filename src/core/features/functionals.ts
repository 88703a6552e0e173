import type { FeatureFrames } from './extractor.ts';

/**
 * Mean and population standard deviation of each coefficient over the frames.
 *
 * @returns all means, then all standard deviations
 */
export function meanAndStd({ values, nCoefficients, nFrames }: FeatureFrames): Float64Array {
  const out = new Float64Array(2 * nCoefficients);
  for (let c = 0; c < nCoefficients; c++) {
    let sum = 0;
    for (let t = 0; t < nFrames; t++) sum += values[c * nFrames + t];
    const mean = sum / nFrames;
    let squares = 0;
    for (let t = 0; t < nFrames; t++) squares += (values[c * nFrames + t] - mean) ** 2;
    out[c] = mean;
    out[nCoefficients + c] = Math.sqrt(squares / nFrames);
  }
  return out;
}

/** What a row of frames can be summarised by. `mean_abs` is the mean magnitude, `q25` the first quartile, and so on. */
export type Statistic = 'mean' | 'std' | 'min' | 'max' | 'q10' | 'q20' | 'q25' | 'q50' | 'q75' | 'q80' | 'q90' | 'skew' | 'kurtosis' | 'mean_abs';

/** The nine statistics of rich feature sets. */
export const NINE: readonly Statistic[] = ['mean', 'std', 'min', 'max', 'q25', 'q50', 'q75', 'skew', 'kurtosis'];

/** Whether a statistic is a ratio without a unit, whatever the values' unit is. */
export const isRatio = (statistic: Statistic): boolean => statistic === 'skew' || statistic === 'kurtosis';

/** Which share of the values lies below a quantile. */
const SHARES: Readonly<Partial<Record<Statistic, number>>> = { q10: 0.1, q20: 0.2, q25: 0.25, q50: 0.5, q75: 0.75, q80: 0.8, q90: 0.9 };

const needsOrder = (statistic: Statistic): boolean => statistic === 'min' || statistic === 'max' || statistic in SHARES;

/** A spread below this share of the largest magnitude is rounding: the values count as equal. */
const ROUNDING = 1e-6;

/**
 * Statistics of a list of values. Spread, skewness m₃ / m₂^1.5 and excess kurtosis m₄ / m₂² − 3 use population moments and
 * are 0 when all values are equal; quantiles lie between neighbours linearly. Without values every statistic is 0.
 *
 * @param out written from `at` on, one value a statistic
 * @see scipy.stats.skew, scipy.stats.kurtosis, numpy.percentile with their defaults
 */
export function computeStatistics(values: Float64Array, statistics: readonly Statistic[], out: Float64Array, at: number): void {
  const n = values.length;
  if (n === 0) {
    out.fill(0, at, at + statistics.length);
    return;
  }
  let sum = 0;
  let magnitudes = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const magnitude = Math.abs(values[i]);
    sum += values[i];
    magnitudes += magnitude;
    if (magnitude > largest) largest = magnitude;
  }
  const mean = sum / n;
  let [m2, m3, m4] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const d = values[i] - mean;
    const square = d * d;
    m2 += square;
    m3 += square * d;
    m4 += square * square;
  }
  [m2, m3, m4] = [m2 / n, m3 / n, m4 / n];
  const varies = Math.sqrt(m2) > ROUNDING * largest;
  // Most rows of a set need no order, and to find it takes longer than all else.
  const sorted = statistics.some(needsOrder) ? values.slice().sort() : values;
  const quantile = (share: number): number => {
    const position = share * (n - 1);
    const below = Math.floor(position);
    const step = position - below;
    return step === 0 ? sorted[below] : sorted[below] + step * (sorted[below + 1] - sorted[below]);
  };
  for (let s = 0; s < statistics.length; s++) {
    const statistic = statistics[s];
    let value: number;
    if (statistic === 'mean') value = mean;
    else if (statistic === 'std') value = varies ? Math.sqrt(m2) : 0;
    else if (statistic === 'min') value = sorted[0];
    else if (statistic === 'max') value = sorted[n - 1];
    else if (statistic === 'skew') value = varies ? m3 / m2 ** 1.5 : 0;
    else if (statistic === 'kurtosis') value = varies ? m4 / (m2 * m2) - 3 : 0;
    else if (statistic === 'mean_abs') value = magnitudes / n;
    else value = quantile(SHARES[statistic] ?? 0);
    out[at + s] = value;
  }
}

/**
 * Statistics of each coefficient over the frames that `mask` names (all without it), a coefficient after the other.
 *
 * @param mask 1 for frames that count; NaN values never count
 */
export function summariseFrames({ values, nCoefficients, nFrames }: FeatureFrames, statistics: readonly Statistic[], mask?: Uint8Array): Float64Array {
  const out = new Float64Array(nCoefficients * statistics.length);
  const row = new Float64Array(nFrames);
  for (let c = 0; c < nCoefficients; c++) {
    let n = 0;
    for (let t = 0; t < nFrames; t++) {
      const value = values[c * nFrames + t];
      if ((mask === undefined || mask[t] === 1) && !Number.isNaN(value)) row[n++] = value;
    }
    computeStatistics(row.subarray(0, n), statistics, out, c * statistics.length);
  }
  return out;
}
