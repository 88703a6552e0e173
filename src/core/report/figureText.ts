import type { Interval } from '../evaluation/metrics/clusterBootstrap.ts';

export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export const shareText = (value: number): string => value.toFixed(3);

/** With its sign; a minus sign, not a hyphen. */
export const signedText = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

export const percentText = (share: number): string => `${Math.round(100 * share)} %`;

export function intervalText(interval: Interval | null | undefined, format: (value: number) => string = shareText): string {
  return interval ? `[${format(interval[0])}, ${format(interval[1])}]` : '–';
}

/** A figure with its interval: "0.583 [0.512, 0.634]". */
export const withInterval = (value: number, interval: Interval | null | undefined, format: (value: number) => string = shareText): string =>
  interval ? `${format(value)} ${intervalText(interval, format)}` : format(value);

export const pValueText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** A time of ISO 8601 to the minute, in UTC. */
export const timeText = (iso: string): string => iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC');
