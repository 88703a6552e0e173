import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import type { Matrix } from '../matrix.ts';
import { majorityClassLearner, type MajorityClassModel, type MajorityClassParams } from './majorityClassLearner.ts';
import { checkParams } from '../parameters.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

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

/**
 * The floor that any learner must beat: it looks at no feature and answers every row with the training rows' shares of the
 * classes, so that it always predicts the most frequent one, as scikit-learn's `DummyClassifier(strategy='prior')`. Its UAR
 * is 1 / classes.
 */
export const majorityClass: Classifier<MajorityClassParams, MajorityClassModel> = {
  ...majorityClassLearner,
  fit,
  predictProba,
};
