import type { Learner } from '../classifier.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { logisticRegressionSpaces } from '../search/defaultSpaces.ts';

export type LogisticRegressionParams = {
  /** Inverse of the penalty's strength: larger fits the training data more closely. */
  readonly C: number;
  /** 'balanced' multiplies the loss of a row by nRows / (classes present · rows of its class). */
  readonly classWeight: string;
  /** The largest derivative of the mean loss with its penalty at which the solver stops. */
  readonly tolerance: number;
};

const parameters: ParameterRules<LogisticRegressionParams> = {
  C: { kind: 'number', min: 0, exclusiveMin: true },
  classWeight: { kind: 'choice', choices: ['none', 'balanced'] },
  tolerance: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
};

const defaults: LogisticRegressionParams = { C: 1, classWeight: 'none', tolerance: 1e-7 };

export const checkLogisticParams = (params: LogisticRegressionParams): LogisticRegressionParams => checkParams('logistic', parameters, defaults, params);

/** A fitted regression. With m > 2 classes each has a vector of weights; with two the first one's is 0, and the second's is kept. */
export interface LogisticRegressionModel {
  readonly kind: 'logistic';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The m classes seen in training, ascending; the others have probability 0. */
  readonly classes: Int32Array;
  /** v × nFeatures, row-major, where v is 1 for two classes and m for more. */
  readonly weights: Float64Array;
  /** v values. */
  readonly intercepts: Float64Array;
  /** 1 when the solver stopped short of its tolerance. */
  readonly nUnconverged: number;
}

function parseModel(value: unknown): LogisticRegressionModel {
  const reader = createModelReader(value, 'logistic');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const classes = reader.array('classes', 'Int32Array');
  if (classes.length < 2 || classes.some((k, i) => k < 0 || k >= nClasses || (i > 0 && k <= classes[i - 1]))) reader.fail('classes must be at least 2, ascending within [0, nClasses)');
  const v = classes.length === 2 ? 1 : classes.length;
  const weights = reader.array('weights', 'Float64Array', v * nFeatures);
  const intercepts = reader.array('intercepts', 'Float64Array', v);
  const nUnconverged = reader.count('nUnconverged', 0, 1);
  return { kind: 'logistic', nClasses, nFeatures, classes, weights, intercepts, nUnconverged };
}

/** What is known of {@link logisticRegression} without fitting. */
export const logisticRegressionLearner: Learner<LogisticRegressionParams, LogisticRegressionModel> = {
  id: 'logistic',
  name: 'Logistic regression',
  scaling: 'standard',
  defaults,
  parameters,
  spaces: logisticRegressionSpaces,
  parseModel,
};
