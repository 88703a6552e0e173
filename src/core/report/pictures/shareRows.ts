import type { Interval } from '../../evaluation/metrics/clusterBootstrap.ts';
import { shareText } from '../figureText.ts';
import { markup, type Markup } from '../markup.ts';
import { highestTick } from './curvePanel.ts';
import { fitLabel, frame, label, labelWidth, line, point, px, SHARE_TICKS, tickText, type PictureNames } from './frame.ts';

/** A row: a share as a bar from 0, and what chance would give, an interval, or a second share as a ring, where there is one. */
export interface ShareRow {
  readonly name: string;
  readonly value: number;
  readonly interval?: Interval | null;
  readonly second?: number;
  readonly chance?: number;
}

const WIDTH = 720;
const ROW = 24;
const TOP = 8;
const BAR = 12;
const MAX_LABEL = 300;

/** Bars of shares from 0 to 1, or to what they need, one below the other, with the level of chance in each that has one. */
export function shareRows(names: PictureNames, rows: readonly ShareRow[]): Markup {
  const left = Math.min(MAX_LABEL, Math.max(...rows.map(({ name }) => labelWidth(name)))) + 12;
  const right = WIDTH - 52;
  const bottom = TOP + ROW * rows.length;
  // Where chance is marked, how far it is from being always right counts.
  const most = rows.some(({ chance }) => chance !== undefined) ? 1 : highestTick(rows.map(({ value, interval }) => ({ value, interval: interval ?? null })));
  const ticks = SHARE_TICKS.filter((tick) => tick <= most);
  const x = (share: number): number => left + ((right - left) * share) / most;
  const marks = rows.flatMap(({ name, value, interval, second, chance }, i) => {
    const middle = TOP + ROW * (i + 0.5);
    return [
      label(left - 8, middle + 4, 'end', fitLabel(name, left - 12)),
      markup`<rect class="bar" x="${px(left)}" y="${px(middle - BAR / 2)}" width="${px(x(value) - left)}" height="${BAR}"/>`,
      ...(chance === undefined ? [] : [line('chance', x(chance), middle - ROW / 2, x(chance), middle + ROW / 2)]),
      ...(interval ? whisker(x(interval[0]), x(interval[1]), middle) : []),
      ...(second === undefined ? [] : [point('mark', 'ring', x(second), middle)]),
      label(WIDTH - 4, middle + 4, 'end', shareText(value)),
    ];
  });
  return frame(names, WIDTH, bottom + 24, [...ticks.map((tick) => line('grid', x(tick), TOP, x(tick), bottom)), ...marks, ...ticks.map((tick) => label(x(tick), bottom + 16, 'middle', tickText(tick), 'label muted'))]);
}

/** A lying interval with ends. */
export const whisker = (from: number, to: number, y: number): Markup[] => [line('whisker', from, y, to, y), line('whisker', from, y - 4, from, y + 4), line('whisker', to, y - 4, to, y + 4)];
