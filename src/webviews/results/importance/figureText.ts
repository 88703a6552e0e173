import type { RankedFeature } from '../../../core/evaluation/studies/importanceStudy.ts';
import { countText } from '../../shared/numberText.ts';

/** A share in percentage points, with a sign where it is below 0. */
export function pointsText(share: number): string {
  const text = Math.abs(100 * share).toFixed(2);
  return share < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A figure of trees, to four significant digits; whole where it is large. */
export const figureText = (value: number): string => (Math.abs(value) >= 1e4 ? countText(Math.round(value)) : String(Number(value.toPrecision(4))));

/** Whether even what matters most is within two deviations of nothing. */
export const isNearChance = ([first]: readonly RankedFeature[]): boolean => first !== undefined && first.value > 0 && first.value <= 2 * (first.deviation ?? 0);
