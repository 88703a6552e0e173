import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { PairStudy } from '../core/evaluation/pairs/pairStudy.ts';
import type { LearningCurve } from '../core/evaluation/studies/learningCurve.ts';
import type { RobustnessReport } from '../core/evaluation/studies/robustness.ts';
import type { RobustnessPanel } from '../core/evaluation/studies/robustnessPanels.ts';

/** A stored study of one learner, as the page gets it. */
interface Shown {
  readonly id: number;
  /** The learner's name for people. */
  readonly modelName: string;
  readonly madeAt: string;
  readonly data: EvaluatedData;
}

export interface ShownCurve extends Shown {
  readonly curve: LearningCurve;
}

export interface ShownRobustness extends Shown {
  readonly report: RobustnessReport;
  /** What was done to the recordings, row by row. */
  readonly names: readonly string[];
  readonly panels: readonly RobustnessPanel[];
}

export interface ShownPairs extends Shown {
  readonly study: PairStudy;
}
