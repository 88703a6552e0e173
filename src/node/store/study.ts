import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { LeakStudy } from '../../core/evaluation/leakMeter.ts';
import type { LearningCurve } from '../../core/evaluation/learningCurve.ts';
import type { RobustnessReport } from '../../core/evaluation/robustness.ts';

/** What is measured of a learner beside cross-validations, by kind: each record is of one learner. */
export interface StudyRecords {
  readonly leak: LeakStudy;
  readonly robustness: RobustnessReport;
  readonly curve: LearningCurve;
}

export type StudyKind = keyof StudyRecords;

/** A study to remember, and the data it was made on. */
export interface Study<K extends StudyKind = StudyKind> {
  readonly kind: K;
  readonly data: EvaluatedData;
  readonly record: StudyRecords[K];
}

/** A remembered study with its number and the time it was saved (ISO 8601). */
export interface StoredStudy<K extends StudyKind = StudyKind> extends Study<K> {
  readonly id: number;
  readonly madeAt: string;
}
