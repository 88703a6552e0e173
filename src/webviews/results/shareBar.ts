import type { Interval } from '../../core/evaluation/metrics/clusterBootstrap.ts';
import { svgElement } from '../shared/element.ts';
import { percentText } from '../shared/numberText.ts';

/** A share to draw on an axis that ends at 1. */
export interface ShareBar {
  readonly value: number;
  readonly interval?: Interval | null | undefined;
  /** Where the axis begins. */
  readonly from: number;
  /** Drawn as a dashed line, where it lies inside the axis. */
  readonly chance?: number | undefined;
  /** Another share to compare with, drawn as a diamond. */
  readonly mark?: number | undefined;
}

const height = 22;
const middle = height / 2;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** The place of a share on the axis, 0 … 100; what lies before its beginning stands at its beginning. */
const percentAt = (share: number, from: number): number => (100 * Math.max(0, share - from)) / (1 - from);

const place = (share: number, from: number): string => `${percentAt(share, from).toFixed(2)}%`;

function upright(kind: string, at: string, y1: number, y2: number): SVGElement {
  return svgElement('line', { class: kind, x1: at, x2: at, y1, y2 });
}

/** A bar with the ends of its interval. It repeats the number that stands beside it, so it is hidden from screen readers. */
export function shareBar({ value, interval, from, chance, mark }: ShareBar): SVGSVGElement {
  const marks: SVGElement[] = [svgElement('rect', { class: 'bar', x: 0, y: 4, width: place(value, from), height: height - 8 })];
  if (chance !== undefined && chance > from) marks.push(upright('chance', place(chance, from), 0, height));
  if (interval) {
    const [low, high] = [place(interval[0], from), place(interval[1], from)];
    marks.push(svgElement('line', { class: 'whisker', x1: low, x2: high, y1: middle, y2: middle }), upright('whisker', low, 7, height - 7), upright('whisker', high, 7, height - 7));
  }
  // Nested, since a path knows no percentages.
  if (mark !== undefined) marks.push(svgElement('svg', { x: place(mark, from), y: middle, overflow: 'visible' }, svgElement('path', { class: 'mark', d: 'M0-6 6 0 0 6-6 0z' })));
  return svgElement('svg', { class: 'share-bar', height, 'aria-hidden': 'true', focusable: 'false' }, ...ticks.filter((tick) => tick > from).map((tick) => upright('grid', place(tick, from), 0, height)), ...marks);
}

/** The ticks of the axis, over a column of bars. */
export function shareAxis(from: number): SVGSVGElement {
  const textOf = (share: number): string => percentText(share, Number.isInteger(Math.round(1e6 * share) / 1e4) ? 0 : 1);
  // No label where that of the beginning may reach, whose characters take some 4 % of the narrowest axis each.
  const taken = 6 * textOf(from).length - 6;
  const inner = ticks.filter((tick) => tick < 1 && percentAt(tick, from) > taken);
  const label = (share: number, anchor: string): SVGElement => svgElement('text', { x: place(share, from), y: 14, 'text-anchor': anchor }, textOf(share));
  return svgElement('svg', { class: 'share-bar axis', height: 18, 'aria-hidden': 'true', focusable: 'false' }, label(from, 'start'), ...inner.map((tick) => label(tick, 'middle')), label(1, 'end'));
}
