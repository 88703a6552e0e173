import { classFigures, confusionMatrix, uar } from '../evaluation/metrics/metrics.ts';
import { boostingImportance } from '../learn/boosting/boostingImportance.ts';
import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import { predictedClasses, type FitProgress } from '../learn/classifier.ts';
import { impurityImportance } from '../learn/forest/forestImportance.ts';
import type { RandomForestModel } from '../learn/forest/forestModel.ts';
import { outOfBag } from '../learn/forest/outOfBag.ts';
import type { RandomForestParams } from '../learn/forest/forestLearner.ts';
import type { LearnerKernels } from '../learn/learnerKernels.ts';
import type { Matrix } from '../learn/matrix.ts';
import { permutationImportance, type PermutationImportance, type PermutationTask } from '../learn/permutationImportance.ts';
import { inAllColumns, selectColumns } from '../learn/preparation/columnChoice.ts';
import type { EmotionModel } from './emotionModel.ts';
import { predictModel } from './predictModel.ts';

/** How much each column of a model's description matters to it, by one measure; 0 for columns that it does not see. */
export interface OwnImportance {
  readonly measure: 'gain' | 'cover' | 'weight' | 'impurity';
  readonly values: Float64Array;
}

/** Whether the models of a learner tell of their columns without any clips: those of trees do. */
export const hasOwnImportance = (classifier: string): boolean => classifier === 'xgboost' || classifier === 'rf';

/** What a model tells of its columns without any clips: that of trees; of other learners nothing. */
export function ownImportance({ description: { classifier, params, columns }, pipeline }: EmotionModel): OwnImportance[] {
  const of = (measure: OwnImportance['measure'], values: Float64Array): OwnImportance => ({ measure, values: inAllColumns(pipeline.columns, values, columns.length) });
  switch (classifier) {
    case 'xgboost':
      return (['gain', 'cover', 'weight'] as const).map((measure) => of(measure, boostingImportance(pipeline.model as GradientBoostingModel, measure)));
    case 'rf':
      return [of('impurity', impurityImportance(pipeline.model as RandomForestModel, params['criterion'] as RandomForestParams['criterion']))];
    default:
      return [];
  }
}

/** Labelled rows to measure a model on. */
export interface JudgedRows {
  /** As the model takes them. */
  readonly X: Matrix;
  /** The model's class of each row. */
  readonly y: Int32Array;
}

/** What is shuffled, and how often. */
export type ShufflePlan = Required<Pick<PermutationTask, 'nRepeats' | 'units'>> & { readonly seed: number };

/** By how much a model's UAR falls when columns are shuffled among the rows; see `permutationImportance`. */
export function permutationOfModel(model: EmotionModel, { X, y }: JudgedRows, { nRepeats, units, seed }: ShufflePlan, kernels?: LearnerKernels): Generator<FitProgress, PermutationImportance> {
  const nClasses = model.description.classes.length;
  return permutationImportance(
    {
      predict: (rows) => predictedClasses(predictModel(model, rows, kernels), nClasses),
      score: (predicted, known) => uar(classFigures(confusionMatrix([...known], [...predicted], nClasses))),
      X,
      y,
      nRepeats,
      units,
    },
    seed,
  );
}

/** Whether the trees of a model left out some of its training clips, and can judge them: a forest that learnt from the clips as they are. */
export const hasOutOfBag = ({ classifier, params, balance, augment }: EmotionModel['description']): boolean => classifier === 'rf' && params['bootstrap'] === true && balance !== 'smote' && augment === undefined;

/** The accuracy of a forest on its training rows, each judged by the trees that did not learn from it; see `outOfBag`. */
export function* outOfBagAccuracy({ description, pipeline }: EmotionModel, { X, y }: JudgedRows): Generator<FitProgress, number> {
  const seen = pipeline.columns ? selectColumns(pipeline.columns, X) : X;
  const { accuracy } = yield* outOfBag(pipeline.model as RandomForestModel, { X: seen, y, nClasses: description.classes.length }, description.params as Pick<RandomForestParams, 'bootstrap' | 'classWeight'>, description.seed);
  return accuracy;
}
