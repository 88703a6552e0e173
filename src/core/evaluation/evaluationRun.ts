import type { Recipe } from '../features/recipe.ts';
import type { LabelColumns } from '../interchange/featureCsv.ts';
import type { Params } from '../learn/classifier.ts';
import type { LossCurve } from '../learn/lossCurve.ts';
import type { Preparation } from '../learn/preparation/preparation.ts';
import type { SearchSpace } from '../learn/search/searchSpace.ts';
import type { FigureIntervals } from './metrics/figureIntervals.ts';
import type { ProbabilityFigures } from './metrics/probabilityFigures.ts';
import type { SkippedFold } from './protocols/splits.ts';

/** Precision, recall and F1 of one class, and how many clips truly belong to it (the support). */
export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** What a search tried: each candidate was laid over the parameters and scored by an inner split of the training rows alone. */
export interface SearchRecord {
  /** `grid` or `random:N`. */
  readonly method: string;
  readonly candidates: readonly Params[];
  /** What they were made from, where it was given; else the learner's own space. */
  readonly space?: SearchSpace;
  /** The inner protocol, `speaker:5`; fewer groups where there are fewer training speakers. */
  readonly inner: string;
}

/** What a search chose, by figures of the training rows alone: the largest of `innerUars`, one for each candidate. */
export interface ChosenParams {
  readonly params: Params;
  readonly innerUar: number;
  readonly innerUars: readonly number[];
  readonly nInnerFolds: number;
}

/**
 * One fold: which speakers were held out, and how well their clips were told apart. Times are of fitting and predicting alone;
 * a search counts as fitting.
 */
export interface FoldResult {
  /** What is held out; absent from records of earlier versions. */
  readonly name?: string;
  readonly speakers: readonly string[];
  readonly nTrain: number;
  readonly nTest: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly fitMs: number;
  readonly predictMs: number;
  /** With a search, what this fold's training side chose. */
  readonly chosen?: ChosenParams;
  /** Of a learner that learns in rounds; absent from records of earlier versions. */
  readonly losses?: LossCurve;
}

/** What was evaluated: enough to say where the figures come from. `synthetic` marks the product's own sample corpus. */
export interface EvaluatedData {
  readonly name: string;
  readonly root: string;
  readonly corpus: string;
  readonly synthetic: boolean;
  readonly featureSet: string;
  /** How the features were computed; absent where they came as a table, and from records of earlier versions. */
  readonly recipe?: Recipe;
  /** The columns of a table that were taken for labels, where they were named. */
  readonly labels?: LabelColumns;
  /** How many clips the user left out by hand; absent where none were. */
  readonly nExcluded?: number;
}

/** The versions of this product and of Node that made a record. */
export interface MadeWith {
  readonly version: string;
  readonly node: string;
}

/** The held-out prediction of one clip. Classes are indices into `classes` of the run. */
export interface HeldOutPrediction {
  readonly file: string;
  readonly speaker: string;
  readonly fold: number;
  readonly trueClass: number;
  readonly predictedClass: number;
  /** By class, to four significant digits; absent from records of earlier versions. */
  readonly probabilities?: readonly number[];
}

/**
 * The record of a cross-validation: figures pooled over the folds' held-out clips. Rows of the confusion matrix are true
 * classes, columns predicted, in the order of `classes`; times are sums over the folds, in milliseconds. Records of earlier
 * versions lack the figures of probabilities, `confusionShares` and `intervals`. Classes were balanced and columns selected on the
 * training side of each fold.
 */
export interface EvaluationRun extends Partial<ProbabilityFigures>, Preparation {
  readonly model: string;
  /** With a search, what its candidates are laid over. */
  readonly params: Params;
  /** Each fold chose its parameters on its own training side; absent where they were given. */
  readonly search?: SearchRecord;
  readonly cv: string;
  readonly seed: number;
  /** Features were standardised within each speaker, test speakers included, before the folds; absent where they were not. */
  readonly normalize?: 'speaker';
  /** The degradations of which copies of the training clips were learnt from as well, in words. */
  readonly augment?: readonly string[];
  readonly data: EvaluatedData;
  /** Absent from records of earlier versions. */
  readonly madeWith?: MadeWith;
  readonly nClips: number;
  readonly nSpeakers: number;
  /** Held-out clips of which there are copies on the training side of their fold; absent where there are none, and from records of earlier versions. */
  readonly nRepeated?: number;
  readonly classes: readonly string[];
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  readonly perClass: Readonly<Record<string, ClassFigures>>;
  readonly confusionMatrix: readonly (readonly number[])[];
  /** The confusion matrix with each row over its sum. */
  readonly confusionShares?: readonly (readonly number[])[];
  /** What other speakers to test on would change; absent where there is only one. */
  readonly intervals?: FigureIntervals;
  readonly folds: readonly FoldResult[];
  /** Folds that the data could not carry, and why; absent where there are none. */
  readonly skippedFolds?: readonly SkippedFold[];
  readonly fitMs: number;
  readonly predictMs: number;
  readonly predictions: readonly HeldOutPrediction[];
}

/** A run without its single predictions, which are most of it: what lists and tables of runs need. */
export type RunSummary = Omit<EvaluationRun, 'predictions'>;
