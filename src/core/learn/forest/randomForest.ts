import type { Classifier, FitProgress, TrainingData, UnitRange } from '../classifier.ts';
import { createKernelGrower } from './forestKernel.ts';
import { joinTrees, mergeForests, parseForest, predictForest, type RandomForestModel } from './forestModel.ts';
import { createTreePlan, growTree } from './growTree.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { rankColumns } from './rankCodes.ts';
import { checkTrainingData } from '../trainingData.ts';
import type { GrownTree, TreeGrower, TreeOptions } from './treeGrower.ts';

export type RandomForestParams = {
  readonly nTrees: number;
  readonly criterion: 'gini' | 'entropy';
  /** Features drawn at each node: √nFeatures, log₂ nFeatures (each rounded down, at least 1) or all. */
  readonly maxFeatures: 'sqrt' | 'log2' | 'all';
  /** Grow each tree on nRows rows drawn with replacement. */
  readonly bootstrap: boolean;
  /** Fewest different rows in a leaf. */
  readonly minSamplesLeaf: number;
  /** Fewest different rows in a node that is split. */
  readonly minSamplesSplit: number;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /**
   * For classes of unlike size. `balanced`: every tree draws all classes equally often (without bootstrap their rows weigh as
   * much as if); `balancedSubsample`: it draws from all rows, which then weigh so much that the classes are equal.
   */
  readonly classWeight: 'none' | 'balanced' | 'balancedSubsample';
};

export const randomForestParameters: ParameterRules<RandomForestParams> = {
  nTrees: { kind: 'number', min: 1, max: 100_000, integer: true },
  criterion: { kind: 'choice', choices: ['gini', 'entropy'] },
  maxFeatures: { kind: 'choice', choices: ['sqrt', 'log2', 'all'] },
  bootstrap: { kind: 'flag' },
  minSamplesLeaf: { kind: 'number', min: 1, integer: true },
  minSamplesSplit: { kind: 'number', min: 2, integer: true },
  maxDepth: { kind: 'number', min: 0, integer: true },
  classWeight: { kind: 'choice', choices: ['none', 'balanced', 'balancedSubsample'] },
};

const defaults: RandomForestParams = {
  nTrees: 500,
  criterion: 'gini',
  maxFeatures: 'sqrt',
  bootstrap: true,
  minSamplesLeaf: 1,
  minSamplesSplit: 2,
  maxDepth: 0,
  classWeight: 'none',
};

const checked = (params: RandomForestParams): RandomForestParams => checkParams('rf', randomForestParameters, defaults, params);

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
  const params = checked(givenParams);
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
  id: 'rf',
  name: 'Random Forest',
  scaling: 'none',
  defaults,
  *fit(data, params, seed, kernels) {
    return yield* fitPart(data, params, seed, { from: 0, to: checked(params).nTrees }, kernels);
  },
  divided: { nUnits: (params) => checked(params).nTrees, fitPart, merge: mergeForests },
  predictProba: predictForest,
  parseModel: parseForest,
};
