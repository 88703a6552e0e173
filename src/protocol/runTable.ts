import type { Difference } from '../core/evaluation/comparison/compareRuns.ts';
import type { RunChange } from '../core/evaluation/comparison/runChange.ts';
import type { Interval } from '../core/evaluation/metrics/clusterBootstrap.ts';
import type { ListedClip } from './runClips.ts';

/** A stored run as a row of the table of all. */
export interface RunRow {
  readonly id: number;
  readonly modelName: string;
  /** What it did beside fitting its learner, each in a word or two. */
  readonly extras: readonly string[];
  readonly data: string;
  readonly synthetic: boolean;
  readonly featureSet: string;
  readonly normalize?: 'speaker';
  readonly cv: string;
  readonly seed: number;
  readonly uar: number;
  readonly uarInterval: Interval | null;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly nClips: number;
  /** Of fitting and predicting. */
  readonly ms: number;
  readonly endedAt: string;
}

/** The recall of a class in two runs. */
export interface RecallChange {
  readonly name: string;
  readonly support: number;
  readonly first: number;
  readonly second: number;
}

/** What changes from one run to another, both on the same clips in the same folds; differences are the second's figures less the first's. */
export interface ShownFlips extends Pick<RunChange, 'nClips' | 'nSpeakers' | 'mcnemar' | 'tTest' | 'nOtherwiseWrong'> {
  readonly figures: Readonly<Record<'uar' | 'accuracy' | 'macroF1', Difference>>;
  readonly recalls: readonly RecallChange[];
  /** Right in the first and wrong in the second, as the second has them. */
  readonly toWrong: readonly ListedClip[];
  /** Wrong in the first, as it has them, and right in the second. */
  readonly toRight: readonly ListedClip[];
}

/** Two runs and what flipped from one to the other, or why they cannot be compared. */
export interface ShownChange {
  readonly first: RunRow;
  readonly second: RunRow;
  readonly outcome: ShownFlips | { readonly refused: string };
}
