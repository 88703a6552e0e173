import type { Classifier } from '../classifier.ts';
import { fitOneVsRest, predictOneVsRest, type OneVsRestModel } from './oneVsRest.ts';
import { scaleGamma, svm } from './svm.ts';
import { checkMulticlassParams, isOneVsRest, svmLearner, type MulticlassSvmParams } from './svmLearner.ts';
import type { SvmModel } from './svmModel.ts';

/** The support vector machine as it is offered: by pairs of classes ({@link svm}) or a class against the rest. */
export const supportVectorMachine: Classifier<MulticlassSvmParams, SvmModel | OneVsRestModel> = {
  ...svmLearner,
  *fit(data, givenParams, seed, kernels) {
    const { multiclass, ...params } = checkMulticlassParams(givenParams);
    if (multiclass === 'one-vs-one') return yield* svm.fit(data, params, seed, kernels);
    const { kernel, gamma, degree, coef0, C, tolerance, probability, classWeight } = params;
    const shape = { kernel, gamma: typeof gamma === 'number' ? gamma : scaleGamma(data.X), degree, coef0 };
    return yield* fitOneVsRest(data, { kernel: shape, C, tolerance, probability, balanced: classWeight === 'balanced' }, seed, kernels);
  },
  predictProba: (model, X, kernels) => (isOneVsRest(model) ? predictOneVsRest(model, X, kernels) : svm.predictProba(model, X, kernels)),
};
