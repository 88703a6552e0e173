import type { SpeakerEffects } from './speakerEffects.ts';

/** A column that tells two emotions apart within voices. */
export interface SeparatingFeature {
  readonly column: string;
  /** Below 0 where the first emotion is the lower one. */
  readonly d: number;
  /** Corrected for the number of columns; null with a single speaker. */
  readonly p: number | null;
}

/** The `n` columns of the largest effect, the largest first; of equal ones the earlier. */
export function separatingFeatures(columns: readonly string[], { d, p }: SpeakerEffects, n: number): SeparatingFeature[] {
  const order = Array.from(d.keys()).sort((a, b) => (Math.abs(d[a]) === Math.abs(d[b]) ? a - b : Math.abs(d[b]) - Math.abs(d[a])));
  return order.slice(0, n).map((j) => ({ column: columns[j], d: d[j], p: p ? p[j] : null }));
}
