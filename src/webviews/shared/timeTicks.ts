import { axisTicks, tickLabel } from './axisTicks.ts';

/** Steps that people count in once seconds make minutes. */
const longSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 36_000, 86_400];

/** Ticks of a time axis with their labels. */
export interface TimeTicks {
  readonly unit: 's' | 'min:s' | 'h:min:s';
  readonly ticks: readonly { readonly sec: number; readonly label: string }[];
}

/** Ticks within `[fromSec, toSec]`: seconds where the axis ends within two minutes, else minutes or hours. */
export function timeTicks(fromSec: number, toSec: number, maxTicks: number): TimeTicks {
  const { values, decimals } = axisTicks(fromSec, toSec, maxTicks);
  if (toSec <= 120) return { unit: 's', ticks: values.map((sec) => ({ sec, label: tickLabel(sec, decimals) })) };
  const unit = toSec < 3600 ? 'min:s' : 'h:min:s';
  const step = decimals > 0 ? undefined : longSteps.find((length) => (toSec - fromSec) / length <= maxTicks);
  const times = step === undefined ? values : Array.from({ length: Math.floor(toSec / step) - Math.ceil(fromSec / step) + 1 }, (_, i) => (Math.ceil(fromSec / step) + i) * step);
  return { unit, ticks: times.map((sec) => ({ sec, label: clockText(sec, unit, decimals) })) };
}

/** "2:05", "1:02:05", with decimals of the seconds. */
export function clockText(sec: number, unit: 'min:s' | 'h:min:s', decimals: number): string {
  const scale = 10 ** decimals;
  // Rounded as a whole, so that no second is 60.
  const rounded = Math.round(sec * scale) / scale;
  const seconds = (rounded % 60).toFixed(decimals).padStart(decimals > 0 ? decimals + 3 : 2, '0');
  const minutes = Math.floor(rounded / 60);
  return unit === 'min:s' ? `${minutes}:${seconds}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`;
}

/**
 * A time in a clip, as finely as what is in sight tells it apart.
 *
 * @param lengthSec of what is in sight
 * @param durationSec of the clip: in a long one, minutes are counted
 */
export function timeText(sec: number, lengthSec: number, durationSec: number): string {
  const decimals = Math.min(6, Math.max(lengthSec > 120 ? 0 : 2, 2 - Math.floor(Math.log10(lengthSec))));
  if (durationSec <= 120) return `${sec.toFixed(decimals)} s`;
  return clockText(sec, durationSec < 3600 ? 'min:s' : 'h:min:s', lengthSec > 120 ? 0 : decimals);
}
