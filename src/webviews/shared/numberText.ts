import { clockText } from './timeTicks.ts';

const dash = '–';

/** A share as percent with one decimal; a figure that is not defined (it arrives as `null`) is a dash. */
export function percentText(share: number | null | undefined, decimals = 1): string {
  return typeof share === 'number' && Number.isFinite(share) ? `${(100 * share).toFixed(decimals)} %` : dash;
}

export function secondsText(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

/** Seconds, in minutes or hours as well where there are many. */
export function durationText(seconds: number): string {
  if (seconds <= 120) return secondsText(seconds);
  return `${clockText(seconds, seconds < 3600 ? 'min:s' : 'h:min:s', 0)} ${seconds < 3600 ? 'min' : 'h'}`;
}

/** Hertz below 1 kHz, then kilohertz with three significant digits. */
export function hertzText(hertz: number): string {
  return hertz < 999.5 ? `${Math.round(hertz)} Hz` : `${Number((hertz / 1000).toPrecision(3))} kHz`;
}

/** A sample rate, whole: 44.1 kHz, 22.05 kHz, 11.025 kHz. */
export function sampleRateText(hertz: number): string {
  return `${hertz / 1000} kHz`;
}

export function decibelText(level: number): string {
  return `${level < 0 ? '−' : ''}${Math.abs(Math.round(level))} dB`;
}

/** The same text without places to break a line. */
export function oneLine(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** The same text with each number and its percent sign kept on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(/(\d) %/g, '$1\u00a0%');
}

export function countText(count: number): string {
  return count.toLocaleString('en-GB');
}
