import type { Classifier, FitProgress, TrainingData } from './classifier.ts';
import { createTreePlan, growTree, type GrownTree } from './growTree.ts';
import type { Matrix } from './matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from './modelReader.ts';
import { checkParams, type ParameterRules } from './parameters.ts';
import { createRankCodes } from './rankCodes.ts';
import { checkFeatures, checkTrainingData } from './trainingData.ts';
import { readTrees, type FlatTrees } from './trees.ts';

export type RandomForestParams = {
  readonly nTrees: number;
  readonly criterion: 'gini' | 'entropy';
  /** Features drawn at each node: √nFeatures, log₂ nFeatures (each rounded down, at least 1) or all. */
  readonly maxFeatures: 'sqrt' | 'log2' | 'all';
  /** Grow each tree on nRows rows drawn with replacement. */
  readonly bootstrap: boolean;
  /** Fewest different rows in a leaf. */
  readonly minSamplesLeaf: number;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
};

export const randomForestParameters: ParameterRules<RandomForestParams> = {
  nTrees: { kind: 'number', min: 1, max: 100_000, integer: true },
  criterion: { kind: 'choice', choices: ['gini', 'entropy'] },
  maxFeatures: { kind: 'choice', choices: ['sqrt', 'log2', 'all'] },
  bootstrap: { kind: 'flag' },
  minSamplesLeaf: { kind: 'number', min: 1, integer: true },
  maxDepth: { kind: 'number', min: 0, integer: true },
};

const defaults: RandomForestParams = { nTrees: 500, criterion: 'gini', maxFeatures: 'sqrt', bootstrap: true, minSamplesLeaf: 1, maxDepth: 0 };

/** A fitted forest. At a leaf `left` is its row of `leafCounts`; elsewhere rows with x ≤ threshold go left. */
export interface RandomForestModel extends FlatTrees {
  readonly kind: 'rf';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Midpoints between neighbouring values of the training rows. */
  readonly threshold: Float64Array;
  /** nLeaves × nClasses: the training rows of each class in each leaf, counted as often as the bootstrap drew them. */
  readonly leafCounts: Uint32Array;
}

function candidateCount(maxFeatures: RandomForestParams['maxFeatures'], nFeatures: number): number {
  if (maxFeatures === 'all') return nFeatures;
  return Math.max(1, Math.floor(maxFeatures === 'sqrt' ? Math.sqrt(nFeatures) : Math.log2(nFeatures)));
}

/** Joins trees, in order, to one model. */
function assemble(trees: readonly GrownTree[], nClasses: number, nFeatures: number): RandomForestModel {
  const treeStart = new Int32Array(trees.length + 1);
  let nCounts = 0;
  for (let t = 0; t < trees.length; t++) {
    treeStart[t + 1] = treeStart[t] + trees[t].feature.length;
    nCounts += trees[t].leafCounts.length;
  }
  const nNodes = treeStart[trees.length];
  const feature = new Int32Array(nNodes);
  const threshold = new Float64Array(nNodes);
  const left = new Int32Array(nNodes);
  const right = new Int32Array(nNodes);
  const leafCounts = new Uint32Array(nCounts);
  let leafStart = 0;
  for (let t = 0; t < trees.length; t++) {
    const tree = trees[t];
    const start = treeStart[t];
    feature.set(tree.feature, start);
    threshold.set(tree.threshold, start);
    for (let node = 0; node < tree.feature.length; node++) {
      const isLeaf = tree.feature[node] < 0;
      left[start + node] = tree.left[node] + (isLeaf ? leafStart : start);
      right[start + node] = isLeaf ? 0 : tree.right[node] + start;
    }
    leafCounts.set(tree.leafCounts, leafStart * nClasses);
    leafStart += tree.leafCounts.length / nClasses;
  }
  return { kind: 'rf', nClasses, nFeatures, treeStart, feature, threshold, left, right, leafCounts };
}

function* fit(data: TrainingData, givenParams: RandomForestParams, seed: number): Generator<FitProgress, RandomForestModel> {
  const params = checkParams('rf', randomForestParameters, defaults, givenParams);
  checkTrainingData(data);
  const { X, y, nClasses } = data;
  const { criterion, bootstrap, minSamplesLeaf, maxDepth, nTrees } = params;
  const nCandidates = candidateCount(params.maxFeatures, X.nColumns);
  const plan = createTreePlan(createRankCodes(X), y, nClasses, { criterion, nCandidates, bootstrap, minSamplesLeaf, maxDepth });
  const trees: GrownTree[] = [];
  for (let t = 0; t < nTrees; t++) {
    trees.push(growTree(plan, seed, t));
    yield { done: t + 1, total: nTrees, unit: 'tree' };
  }
  return assemble(trees, nClasses, X.nColumns);
}

function predictProba(model: RandomForestModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { treeStart, feature, threshold, left, right, leafCounts, nClasses } = model;
  const nTrees = treeStart.length - 1;
  const shares = new Float64Array(leafCounts.length);
  for (let leaf = 0; leaf < leafCounts.length; leaf += nClasses) {
    let sum = 0;
    for (let k = 0; k < nClasses; k++) sum += leafCounts[leaf + k];
    for (let k = 0; k < nClasses; k++) shares[leaf + k] = leafCounts[leaf + k] / sum;
  }
  const probabilities = new Float64Array(X.nRows * nClasses);
  for (let t = 0; t < nTrees; t++) {
    for (let row = 0; row < X.nRows; row++) {
      const from = row * X.nColumns;
      let node = treeStart[t];
      while (feature[node] >= 0) node = X.data[from + feature[node]] <= threshold[node] ? left[node] : right[node];
      const leaf = left[node] * nClasses;
      for (let k = 0; k < nClasses; k++) probabilities[row * nClasses + k] += shares[leaf + k];
    }
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= nTrees;
  return probabilities;
}

function parseModel(value: unknown): RandomForestModel {
  const reader = createModelReader(value, 'rf');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const trees = readTrees(reader, nFeatures);
  const threshold = reader.array('threshold', 'Float64Array', trees.feature.length);
  const leafCounts = reader.array('leafCounts', 'Uint32Array');
  const nLeaves = trees.feature.reduce((sum, feature) => sum + (feature < 0 ? 1 : 0), 0);
  if (leafCounts.length !== nLeaves * nClasses) reader.fail(`leafCounts must hold ${nLeaves} × ${nClasses} values`);
  for (let node = 0; node < trees.feature.length; node++) {
    if (trees.feature[node] < 0 && (trees.left[node] < 0 || trees.left[node] >= nLeaves)) reader.fail(`node ${node} names leaf ${trees.left[node]} of ${nLeaves}`);
  }
  for (let leaf = 0; leaf < leafCounts.length; leaf += nClasses) {
    if (!leafCounts.subarray(leaf, leaf + nClasses).some((count) => count > 0)) reader.fail(`leaf ${leaf / nClasses} holds no rows`);
  }
  return { kind: 'rf', nClasses, nFeatures, ...trees, threshold, leafCounts };
}

/**
 * Random forest: CART trees on bootstrap samples with features drawn at each node and exact splits; the probability of
 * a class is the mean of its share in the leaves, as scikit-learn's `RandomForestClassifier`. Classes without a
 * training row have probability 0.
 *
 * @see L. Breiman, "Random Forests", Machine Learning 45, 2001
 */
export const randomForest: Classifier<RandomForestParams, RandomForestModel> = { id: 'rf', name: 'Random Forest', scaling: 'none', defaults, fit, predictProba, parseModel };
