import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { checkParams } from '../parameters.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

export type MajorityClassParams = Record<never, never>;

export interface MajorityClassModel {
  readonly kind: 'majority';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The share of each class among the training rows. */
  readonly shares: Float64Array;
}

function* fit(data: TrainingData, givenParams: MajorityClassParams): Generator<FitProgress, MajorityClassModel> {
  checkParams('majority', {}, {}, givenParams);
  const counts = checkTrainingData(data);
  yield { done: 1, total: 1, unit: 'step' };
  return { kind: 'majority', nClasses: data.nClasses, nFeatures: data.X.nColumns, shares: Float64Array.from(counts, (count) => count / data.X.nRows) };
}

function predictProba({ shares, nClasses, nFeatures }: MajorityClassModel, X: Matrix): Float64Array {
  checkFeatures(X, nFeatures);
  return Float64Array.from({ length: X.nRows * nClasses }, (_, i) => shares[i % nClasses]);
}

function parseModel(value: unknown): MajorityClassModel {
  const reader = createModelReader(value, 'majority');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const shares = reader.array('shares', 'Float64Array', nClasses);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.some((share) => share < 0) || Math.abs(sum - 1) > 1e-9) reader.fail('shares must be at least 0 and sum to 1');
  return { kind: 'majority', nClasses, nFeatures, shares };
}

/**
 * The floor that any learner must beat: it looks at no feature and answers every row with the training rows' shares of the
 * classes, so that it always predicts the most frequent one, as scikit-learn's `DummyClassifier(strategy='prior')`. Its UAR
 * is 1 / classes.
 */
export const majorityClass: Classifier<MajorityClassParams, MajorityClassModel> = {
  id: 'majority',
  name: 'Majority class (floor)',
  scaling: 'none',
  defaults: {},
  fit,
  predictProba,
  parseModel,
};
