import type { CalibrationBin } from '../../core/evaluation/metrics/calibration.ts';
import type { PerhapsInterval } from '../../core/evaluation/metrics/figureIntervals.ts';
import { svgElement } from '../shared/element.ts';
import { words } from './words.ts';

export interface DrawnBin extends CalibrationBin {
  /** Of the accuracy. */
  readonly interval: PerhapsInterval;
}

const side = 220;
const left = 52;
const top = 12;
const bottom = top + side;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const x = (share: number): number => left + side * share;
const y = (share: number): number => bottom - side * share;

const line = (kind: string, x1: number, y1: number, x2: number, y2: number): SVGElement => svgElement('line', { class: kind, x1, y1, x2, y2 });
const label = (at: { readonly x: number; readonly y: number }, anchor: string, text: string): SVGElement => svgElement('text', { ...at, 'text-anchor': anchor }, text);

/** How often a prediction is right by how sure the learner is of it; a table beside it says the same. */
export function calibrationChart(bins: readonly DrawnBin[]): SVGSVGElement {
  const most = Math.max(...bins.map(({ nClips }) => nClips));
  const marks = bins.flatMap(({ confidence, accuracy, nClips, interval }) => [
    ...(interval ? [line('whisker', x(confidence), y(interval[0]), x(confidence), y(interval[1]))] : []),
    svgElement('circle', { class: 'point', cx: x(confidence), cy: y(accuracy), r: 2.5 + 4.5 * Math.sqrt(nClips / most) }),
  ]);
  return svgElement(
    'svg',
    { class: 'chart', id: 'calibration-chart', viewBox: `0 0 ${left + side + 20} ${bottom + 40}`, width: left + side + 20, height: bottom + 40, 'aria-hidden': 'true', focusable: 'false' },
    ...ticks.flatMap((tick) => [
      line('grid', x(0), y(tick), x(1), y(tick)),
      line('grid', x(tick), y(0), x(tick), y(1)),
      label({ x: left - 6, y: y(tick) + 4 }, 'end', `${100 * tick} %`),
      label({ x: x(tick), y: bottom + 16 }, 'middle', `${100 * tick} %`),
    ]),
    line('ideal', x(0), y(0), x(1), y(1)),
    svgElement('polyline', { class: 'curve', points: bins.map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`).join(' ') }),
    ...marks,
    label({ x: x(0.5), y: bottom + 34 }, 'middle', words.confidenceHead),
    svgElement('text', { x: -y(0.5), y: 10, transform: 'rotate(-90)', 'text-anchor': 'middle' }, words.shareRight),
  );
}
