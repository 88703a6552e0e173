import type { SearchRecord } from '../evaluation/evaluationRun.ts';
import type { ColumnStatistics } from '../learn/preparation/columnStatistics.ts';
import type { Params } from '../learn/classifier.ts';
import type { Recipe } from '../features/recipe.ts';
import type { Pipeline } from '../learn/pipeline.ts';
import type { Preparation } from '../learn/preparation/preparation.ts';
import type { Decision } from './decision.ts';

/** What a trained model says of itself; everything needed to use it on new clips, and to know where it came from. */
export interface ModelDescription extends Preparation {
  /** What its maker called it; else it goes by its learner and its corpus. */
  readonly title?: string;
  readonly classifier: string;
  readonly params: Params;
  /** How parameters were chosen before the training, and the UAR over the inner folds by which these were. */
  readonly search?: SearchRecord & { readonly innerUar: number; readonly nInnerFolds: number };
  readonly seed: number;
  readonly recipe: Recipe;
  /** The rows were standardised within each speaker, and rows to judge must be; absent where they are taken as they are. */
  readonly normalize?: 'speaker';
  /** The degradations of which copies of the clips were learnt from as well, in words. */
  readonly augment?: readonly string[];
  /** Those of rows to judge; with `select` the pipeline holds which of them it learnt from. */
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  readonly trainedOn: {
    readonly corpus: string;
    readonly nClips: number;
    readonly speakers: readonly string[];
    readonly synthetic: boolean;
    /** The id of the corpus by the names of its clips: `ravdess`, …, `mixed`, `unknown`, `csv`. */
    readonly convention?: string;
    /** SHA-256 of columns, labels, speakers and values, by which the same data are known again. */
    readonly fingerprint?: string;
    /** The mean and the spread of each column; absent from models of earlier versions and of other programs. */
    readonly statistics?: ColumnStatistics;
  };
  /** A cross-validation of the same learner on the same data, where there was one. */
  readonly metrics?: ModelMetrics;
  /** How answers are made of the learner's probabilities; absent where they are taken as they are and every clip is answered. */
  readonly decision?: Decision;
}

/** What a cross-validation by the named protocol said of a model's learner. */
export interface ModelMetrics {
  readonly cv: string;
  readonly seed: number;
  readonly nClips: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  /** The recall of each class. */
  readonly recall: Readonly<Record<string, number>>;
}

/** A trained model: its description and the fitted pipeline, both plain data. */
export interface EmotionModel {
  readonly description: ModelDescription;
  readonly pipeline: Pipeline;
}
