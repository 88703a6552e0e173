import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import type { Markup } from '../markup.ts';
import { fitLabel, frame, label, labelWidth, line, point, SHARE_TICKS, tickText, type PictureNames, type Shape } from './frame.ts';
import { whisker } from './shareRows.ts';

const WIDTH = 720;
const TOP = 28;
const LINE = 15;
const ROW = 3 * LINE + 10;
const MAX_LABEL = 220;

const series: readonly { readonly figure: 'precision' | 'recall' | 'f1'; readonly name: string; readonly kind: string; readonly shape: Shape }[] = [
  { figure: 'precision', name: 'precision', kind: 'mark two', shape: 'ring' },
  { figure: 'recall', name: 'recall', kind: 'mark one', shape: 'disc' },
  { figure: 'f1', name: 'F1', kind: 'mark', shape: 'diamond' },
];

/** Precision, recall and F1 of each class as points with their intervals. */
export function classFigurePoints(names: PictureNames, { classes, perClass, intervals }: Pick<EvaluationRun, 'classes' | 'perClass' | 'intervals'>): Markup {
  const left = Math.min(MAX_LABEL, Math.max(...classes.map(labelWidth))) + 12;
  const right = WIDTH - 16;
  const bottom = TOP + ROW * classes.length;
  const x = (share: number): number => left + (right - left) * share;
  const legend = series.flatMap(({ name, kind, shape }, i) => [point(kind, shape, left + 6 + 110 * i, 12), label(left + 16 + 110 * i, 16, 'start', name)]);
  const rows = classes.flatMap((name, k) => [
    label(left - 8, TOP + ROW * (k + 0.5) + 4, 'end', fitLabel(name, left - 12)),
    ...(k > 0 ? [line('grid', left, TOP + ROW * k, right, TOP + ROW * k)] : []),
    ...series.flatMap(({ figure, kind, shape }, s) => {
      const y = TOP + ROW * k + 5 + LINE * (s + 0.5);
      const interval = intervals?.perClass[name]?.[figure];
      return [...(interval ? whisker(x(interval[0]), x(interval[1]), y) : []), point(kind, shape, x(perClass[name][figure]), y)];
    }),
  ]);
  return frame(names, WIDTH, bottom + 24, [...SHARE_TICKS.flatMap((tick) => [line('grid', x(tick), TOP, x(tick), bottom), label(x(tick), bottom + 16, 'middle', tickText(tick), 'label muted')]), ...legend, ...rows]);
}
