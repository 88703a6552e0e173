import { bootstrapIntervals, clustersOf, type BootstrapOptions, type Interval } from '../metrics/clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from '../metrics/clusterSums.ts';
import type { EvaluationRun } from '../evaluationRun.ts';
import { classFigures, uar } from '../metrics/metrics.ts';

/** How one learner does where the test side shares more or less with the training side. */
export interface LeakRow {
  /** What the test side has in common with the training side. */
  readonly kind: 'random' | 'sentence' | 'speaker' | 'speaker-shared' | 'external';
  /** The corpus tested, for the last two kinds. */
  readonly external?: string;
  readonly cv: string;
  readonly nClips: number;
  readonly nSpeakers: number;
  readonly nClasses: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly uarInterval: Interval | null;
}

/** By how much the UAR falls from one row to another. */
export interface LeakGap {
  readonly kind: 'voice' | 'sentence' | 'corpus';
  readonly external?: string;
  readonly from: number;
  readonly to: number;
  readonly fall: number;
  /** Over the speakers of both, drawn together where the clips are the same; null where there are too few. */
  readonly fallInterval: Interval | null;
}

export interface LeakReport {
  readonly model: string;
  readonly rows: readonly LeakRow[];
  readonly gaps: readonly LeakGap[];
}

/** A report with what decides its figures beside the data. */
export interface LeakStudy extends LeakReport {
  readonly seed: number;
  readonly normalize?: 'speaker';
}

/** One evaluation of the learner, and what its test side shares with its training side. */
export interface LeakRun {
  readonly kind: LeakRow['kind'];
  readonly external?: string;
  readonly run: EvaluationRun;
}

/**
 * Sets the evaluations of one learner side by side. The fall from a random split to one by speaker is what knowing the voices
 * was worth, from random to by sentence what knowing the words was worth, and from one by speaker to an external corpus, over the
 * emotions that both have, what the corpus itself was worth.
 */
export function readLeaks(model: string, runs: readonly LeakRun[], options: BootstrapOptions): LeakReport {
  const rows = runs.map(({ kind, external, run }): LeakRow => {
    const tested = new Set(run.predictions.map(({ speaker, file }) => (speaker === '' ? `clip ${file}` : speaker)));
    const nClasses = run.classes.filter((name) => run.perClass[name].support > 0).length;
    return { kind, ...(external !== undefined && { external }), cv: run.cv, nClips: run.nClips, nSpeakers: tested.size, nClasses, accuracy: run.accuracy, uar: run.uar, uarInterval: run.intervals?.uar ?? null };
  });
  const find = (kind: LeakRow['kind'], external?: string): EvaluationRun | undefined => runs.find((candidate) => candidate.kind === kind && candidate.external === external)?.run;
  const gaps: LeakGap[] = [];
  const compare = (kind: LeakGap['kind'], from: EvaluationRun | undefined, to: EvaluationRun | undefined, external?: string): void => {
    if (from && to) gaps.push({ kind, ...(external !== undefined && { external }), from: from.uar, to: to.uar, fall: from.uar - to.uar, fallInterval: fallInterval(from, to, options) });
  };
  compare('voice', find('random'), find('speaker'));
  compare('sentence', find('random'), find('sentence'));
  for (const { kind, external } of runs) if (kind === 'external') compare('corpus', find('speaker-shared', external), find('external', external), external);
  return { model, rows, gaps };
}

/** The interval of a difference of two UARs by the bootstrap over speakers; a speaker whom both have is drawn for both. */
function fallInterval(from: EvaluationRun, to: EvaluationRun, options: BootstrapOptions): Interval | null {
  const both = [from, to].flatMap(({ classes, predictions }, side) => predictions.map((prediction) => ({ ...prediction, side, K: classes.length })));
  const offset = from.classes.length ** 2;
  const nSums = offset + to.classes.length ** 2;
  const clusters = clustersOf(both.map(({ speaker }) => speaker), both.map(({ file }) => file));
  const sums = createClusterSums(clusters, nSums, (row, out) => {
    const { side, K, trueClass, predictedClass } = both[row];
    out[side * offset + trueClass * K + predictedClass]++;
  });
  const drawn = new Float64Array(nSums);
  const uarOf = (start: number, K: number): number => uar(classFigures(Array.from({ length: K }, (_, k) => Array.from(drawn.subarray(start + k * K, start + (k + 1) * K)))));
  const [interval] = bootstrapIntervals(
    clusters.nClusters,
    1,
    (weights, out) => {
      weighClusterSums(sums, weights, drawn);
      out[0] = uarOf(0, from.classes.length) - uarOf(offset, to.classes.length);
    },
    options,
  );
  return interval;
}
