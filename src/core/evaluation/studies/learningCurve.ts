import { SerError } from '../../errors.ts';
import type { Params } from '../../learn/classifier.ts';
import { createRandom, shuffle } from '../../learn/random.ts';
import type { BootstrapOptions, Interval } from '../metrics/clusterBootstrap.ts';
import { compareIds } from '../protocols/compareIds.ts';
import { compareRuns, type Difference } from '../comparison/compareRuns.ts';
import type { EvaluationRun } from '../evaluationRun.ts';
import { classesOf, type FeatureTable } from '../featureTable.ts';
import type { Split, Splits } from '../protocols/splits.ts';

/** What there is less of on the training side: clips of each emotion alike, or whole speakers. */
export type CurveUnit = 'clips' | 'speakers';

/** How a learner does on the unchanged test sides after learning from a share of each training side. */
export interface CurvePoint {
  /** In (0, 1]. */
  readonly share: number;
  /** Means over the folds; speakers are null where one is unknown. */
  readonly nTrainClips: number;
  readonly nTrainSpeakers: number | null;
  readonly accuracy: number;
  /** Over the held-out clips of all folds together, as in a cross-validation. */
  readonly uar: number;
  readonly uarInterval: Interval | null;
  readonly foldUars: readonly number[];
}

export interface LearningCurve {
  readonly model: string;
  readonly params: Params;
  readonly by: CurveUnit;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  /** Held-out clips, the same at every point. */
  readonly nClips: number;
  readonly nClasses: number;
  /** By rising share; the last is the cross-validation itself. */
  readonly points: readonly CurvePoint[];
  /** What the last step brought in UAR: near 0, more data of the same kind promise little. */
  readonly lastGain: Difference;
}

/** Points of a curve where none are asked for. */
export const DEFAULT_POINTS = 5;

/** Keeps the draws of a curve apart from those of splits and learners. */
const CURVE_STREAM = 0x1ea4;

/** The shares of a curve: 1 / n, 2 / n … 1. */
export const curveShares = (nPoints: number): number[] => Array.from({ length: nPoints }, (_, i) => (i + 1) / nPoints);

/**
 * The splits of each point of a curve: the training sides reduced, the test sides as they are. Sides are nested: what a point
 * learns from, every later one learns from too.
 *
 * By clips a point takes the share of each emotion's clips, by speakers the share of the training speakers with all their
 * clips, to the nearest whole number; which ones, `seed` decides for each fold.
 *
 * @returns one set of splits a point, in the order of {@link curveShares}
 * @throws SerError `too-few-clips` when an emotion of a training side has fewer clips than there are points; `too-few-speakers`
 *   the same of training speakers, or when one is unknown; `cv-invalid` when a reduced training side lacks an emotion that its
 *   test side has
 */
export function curveSplits(table: FeatureTable, { folds, skipped }: Splits, by: CurveUnit, nPoints: number, seed: number): Splits[] {
  const orders = folds.map((fold, f) => (by === 'clips' ? clipOrders(table, fold, f, nPoints, seed) : speakerOrder(table, fold, f, nPoints, seed)));
  return curveShares(nPoints).map((share) => ({
    skipped,
    folds: folds.map((fold, f) => {
      const train = Int32Array.from(orders[f].flatMap((groups) => groups.slice(0, Math.round(share * groups.length)).flat())).sort();
      checkEmotions(table, fold, f, train, share);
      return { ...fold, train };
    }),
  }));
}

/** For each emotion its training rows, each a group of its own, in the order in which they are learnt from. */
function clipOrders(table: FeatureTable, { train }: Split, fold: number, nPoints: number, seed: number): number[][][] {
  const { classes, y } = classesOf(table);
  return classes.map((name, k) => {
    const rows = Array.from(train.filter((row) => y[row] === k));
    if (rows.length > 0 && rows.length < nPoints) {
      throw new SerError('too-few-clips', `"${name}" has ${rows.length} clip${rows.length === 1 ? '' : 's'} in the training side of fold ${fold + 1}; a curve of ${nPoints} points needs at least ${nPoints} of each emotion.`, { fold, nClips: rows.length });
    }
    return shuffle(rows, createRandom(seed, CURVE_STREAM + fold * classes.length + k)).map((row) => [row]);
  });
}

