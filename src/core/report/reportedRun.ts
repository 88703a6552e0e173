import type { EvaluationRun, RunSummary } from '../evaluation/evaluationRun.ts';
import type { PairStudy } from '../evaluation/pairs/pairStudy.ts';
import type { ExternalStudy } from '../evaluation/studies/externalStudy.ts';
import type { LeakStudy } from '../evaluation/studies/leakMeter.ts';
import type { CurveUnit, LearningCurve } from '../evaluation/studies/learningCurve.ts';
import type { RobustnessReport } from '../evaluation/studies/robustness.ts';
import { learners } from '../learn/learners.ts';
import type { ReportSection } from './reportBlocks.ts';

/** A measurement and the time at which it was made (ISO 8601). */
export interface Dated<T> {
  readonly madeAt: string;
  readonly record: T;
}

/** A stored run with what else is known of its learner on the same data and features. */
export interface ReportedRun {
  readonly id: number;
  readonly endedAt: string;
  readonly run: EvaluationRun;
  readonly leak?: Dated<LeakStudy> | undefined;
  readonly robustness?: Dated<RobustnessReport> | undefined;
  readonly pairs?: Dated<PairStudy> | undefined;
  /** Of models of the learner and the data, the latest on each corpus; the newest first. */
  readonly external?: readonly Dated<ExternalStudy>[];
  readonly curves: Partial<Readonly<Record<CurveUnit, Dated<LearningCurve> | undefined>>>;
}

/** What makes the report, and when. */
export interface ReportMaker {
  readonly version: string;
  readonly node: string;
  readonly madeAt: string;
  /** The store that commands must name, where it is not the usual one. */
  readonly store?: string | undefined;
}

/** A section, or the sentence that says why it is missing, with the command line that makes what it would show. */
export type SectionOrReason = ReportSection | { readonly missing: string; readonly command?: string };

/** What a run did beside fitting its learner, each in a word or two. */
export const extrasOf = ({ search, augment, balance, select }: RunSummary): string[] => [
  ...(search ? ['searched'] : []),
  ...(augment?.length ? ['augmented'] : []),
  ...(balance ? [balance === 'smote' ? 'SMOTE' : 'class weights'] : []),
  ...(select === undefined ? [] : [`${select} columns`]),
];

/** A learner's name for people. */
export const learnerName = (id: string): string => learners.find((candidate) => candidate.id === id)?.name ?? id;

/** Letters, digits and hyphens. */
export const partId = ({ id }: Pick<ReportedRun, 'id'>): string => `run-${id}`;
