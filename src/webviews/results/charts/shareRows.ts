import type { PerhapsInterval } from '../../../core/evaluation/metrics/figureIntervals.ts';
import { svgElement } from '../../shared/element.ts';
import { percentText } from '../../shared/numberText.ts';

/** A share with its name. */
export interface NamedShare {
  readonly name: string;
  readonly value: number;
  readonly interval?: PerhapsInterval | undefined;
}

/** What every chart of shares is drawn with. */
export interface ShareChart {
  readonly id: string;
  readonly shares: readonly NamedShare[];
  /** Drawn as a dashed line. */
  readonly chance: number;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];
const rowHeight = 20;
const top = 22;
const width = 300;
const valueWidth = 52;
const longestName = 24;

export const chartLine = (kind: string, x1: number, y1: number, x2: number, y2: number): SVGElement => svgElement('line', { class: kind, x1, y1, x2, y2 });
export const chartText = (x: number, y: number, anchor: 'start' | 'middle' | 'end', text: string): SVGElement => svgElement('text', { x, y, 'text-anchor': anchor }, text);
export const tickText = (share: number): string => `${100 * share} %`;

/** The frame of a chart; a table beside it says the same, so it is hidden from screen readers. */
export const chartFrame = (id: string, w: number, h: number, ...parts: readonly SVGElement[]): SVGSVGElement =>
  svgElement('svg', { class: 'chart', id, viewBox: `0 0 ${w} ${h}`, width: w, height: h, 'aria-hidden': 'true', focusable: 'false' }, ...parts);

const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);

/** A row for each share: its name, a bar from 0 to 100 % with the ends of its interval, and the number. */
export function shareRows({ id, shares, chance }: ShareChart): SVGSVGElement {
  const names = shares.map(({ name }) => shortened(name));
  // A character takes some 7 units of this font.
  const left = 10 + 7 * Math.max(...names.map((name) => name.length));
  const bottom = top + rowHeight * shares.length;
  const x = (share: number): number => left + width * share;
  const rows = shares.flatMap(({ value, interval }, i) => {
    const middle = top + rowHeight * (i + 0.5);
    const parts = [chartText(left - 8, middle + 4, 'end', names[i] ?? ''), svgElement('rect', { class: 'bar', x: left, y: middle - 6, width: Math.max(0, width * value), height: 12 })];
    if (interval) parts.push(chartLine('whisker', x(interval[0]), middle, x(interval[1]), middle), chartLine('whisker', x(interval[0]), middle - 4, x(interval[0]), middle + 4), chartLine('whisker', x(interval[1]), middle - 4, x(interval[1]), middle + 4));
    return [...parts, chartText(left + width + valueWidth, middle + 4, 'end', percentText(value))];
  });
  const grid = ticks.flatMap((tick) => [chartLine('grid', x(tick), top, x(tick), bottom), chartText(x(tick), 14, tick === 1 ? 'end' : tick === 0 ? 'start' : 'middle', tickText(tick))]);
  return chartFrame(id, left + width + valueWidth + 4, bottom + 6, ...grid, ...rows, chartLine('ideal', x(chance), top, x(chance), bottom));
}
