import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { PairStudy } from '../../core/evaluation/pairs/pairStudy.ts';
import type { ExternalStudy } from '../../core/evaluation/studies/externalStudy.ts';
import type { ImportanceStudy } from '../../core/evaluation/studies/importanceStudy.ts';
import type { LeakStudy } from '../../core/evaluation/studies/leakMeter.ts';
import type { LearningCurve } from '../../core/evaluation/studies/learningCurve.ts';
import type { RobustnessReport } from '../../core/evaluation/studies/robustness.ts';

/** What is measured of a learner, or of a trained model, beside cross-validations, by kind: each record is of one. */
export interface StudyRecords {
  readonly leak: LeakStudy;
  readonly robustness: RobustnessReport;
  readonly curve: LearningCurve;
  readonly pairs: PairStudy;
  readonly external: ExternalStudy;
  readonly importance: ImportanceStudy;
}

export type StudyKind = keyof StudyRecords;

/** A study to remember, and the data it was made on; for a test on another corpus, that corpus; for importance, the clips that were shuffled, else those of the training. */
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
