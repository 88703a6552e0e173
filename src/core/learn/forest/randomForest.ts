import type { Classifier, FitProgress, TrainingData, UnitRange } from '../classifier.ts';
import { createKernelGrower } from './forestKernel.ts';
import { checkForestParams, randomForestLearner, type RandomForestParams } from './forestLearner.ts';
import { joinTrees, predictForest, type RandomForestModel } from './forestModel.ts';
import { createTreePlan, growTree } from './growTree.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { rankColumns } from './rankCodes.ts';
import { checkTrainingData } from '../trainingData.ts';
import type { GrownTree, TreeGrower, TreeOptions } from './treeGrower.ts';

function candidateCount(maxFeatures: RandomForestParams['maxFeatures'], nFeatures: number): number {
  if (maxFeatures === 'all') return nFeatures;
  return Math.max(1, Math.floor(maxFeatures === 'sqrt' ? Math.sqrt(nFeatures) : Math.log2(nFeatures)));
}

function* createPlainGrower({ X, y, nClasses }: TrainingData, options: TreeOptions): Generator<void, TreeGrower> {
  const plan = createTreePlan(yield* rankColumns(X), y, nClasses, options);
  return { grow: (seed, treeIndex) => growTree(plan, seed, treeIndex) };
}

function* createGrower(data: TrainingData, options: TreeOptions, kernels: LearnerKernels | undefined): Generator<void, TreeGrower> {
  try {
    if (kernels) return yield* createKernelGrower(data, options, kernels);
  } catch (error) {
    // More than the kernels' memory can hold.
    if (!(error instanceof RangeError)) throw error;
  }
  return yield* createPlainGrower(data, options);
}

/** Reports the same progress at every pause of `steps`. */
function* reporting<T>(steps: Generator<void, T>, progress: FitProgress): Generator<FitProgress, T> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield progress;
  return step.value;
}

function* fitPart(data: TrainingData, givenParams: RandomForestParams, seed: number, { from, to }: UnitRange, kernels?: LearnerKernels): Generator<FitProgress, RandomForestModel> {
  const params = checkForestParams(givenParams);
  checkTrainingData(data);
  const { X, nClasses } = data;
  const total = to - from;
  const options: TreeOptions = { ...params, nCandidates: candidateCount(params.maxFeatures, X.nColumns) };
  const grower = yield* reporting(createGrower(data, options, kernels), { done: 0, total, unit: 'tree' });
  const trees: GrownTree[] = [];
  for (let t = from; t < to; t++) {
    trees.push(yield* reporting(grower.grow(seed, t), { done: t - from, total, unit: 'tree' }));
    yield { done: t - from + 1, total, unit: 'tree' };
  }
  return joinTrees(trees, nClasses, X.nColumns);
}

/**
 * Random forest: CART trees on bootstrap samples with features drawn at each node and exact splits; the probability of
 * a class is the mean of its share in the leaves, as scikit-learn's `RandomForestClassifier`. Classes without a
 * training row have probability 0. With compiled kernels the model is the same to the last bit.
 *
 * @see L. Breiman, "Random Forests", Machine Learning 45, 2001
 */
export const randomForest: Classifier<RandomForestParams, RandomForestModel> = {
  ...randomForestLearner,
  *fit(data, params, seed, kernels) {
    return yield* fitPart(data, params, seed, { from: 0, to: checkForestParams(params).nTrees }, kernels);
  },
  fitPart,
  predictProba: predictForest,
};
