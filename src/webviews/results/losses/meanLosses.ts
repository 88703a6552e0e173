import type { LossCurve } from '../../../core/learn/lossCurve.ts';
import { niceStep } from '../../shared/axisTicks.ts';

/** A loss over the folds after so many rounds. */
export interface FoldsLoss {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface MeanLosses {
  readonly round: number;
  readonly training: FoldsLoss;
  readonly validation?: FoldsLoss;
}

/** About as many rows as a table of them can have. */
const TABLE_ROWS = 10;

/** The losses over the folds after each number of rounds that all of them have: a fold that stopped early ends the list. */
export function meanLosses(curves: readonly LossCurve[]): MeanLosses[] {
  const [first, ...others] = curves.map(({ rounds }) => rounds);
  const places = curves.map(({ rounds }) => new Map(rounds.map((round, i) => [round, i])));
  const over = (round: number, listOf: (curve: LossCurve) => readonly number[]): FoldsLoss => {
    const values = curves.map((curve, fold) => listOf(curve)[places[fold]?.get(round) ?? -1] ?? NaN);
    return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, lowest: Math.min(...values), highest: Math.max(...values) };
  };
  const shared = (first ?? []).filter((round) => others.every((rounds) => rounds.includes(round)));
  const isValidated = curves.every(({ validation }) => validation !== undefined);
  return shared.map((round) => ({ round, training: over(round, ({ training }) => training), ...(isValidated && { validation: over(round, ({ validation = [] }) => validation) }) }));
}

/** Those nearest to even steps that people read easily, with the last. */
export function tableRows(losses: readonly MeanLosses[]): MeanLosses[] {
  const last = losses.at(-1);
  if (last === undefined) return [];
  const step = Math.max(1, niceStep(last.round / TABLE_ROWS));
  const nearest = (wanted: number): MeanLosses => losses.reduce((best, each) => (Math.abs(each.round - wanted) < Math.abs(best.round - wanted) ? each : best));
  const wanted = Array.from({ length: Math.floor(last.round / step) + 1 }, (_, i) => nearest(i * step));
  return [...new Set([...wanted, last])];
}
