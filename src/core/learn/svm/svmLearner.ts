import type { Learner } from '../classifier.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { svmSpaces } from '../search/defaultSpaces.ts';
import { kernelNames, type KernelName } from './kernel.ts';
import { parseOneVsRestModel, type OneVsRestModel } from './oneVsRest.ts';
import { parseSvmModel, type SvmModel } from './svmModel.ts';

export type SvmParams = {
  /** Cost of a violation; larger fits the training data more closely. */
  readonly C: number;
  readonly kernel: KernelName;
  /** γ of the rbf, polynomial and sigmoid kernels; 'scale' is 1 / (nFeatures · variance of all values of X). */
  readonly gamma: number | string;
  /** Exponent of the polynomial kernel. */
  readonly degree: number;
  /** Constant of the polynomial and sigmoid kernels. */
  readonly coef0: number;
  /** Largest violation of the optimality conditions at which the solver stops. */
  readonly tolerance: number;
  /** 'balanced' multiplies C of a class by nRows / (classes present · rows of the class). */
  readonly classWeight: string;
  /** Fit Platt's sigmoids on 5-fold decision values: about six times the work. */
  readonly probability: boolean;
};

export const svmParameters: ParameterRules<SvmParams> = {
  C: { kind: 'number', min: 0, exclusiveMin: true },
  kernel: { kind: 'choice', choices: kernelNames },
  gamma: { kind: 'number', min: 0, exclusiveMin: true, words: ['scale'] },
  degree: { kind: 'number', min: 1, max: 100, integer: true },
  coef0: { kind: 'number' },
  tolerance: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  classWeight: { kind: 'choice', choices: ['none', 'balanced'] },
  probability: { kind: 'flag' },
};

export const svmDefaults: SvmParams = { C: 10, kernel: 'rbf', gamma: 'scale', degree: 3, coef0: 0, tolerance: 1e-3, classWeight: 'none', probability: false };

export type MulticlassSvmParams = SvmParams & {
  /**
   * 'one-vs-one' votes over all pairs of classes, as LIBSVM; 'one-vs-rest' has one machine a class and takes the largest
   * decision value, which does better on wide feature sets.
   */
  readonly multiclass: string;
};

const parameters: ParameterRules<MulticlassSvmParams> = { ...svmParameters, multiclass: { kind: 'choice', choices: ['one-vs-one', 'one-vs-rest'] } };

const defaults: MulticlassSvmParams = { ...svmDefaults, multiclass: 'one-vs-one' };

export const checkMulticlassParams = (params: MulticlassSvmParams): MulticlassSvmParams => checkParams('svm', parameters, defaults, params);

export const isOneVsRest = (model: unknown): model is OneVsRestModel => (model as { kind?: unknown } | null)?.kind === 'svm-rest';

/** What is known of {@link supportVectorMachine} without fitting. */
export const svmLearner: Learner<MulticlassSvmParams, SvmModel | OneVsRestModel> = {
  id: 'svm',
  name: 'SVM (RBF)',
  scaling: 'standard',
  defaults,
  parameters,
  spaces: svmSpaces,
  parseModel: (value) => (isOneVsRest(value) ? parseOneVsRestModel(value) : parseSvmModel(value)),
};
