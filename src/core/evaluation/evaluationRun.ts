import type { Params } from '../learn/classifier.ts';

/** Precision, recall and F1 of one class, and how many clips truly belong to it (the support). */
export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** One fold: which speakers were held out, and how well their clips were told apart. Times are of fitting and predicting alone. */
export interface FoldResult {
  readonly speakers: readonly string[];
  readonly nTrain: number;
  readonly nTest: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly fitMs: number;
  readonly predictMs: number;
}

/** What was evaluated: enough to say where the figures come from. `synthetic` marks the product's own sample corpus. */
export interface EvaluatedData {
  readonly name: string;
  readonly root: string;
  readonly corpus: string;
  readonly synthetic: boolean;
  readonly featureSet: string;
}

/** The held-out prediction of one clip. Classes are indices into `classes` of the run. */
export interface HeldOutPrediction {
  readonly file: string;
  readonly speaker: string;
  readonly fold: number;
  readonly trueClass: number;
  readonly predictedClass: number;
}

/**
 * The record of a cross-validation: figures pooled over the folds' held-out clips. Rows of the confusion matrix are true
 * classes, columns predicted, in the order of `classes`; times are sums over the folds, in milliseconds.
 */
export interface EvaluationRun {
  readonly model: string;
  readonly params: Params;
  readonly cv: string;
  readonly seed: number;
  /** Features were standardised within each speaker, test speakers included, before the folds; absent where they were not. */
  readonly normalize?: 'speaker';
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nSpeakers: number;
  readonly classes: readonly string[];
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  readonly perClass: Readonly<Record<string, ClassFigures>>;
  readonly confusionMatrix: readonly (readonly number[])[];
  readonly folds: readonly FoldResult[];
  readonly fitMs: number;
  readonly predictMs: number;
  readonly predictions: readonly HeldOutPrediction[];
}
