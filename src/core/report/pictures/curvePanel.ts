import type { Interval } from '../../evaluation/metrics/clusterBootstrap.ts';
import { markup, type Markup } from '../markup.ts';
import { label, line, path, point, px, SHARE_TICKS, tickText, type Shape } from './frame.ts';

/** A point of a curve; `at` is its place along the panel, 0 … 1. */
export interface PanelPoint {
  readonly at: number;
  readonly value: number;
  readonly interval: Interval | null;
}

export interface PanelSeries {
  readonly kind: 'one' | 'two';
  readonly shape: Shape;
  readonly isJoined: boolean;
  readonly points: readonly PanelPoint[];
}

/** A panel of shares from 0 to 1 over something that changes. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The share at the upper end, a tick. */
  readonly most: number;
  readonly ticks: readonly { readonly at: number; readonly name: string }[];
  readonly chance: number;
  readonly series: readonly PanelSeries[];
}

/** The least tick above all that panels show, so that they can share one scale from 0. */
export const highestTick = (points: readonly Pick<PanelPoint, 'value' | 'interval'>[]): number => {
  const highest = Math.max(...points.map(({ value, interval }) => Math.max(value, interval?.[1] ?? 0)));
  return SHARE_TICKS.find((tick) => tick > 0 && tick >= highest) ?? 1;
};

/** Curves with their intervals and the level of chance. */
export function curvePanel({ left, top, width, height, title, most, ticks, chance, series }: Panel): Markup[] {
  const bottom = top + height;
  const x = (at: number): number => left + width * at;
  const y = (share: number): number => bottom - (height * share) / most;
  return [
    label(left, top - 8, 'start', title, 'label strong'),
    ...SHARE_TICKS.filter((tick) => tick <= most).flatMap((tick) => [line('grid', left, y(tick), left + width, y(tick)), label(left - 6, y(tick) + 4, 'end', tickText(tick), 'label muted')]),
    ...ticks.map(({ at, name }) => label(x(at), bottom + 16, 'middle', name, 'label muted')),
    line('chance', left, y(chance), left + width, y(chance)),
    ...series.flatMap(({ kind, shape, isJoined, points }) => [
      ...(isJoined && points.every(({ interval }) => interval) ? [band(kind, points, x, y)] : []),
      ...(isJoined ? [path(`line ${kind}`, points.map(({ at, value }) => [x(at), y(value)]))] : []),
      ...points.flatMap(({ at, value, interval }) => [...(interval ? [line('whisker', x(at), y(interval[0]), x(at), y(interval[1]))] : []), point(`mark ${kind}`, shape, x(at), y(value))]),
    ]),
  ];
}

function band(kind: string, points: readonly PanelPoint[], x: (at: number) => number, y: (share: number) => number): Markup {
  const edge = (end: 0 | 1): (readonly [number, number])[] => points.map(({ at, interval }) => [px(x(at)), px(y(interval?.[end] ?? 0))]);
  return markup`<polygon class="band ${kind}" points="${[...edge(1), ...edge(0).reverse()].map((at) => at.join(',')).join(' ')}"/>`;
}
