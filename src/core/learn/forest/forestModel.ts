import type { Matrix } from '../matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { checkFeatures } from '../trainingData.ts';
import type { GrownTree } from './treeGrower.ts';
import { readTrees, type FlatTrees } from '../trees.ts';

/** A fitted forest. At a leaf `left` is its row of `leafCounts`; elsewhere rows with x ≤ threshold go left. */
export interface RandomForestModel extends FlatTrees {
  readonly kind: 'rf';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Midpoints between neighbouring values of the training rows. */
  readonly threshold: Float64Array;
  /** nLeaves × nClasses: the training rows of each class in each leaf, counted as often as the bootstrap drew them. */
  readonly leafCounts: Uint32Array;
  /** nTrees × nClasses: how much a row of each class counts in each tree; absent where all count the same. */
  readonly classWeights?: Float64Array;
}

/** A class weight is a quotient of two numbers of rows. */
const maxClassWeight = 2 ** 32;

/** Joins trees, in order, to one model. */
export function joinTrees(trees: readonly GrownTree[], nClasses: number, nFeatures: number): RandomForestModel {
  return mergeForests(
    trees.map(({ classWeights, ...tree }) => ({ kind: 'rf', nClasses, nFeatures, treeStart: Int32Array.of(0, tree.feature.length), ...tree, ...(classWeights && { classWeights }) })),
  );
}

/** Joins forests that were fitted on the same rows to one with the trees of all, in order. */
export function mergeForests(parts: readonly RandomForestModel[]): RandomForestModel {
  const { nClasses, nFeatures } = parts[0];
  const total = (count: (part: RandomForestModel) => number): number => parts.reduce((sum, part) => sum + count(part), 0);
  const nTrees = total(({ treeStart }) => treeStart.length - 1);
  const nNodes = total(({ feature }) => feature.length);
  const treeStart = new Int32Array(nTrees + 1);
  const feature = new Int32Array(nNodes);
  const threshold = new Float64Array(nNodes);
  const left = new Int32Array(nNodes);
  const right = new Int32Array(nNodes);
  const leafCounts = new Uint32Array(total((part) => part.leafCounts.length));
  const isWeighted = parts[0].classWeights !== undefined;
  const classWeights = new Float64Array(isWeighted ? nTrees * nClasses : 0);
  let tree = 0;
  let firstNode = 0;
  let firstLeaf = 0;
  for (const part of parts) {
    feature.set(part.feature, firstNode);
    threshold.set(part.threshold, firstNode);
    leafCounts.set(part.leafCounts, firstLeaf * nClasses);
    if (part.classWeights) classWeights.set(part.classWeights, tree * nClasses);
    for (let node = 0; node < part.feature.length; node++) {
      const isLeaf = part.feature[node] < 0;
      left[firstNode + node] = part.left[node] + (isLeaf ? firstLeaf : firstNode);
      right[firstNode + node] = isLeaf ? 0 : part.right[node] + firstNode;
    }
    for (let t = 1; t < part.treeStart.length; t++) treeStart[++tree] = part.treeStart[t] + firstNode;
    firstNode += part.feature.length;
    firstLeaf += part.leafCounts.length / nClasses;
  }
  return { kind: 'rf', nClasses, nFeatures, treeStart, feature, threshold, left, right, leafCounts, ...(isWeighted && { classWeights }) };
}

/** The leaf, a row of `leafCounts`, in which a row of X ends in one tree. */
export function leafOf({ treeStart, feature, threshold, left, right }: RandomForestModel, tree: number, X: Matrix, row: number): number {
  const from = row * X.nColumns;
  let node = treeStart[tree];
  while (feature[node] >= 0) node = X.data[from + feature[node]] <= threshold[node] ? left[node] : right[node];
  return left[node];
}

/** Adds the share of each class in a leaf of a tree to `out` from `at`. */
export function addLeafShares({ leafCounts, nClasses, classWeights }: RandomForestModel, tree: number, leaf: number, out: Float64Array, at: number): void {
  const from = leaf * nClasses;
  const weights = tree * nClasses;
  let sum = 0;
  if (!classWeights) {
    for (let k = 0; k < nClasses; k++) sum += leafCounts[from + k];
    for (let k = 0; k < nClasses; k++) out[at + k] += leafCounts[from + k] / sum;
    return;
  }
  for (let k = 0; k < nClasses; k++) sum += classWeights[weights + k] * leafCounts[from + k];
  for (let k = 0; k < nClasses; k++) out[at + k] += (classWeights[weights + k] * leafCounts[from + k]) / sum;
}

/** Probabilities of each row, nRows × nClasses: the mean over the trees of the shares in the row's leaf. */
export function predictForest(model: RandomForestModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { treeStart, nClasses } = model;
  const nTrees = treeStart.length - 1;
  const probabilities = new Float64Array(X.nRows * nClasses);
  // Tree by tree, since a tree fits the cache.
  for (let tree = 0; tree < nTrees; tree++) {
    for (let row = 0; row < X.nRows; row++) addLeafShares(model, tree, leafOf(model, tree, X, row), probabilities, row * nClasses);
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= nTrees;
  return probabilities;
}

/** Reads a forest from an untrusted value; see {@link Classifier.parseModel}. */
export function parseForest(value: unknown): RandomForestModel {
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
  const model = { kind: 'rf', nClasses, nFeatures, ...trees, threshold, leafCounts } as const;
  if (!Object.hasOwn(value as object, 'classWeights')) return model;
  const classWeights = reader.array('classWeights', 'Float64Array', (trees.treeStart.length - 1) * nClasses);
  const wrong = classWeights.findIndex((weight) => weight < 1 || weight > maxClassWeight);
  if (wrong >= 0) reader.fail(`classWeights[${wrong}] is ${classWeights[wrong]}; it must be from 1 to ${maxClassWeight}`);
  return { ...model, classWeights };
}
