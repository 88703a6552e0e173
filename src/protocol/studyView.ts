import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { PairStudy } from '../core/evaluation/pairs/pairStudy.ts';
import type { ImportanceStudy, MeasuredPermutation, RankedFeature } from '../core/evaluation/studies/importanceStudy.ts';
import type { LearningCurve } from '../core/evaluation/studies/learningCurve.ts';
import type { RobustnessReport } from '../core/evaluation/studies/robustness.ts';
import type { RobustnessPanel } from '../core/evaluation/studies/robustnessPanels.ts';

/** A stored study of one learner or model, as the page gets it. */
interface Shown {
  readonly id: number;
  /** The learner's, or the model's, name for people. */
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

/** How much the features of a trained model matter, by one measure after the other; each ranking begins with what matters most. */
export interface ShownImportance extends Shown {
  readonly study: Pick<ImportanceStudy, 'normalize' | 'tested' | 'seed' | 'outOfBagAccuracy'>;
  readonly nColumns: number;
  readonly permutation?: Omit<MeasuredPermutation, 'names' | 'mean' | 'deviation'> & { readonly features: readonly RankedFeature[] };
  readonly own: readonly { readonly measure: ImportanceStudy['own'][number]['measure']; readonly features: readonly RankedFeature[] }[];
}
