import type { SpeakerEffects } from './speakerEffects.ts';

/** A column that tells two emotions apart within voices. */
export interface SeparatingFeature {
  readonly column: string;
  /** Below 0 where the first emotion is the lower one. */
  readonly d: number;
  /** Corrected for the number of columns; null with a single speaker. */
  readonly p: number | null;
  /** Mean |SHAP| of held-out clips, see `UsedFeature`; absent where nothing could be explained, and from records of earlier versions. */
  readonly shap?: number;
}

/**
 * The `n` columns of the largest effect, the largest first; of equal ones the earlier.
 *
 * @param shap mean |SHAP| of each column, where there is one
 */
export function separatingFeatures(columns: readonly string[], { d, p }: SpeakerEffects, n: number, shap?: Float64Array): SeparatingFeature[] {
  const order = Array.from(d.keys()).sort((a, b) => (Math.abs(d[a]) === Math.abs(d[b]) ? a - b : Math.abs(d[b]) - Math.abs(d[a])));
  return order.slice(0, n).map((j) => ({ column: columns[j], d: d[j], p: p ? p[j] : null, ...(shap && { shap: shap[j] }) }));
}
