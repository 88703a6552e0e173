import type { PeriodRun } from '../signal/glottalPeriods.ts';

/** Neighbouring periods that differ by more than this factor are a tracking error (Praat's maximum period factor). */
const MAX_PERIOD_FACTOR = 1.3;
/** Praat's maximum amplitude factor. */
const MAX_AMPLITUDE_FACTOR = 1.6;

/** How much periods and amplitudes differ from their neighbours. */
export interface Perturbation {
  /** |T[i] − T[i−1]| over the mean of the two, of each pair. */
  readonly jitter: readonly number[];
  /** |20 log₁₀ (A[i] / A[i−1])| of each pair, in dB. */
  readonly shimmerDb: readonly number[];
  /** Relative average perturbation: mean |T[i] − mean of T[i−1 … i+1]| over the mean period. */
  readonly rap: number;
  /** The same over five periods. */
  readonly ppq5: number;
  /** Amplitude perturbation quotients over three and five periods. */
  readonly apq3: number;
  readonly apq5: number;
}

/**
 * Jitter and shimmer of runs of periods. Quantities of windows in which neighbours differ by more than the factor 1.3
 * (periods) or 1.6 (amplitudes) are left out; without any they are 0.
 *
 * @see Praat, "Voice 2. Jitter" and "Voice 3. Shimmer"
 */
export function perturbation(runs: readonly PeriodRun[]): Perturbation {
  const jitter: number[] = [];
  const shimmerDb: number[] = [];
  for (const { durations, amplitudes } of runs) {
    for (let i = 1; i < durations.length; i++) {
      if (isNear(durations[i], durations[i - 1], MAX_PERIOD_FACTOR)) jitter.push((2 * Math.abs(durations[i] - durations[i - 1])) / (durations[i] + durations[i - 1]));
    }
    for (let i = 1; i < amplitudes.length; i++) {
      if (isNear(amplitudes[i], amplitudes[i - 1], MAX_AMPLITUDE_FACTOR)) shimmerDb.push(Math.abs(20 * Math.log10(amplitudes[i] / amplitudes[i - 1])));
    }
  }
  const durations = runs.map((run) => run.durations);
  const amplitudes = runs.map((run) => run.amplitudes);
  return {
    jitter,
    shimmerDb,
    rap: quotient(durations, 3, MAX_PERIOD_FACTOR),
    ppq5: quotient(durations, 5, MAX_PERIOD_FACTOR),
    apq3: quotient(amplitudes, 3, MAX_AMPLITUDE_FACTOR),
    apq5: quotient(amplitudes, 5, MAX_AMPLITUDE_FACTOR),
  };
}

const isNear = (a: number, b: number, factor: number): boolean => a > 0 && b > 0 && a < b * factor && b < a * factor;

/** Mean |x[i] − mean of the `width` values around i| over the mean x of the windows. */
function quotient(lists: readonly (readonly number[])[], width: number, factor: number): number {
  const half = width >> 1;
  let differences = 0;
  let values = 0;
  for (const list of lists) {
    for (let i = half; i < list.length - half; i++) {
      let sum = list[i - half];
      let steady = true;
      for (let j = i - half + 1; j <= i + half; j++) {
        sum += list[j];
        steady &&= isNear(list[j], list[j - 1], factor);
      }
      if (!steady) continue;
      differences += Math.abs(list[i] - sum / width);
      values += list[i];
    }
  }
  return values > 0 ? differences / values : 0;
}
