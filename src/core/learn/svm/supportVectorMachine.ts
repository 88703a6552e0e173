import type { Classifier } from '../classifier.ts';
import { fitOneVsRest, parseOneVsRestModel, predictOneVsRest, type OneVsRestModel } from './oneVsRest.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { scaleGamma, svm, svmParameters, type SvmParams } from './svm.ts';
import type { SvmModel } from './svmModel.ts';

export type MulticlassSvmParams = SvmParams & {
  /**
   * 'one-vs-one' votes over all pairs of classes, as LIBSVM; 'one-vs-rest' has one machine a class and takes the largest
   * decision value, which does better on wide feature sets.
   */
  readonly multiclass: string;
};

export const multiclassSvmParameters: ParameterRules<MulticlassSvmParams> = { ...svmParameters, multiclass: { kind: 'choice', choices: ['one-vs-one', 'one-vs-rest'] } };

const defaults: MulticlassSvmParams = { ...svm.defaults, multiclass: 'one-vs-one' };

const isOneVsRest = (model: unknown): model is OneVsRestModel => (model as { kind?: unknown } | null)?.kind === 'svm-rest';

/** The support vector machine as it is offered: by pairs of classes ({@link svm}) or a class against the rest. */
export const supportVectorMachine: Classifier<MulticlassSvmParams, SvmModel | OneVsRestModel> = {
  ...svm,
  defaults,
  *fit(data, givenParams, seed, kernels) {
    const { multiclass, ...params } = checkParams('svm', multiclassSvmParameters, defaults, givenParams);
    if (multiclass === 'one-vs-one') return yield* svm.fit(data, params, seed, kernels);
    const { kernel, gamma, degree, coef0, C, tolerance, probability, classWeight } = params;
    const shape = { kernel, gamma: typeof gamma === 'number' ? gamma : scaleGamma(data.X), degree, coef0 };
    return yield* fitOneVsRest(data, { kernel: shape, C, tolerance, probability, balanced: classWeight === 'balanced' }, seed, kernels);
  },
  predictProba: (model, X, kernels) => (isOneVsRest(model) ? predictOneVsRest(model, X, kernels) : svm.predictProba(model, X, kernels)),
  parseModel: (value) => (isOneVsRest(value) ? parseOneVsRestModel(value) : svm.parseModel(value)),
};
