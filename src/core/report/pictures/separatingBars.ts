import { markup, type Markup } from '../markup.ts';
import { fitLabel, frame, label, labelWidth, line, px, type PictureNames } from './frame.ts';

/** A column that tells two emotions apart; what is not known of it is absent. */
export interface SeparatingRow {
  readonly name: string;
  /** In units of the spread within voice and emotion, below 0 where the first emotion is the lower one. */
  readonly d?: number | undefined;
  /** In log-odds. */
  readonly shap?: number | undefined;
}

const WIDTH = 660;
const ROW = 20;
const TOP = 44;
const BAR = 11;
const MAX_LABEL = 230;
const GAP = 68;

/** Effect sizes to both sides of 0 and, beside them, mean |SHAP|, a row for each column. */
export function separatingBars(names: PictureNames, emotions: readonly [string, string], rows: readonly SeparatingRow[]): Markup {
  const left = Math.min(MAX_LABEL, Math.max(...rows.map(({ name }) => labelWidth(name)))) + 12;
  const width = (WIDTH - left - 2 * GAP) / 2;
  const middle = left + width / 2;
  const right = left + width + GAP;
  const bottom = TOP + ROW * rows.length;
  const mostD = Math.max(...rows.map(({ d = 0 }) => Math.abs(d)), 1e-9);
  const mostShap = Math.max(...rows.map(({ shap = 0 }) => shap), 1e-9);
  const marks = rows.flatMap(({ name, d, shap }, i) => {
    const y = TOP + ROW * (i + 0.5);
    const length = d === undefined ? 0 : (width / 2) * Math.min(1, Math.abs(d) / mostD);
    return [
      label(left - 8, y + 4, 'end', fitLabel(name, left - 12)),
      ...(d === undefined ? [] : [bar(d < 0 ? middle - length : middle, y, length), label(left + width + 6, y + 4, 'start', `${d < 0 ? '−' : '+'}${Math.abs(d).toFixed(2)}`)]),
      ...(shap === undefined ? [] : [bar(right, y, (width * shap) / mostShap), label(right + width + 6, y + 4, 'start', shap.toFixed(3))]),
    ];
  });
  const side = width / 2 - 4;
  return frame(names, WIDTH, bottom + 8, [
    label(middle, 12, 'middle', 'effect size d, lower in', 'label strong'),
    label(middle - 4, 32, 'end', fitLabel(`← ${emotions[0]}`, side), 'label muted'),
    label(middle + 4, 32, 'start', fitLabel(`${emotions[1]} →`, side), 'label muted'),
    label(right + width / 2, 12, 'middle', 'mean |SHAP|', 'label strong'),
    ...marks,
    line('axis', middle, TOP, middle, bottom),
    line('axis', right, TOP, right, bottom),
  ]);
}

const bar = (x: number, y: number, width: number): Markup => markup`<rect class="bar" x="${px(x)}" y="${px(y - BAR / 2)}" width="${px(width)}" height="${BAR}"/>`;