/** One list: for each training speaker, in the order in which they are learnt from, the rows. */
function speakerOrder(table: FeatureTable, { train }: Split, fold: number, nPoints: number, seed: number): number[][][] {
  const speakers = speakersOf(table, train);
  if (speakers === undefined) throw new SerError('too-few-speakers', 'The speaker of some clips is unknown; a curve by speakers needs all of them.');
  if (speakers.length < nPoints) {
    throw new SerError('too-few-speakers', `The training side of fold ${fold + 1} has ${speakers.length} speaker${speakers.length === 1 ? '' : 's'}; a curve of ${nPoints} points by speakers needs at least ${nPoints}.`, { fold, nSpeakers: speakers.length });
  }
  const order = new Map(shuffle(speakers, createRandom(seed, CURVE_STREAM + fold)).map((speaker, i) => [speaker, i]));
  const groups: number[][] = speakers.map(() => []);
  for (const row of train) groups[order.get(speakerOf(table, row)) ?? 0].push(row);
  return [groups];
}

/** Corpora number their speakers alike. */
const speakerOf = ({ corpora, speakers }: FeatureTable, row: number): string => (corpora === undefined || corpora[row] === '' ? speakers[row] : `${corpora[row]} ${speakers[row]}`);

/** The speakers of rows in the order of their ids; undefined when one is unknown. */
function speakersOf(table: FeatureTable, rows: Int32Array): string[] | undefined {
  if (rows.some((row) => table.speakers[row] === '')) return undefined;
  return [...new Set(Array.from(rows, (row) => speakerOf(table, row)))].sort(compareIds);
}

function checkEmotions({ emotions }: FeatureTable, { test }: Split, fold: number, train: Int32Array, share: number): void {
  const learnt = new Set(Array.from(train, (row) => emotions[row]));
  const missing = [...new Set(Array.from(test, (row) => emotions[row]))].filter((emotion) => !learnt.has(emotion)).sort();
  if (missing.length === 0 && learnt.size >= 2) return;
  const lacks = missing.length > 0 ? `no clip of ${missing.map((name) => `"${name}"`).join(', ')}, which its test side has` : 'clips of one emotion only';
  throw new SerError('cv-invalid', `At ${Math.round(100 * share)} % the training side of fold ${fold + 1} has ${lacks}; take fewer points.`, { fold, missing });
}

/**
 * Reads a curve off the evaluations of its points.
 *
 * @param runs one a point, of the splits of {@link curveSplits}
 */
export function readCurve(table: FeatureTable, by: CurveUnit, splits: readonly Splits[], runs: readonly EvaluationRun[], options: BootstrapOptions): LearningCurve {
  const last = runs[runs.length - 1];
  const { model, params, cv, seed, normalize, nClips, classes } = last;
  return {
    model, params, by, cv, seed, ...(normalize && { normalize }), nClips, nClasses: classes.length,
    points: runs.map((run, point): CurvePoint => {
      const { folds } = splits[point];
      const nSpeakers = folds.map(({ train }) => speakersOf(table, train)?.length);
      return {
        share: (point + 1) / runs.length,
        nTrainClips: mean(folds.map(({ train }) => train.length)),
        nTrainSpeakers: nSpeakers.every((n) => n !== undefined) ? mean(nSpeakers) : null,
        accuracy: run.accuracy,
        uar: run.uar,
        uarInterval: run.intervals?.uar ?? null,
        foldUars: run.folds.map(({ uar }) => uar),
      };
    }),
    lastGain: compareRuns(last, runs[runs.length - 2], options).uar,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
