import type { LossCurve } from '../../../core/learn/lossCurve.ts';
import { axisTicks, tickLabel } from '../../shared/axisTicks.ts';
import { svgElement } from '../../shared/element.ts';
import { chartFrame, chartLine, chartText } from '../charts/shareRows.ts';
import type { MeanLosses } from './meanLosses.ts';
import { words } from './words.ts';

const left = 48;
const top = 30;
const width = 420;
const height = 190;
const bottom = top + height;
const nTicks = 6;
const swatch = 24;
/** Of a character of the font, about. */
const characterWidth = 6.5;

/** The losses of folds, and those that are drawn strong. */
export interface DrawnLosses {
  readonly id: string;
  readonly curves: readonly LossCurve[];
  readonly means: readonly MeanLosses[];
  /** What guessing has; left out where that is not known. */
  readonly guessing?: number;
  /** The end of the axis of rounds; by default the last that any curve has. */
  readonly nRounds?: number | undefined;
}

/** Log-loss against rounds: a thin line for each fold and a strong one for their mean; a table beside it says the same. */
export function lossChart({ id, curves, means, guessing, nRounds = 0 }: DrawnLosses): SVGSVGElement {
  const lastRound = Math.max(1, nRounds, ...curves.map(({ rounds }) => rounds.at(-1) ?? 0));
  const most = 1.04 * Math.max(guessing ?? 0, ...curves.flatMap(({ training, validation = [] }) => [...training, ...validation]));
  const x = (round: number): number => left + (width * round) / lastRound;
  const y = (loss: number): number => bottom - (height * loss) / most;
  const line = (kind: string, rounds: readonly number[], losses: readonly number[]): SVGElement =>
    svgElement('polyline', { class: `curve ${kind}`, points: rounds.map((round, i) => `${x(round).toFixed(1)},${y(losses[i] ?? 0).toFixed(1)}`).join(' ') });
  const [across, up] = [axisTicks(0, lastRound, nTicks), axisTicks(0, most, nTicks)];
  const isValidated = means[0]?.validation !== undefined;
  const rounds = means.map(({ round }) => round);
  const folds = curves.length > 1 ? curves : [];
  return chartFrame(
    id,
    left + width + 12,
    bottom + 42,
    ...legend(isValidated, guessing !== undefined),
    ...up.values.flatMap((loss) => [chartLine('grid', left, y(loss), left + width, y(loss)), chartText(left - 6, y(loss) + 4, 'end', tickLabel(loss, up.decimals))]),
    ...across.values.filter(Number.isInteger).flatMap((round) => [chartLine('grid', x(round), bottom, x(round), bottom + 4), chartText(x(round), bottom + 16, 'middle', String(round))]),
    ...(guessing === undefined ? [] : [chartLine('ideal', left, y(guessing), left + width, y(guessing))]),
    ...folds.flatMap(({ rounds: own, training, validation }) => [line('fold', own, training), ...(validation ? [line('line-1 fold', own, validation)] : [])]),
    line('mean', rounds, means.map(({ training }) => training.mean)),
    ...(isValidated ? [line('line-1 mean', rounds, means.map(({ validation }) => validation?.mean ?? NaN))] : []),
    ...curves.flatMap(({ rounds: own, validation, kept }) => (kept === undefined ? [] : [svgElement('circle', { class: 'point line-1', cx: x(kept), cy: y(validation?.[own.indexOf(kept)] ?? 0), r: 3 })])),
    chartText(left + width / 2, bottom + 36, 'middle', words.xTitle),
    svgElement('text', { x: -(top + height / 2), y: 10, transform: 'rotate(-90)', 'text-anchor': 'middle' }, words.yTitle),
  );
}

/** A row above the chart, so that copies of it have it as well. */
function legend(isValidated: boolean, isGuessed: boolean): SVGElement[] {
  const entries = [['curve mean', words.training], ...(isValidated ? [['curve mean line-1', words.validation]] : []), ...(isGuessed ? [['ideal', words.guessing]] : [])] as const;
  let at = left;
  return entries.flatMap(([kind = '', name = '']) => {
    const parts = [chartLine(kind, at, 11, at + swatch, 11), chartText(at + swatch + 6, 15, 'start', name)];
    at += swatch + 24 + characterWidth * name.length;
    return parts;
  });
}
