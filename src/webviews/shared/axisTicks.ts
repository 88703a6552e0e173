/** The smallest of 1, 2, 5 × 10ᵏ that is at least `value`: the steps that people read easily. */
export function niceStep(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 5]) if (factor * power >= value * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/** Values on an axis, with the number of decimals that tells neighbours apart. */
export interface AxisTicks {
  readonly values: readonly number[];
  readonly decimals: number;
}

/** @returns multiples of a nice step within `[from, to]`, in rising order and about `maxTicks` at the most; none if the range is empty */
export function axisTicks(from: number, to: number, maxTicks: number): AxisTicks {
  if (!(to > from) || maxTicks < 1) return { values: [], decimals: 0 };
  const step = niceStep((to - from) / maxTicks);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const values: number[] = [];
  // Multiples of an integer, not a running sum, so that rounding does not drift.
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) values.push(i * step);
  return { values, decimals };
}

/** The label of one tick; negative zero and hyphens are made presentable. */
export function tickLabel(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
