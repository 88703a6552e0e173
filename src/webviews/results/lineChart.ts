import type { Interval } from '../../core/evaluation/metrics/clusterBootstrap.ts';
import { svgElement } from '../shared/element.ts';

/** A point of a line, with its place along the axis, 0 to 1. */
export interface LinePoint {
  readonly at: number;
  readonly value: number;
  readonly interval: Interval | null;
}

/** Shares against something; the first line has discs, the second rings. */
export interface LineChart {
  readonly id?: string;
  readonly width: number;
  readonly title?: string;
  readonly ticks: readonly { readonly at: number; readonly name: string }[];
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** Drawn as a dashed line. */
  readonly chance: number;
  /** The end of the axis of shares, which begins at 0. */
  readonly most: number;
  readonly isJoined: boolean;
  readonly lines: readonly (readonly LinePoint[])[];
}

const height = 190;
const left = 48;
const right = 12;
const steps = 4;

/** The quarter of the axis that holds all of some lines with their intervals. */
export function shareEnd(lines: readonly (readonly LinePoint[])[]): number {
  const highest = Math.max(0.25, ...lines.flat().map(({ value, interval }) => Math.max(value, interval?.[1] ?? 0)));
  return Math.min(1, Math.ceil(highest * steps) / steps);
}

/** A line chart; a table beside it says the same, so it is hidden from screen readers. */
export function lineChart({ id, width, title, ticks, xTitle, yTitle, chance, most, isJoined, lines }: LineChart): SVGSVGElement {
  const top = title === undefined ? 12 : 30;
  const bottom = top + height;
  const x = (at: number): number => left + (width - left - right) * at;
  const y = (share: number): number => bottom - (height * share) / most;
  const line = (kind: string, x1: number, y1: number, x2: number, y2: number): SVGElement => svgElement('line', { class: kind, x1, y1, x2, y2 });
  const label = (atX: number, atY: number, anchor: string, text: string): SVGElement => svgElement('text', { x: atX, y: atY, 'text-anchor': anchor }, text);
  const shares = Array.from({ length: 5 }, (_, i) => (most * i) / 4);
  const total = bottom + (xTitle === undefined ? 24 : 42);
  return svgElement(
    'svg',
    { class: 'chart', id, viewBox: `0 0 ${width} ${total}`, width, height: total, 'aria-hidden': 'true', focusable: 'false' },
    title === undefined ? undefined : svgElement('text', { class: 'chart-title', x: left, y: 14 }, title),
    ...shares.flatMap((share) => [line('grid', left, y(share), width - right, y(share)), label(left - 6, y(share) + 4, 'end', `${Number((100 * share).toFixed(2))} %`)]),
    ...ticks.flatMap(({ at, name }) => [line('grid', x(at), bottom, x(at), bottom + 4), label(x(at), bottom + 16, 'middle', name)]),
    line('ideal', left, y(chance), width - right, y(chance)),
    ...lines.flatMap((points, i) => [
      ...(isJoined ? [svgElement('polyline', { class: `curve line-${i}`, points: points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ') })] : []),
      ...points.flatMap(({ at, value, interval }) => [
        ...(interval ? [line('whisker', x(at), y(Math.max(0, interval[0])), x(at), y(Math.min(most, interval[1])))] : []),
        svgElement('circle', { class: `point line-${i}`, cx: x(at), cy: y(value), r: 4 }),
      ]),
    ]),
    xTitle === undefined ? undefined : label(x(0.5), bottom + 36, 'middle', xTitle),
    yTitle === undefined ? undefined : svgElement('text', { x: -(top + height / 2), y: 10, transform: 'rotate(-90)', 'text-anchor': 'middle' }, yTitle),
  );
}
