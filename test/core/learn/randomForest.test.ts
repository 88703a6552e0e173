import { describe, expect, it } from 'vitest';
import { predictedClasses } from '../../../src/core/learn/classifier.ts';
import { createTreePlan, growTree, type TreePlan } from '../../../src/core/learn/growTree.ts';
import { randomForest, type RandomForestParams } from '../../../src/core/learn/randomForest.ts';
import { rankColumns } from '../../../src/core/learn/rankCodes.ts';
import { accuracyOf, logLoss, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from './syntheticSet.ts';

interface ForestGolden {
  readonly set: SetDescription;
  readonly forests: { readonly params: Partial<RandomForestParams>; readonly accuracy: number[]; readonly logLoss: number[]; readonly nNodes: number[] }[];
  readonly trees: { readonly criterion: 'gini' | 'entropy'; readonly feature: number[]; readonly threshold: number[]; readonly left: number[]; readonly nRows: number[] }[];
}
const golden = readGolden<ForestGolden>('forest.json');
const { train, test } = syntheticSet(golden.set);
const oneTree: RandomForestParams = { nTrees: 1, criterion: 'gini', maxFeatures: 'all', bootstrap: false, minSamplesLeaf: 1, minSamplesSplit: 2, maxDepth: 0, classWeight: 'none' };

/** What a generator returns. */
function ran<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

it('codes columns by the rank of their distinct values', () => {
  const { codes, values } = ran(rankColumns(matrixOf([[3, -0], [1, 0], [3, 5], [2, -7]])));
  expect([...codes]).toEqual([2, 0, 2, 1, 1, 1, 2, 0]);
  expect(values.map((column) => [...column].map((v) => v + 0))).toEqual([[1, 2, 3], [-7, 0, 5]]);
});

describe.each(['gini', 'entropy'] as const)('one tree by hand (%s)', (criterion) => {
  // Column 0 parts the classes 3 | 2 with one row astray at x ≤ 4 and none at x ≤ 6; column 1 is constant.
  const X = matrixOf([[1, 9], [3, 9], [5, 9], [7, 9], [8, 9]]);
  const y = Int32Array.of(0, 0, 0, 1, 1);
  const { model } = runFit(randomForest.fit({ X, y, nClasses: 2 }, { ...oneTree, criterion }, 0));

  it('splits at the midpoint of the purest cut', () => {
    expect([...model.feature]).toEqual([0, -1, -1]);
    expect(model.threshold[0]).toBe(6);
    expect([...model.leafCounts]).toEqual([3, 0, 0, 2]);
  });

  it('sends a value at the threshold left', () => {
    expect([...randomForest.predictProba(model, matrixOf([[6, 0], [6.000001, 0]]))]).toEqual([1, 0, 0, 1]);
  });
});

it('keeps minSamplesLeaf rows in each leaf and maxDepth questions on each way', () => {
  const X = matrixOf([[1], [2], [3], [4], [5], [6]]);
  const y = Int32Array.of(0, 1, 1, 1, 1, 1);
  const shares = (over: Partial<RandomForestParams>) => [...randomForest.predictProba(runFit(randomForest.fit({ X, y, nClasses: 2 }, { ...oneTree, ...over }, 0)).model, matrixOf([[1]]))];
  expect(shares({})).toEqual([1, 0]);
  expect(shares({ minSamplesLeaf: 2 })).toEqual([0.5, 0.5]);
  expect(shares({ minSamplesLeaf: 4 }).map((v) => v * 6)).toEqual([1, 5]);
  const { model } = runFit(randomForest.fit(train, { ...oneTree, nTrees: 3, maxDepth: 2 }, 0));
  expect(Math.max(...[1, 2, 3].map((t) => model.treeStart[t]! - model.treeStart[t - 1]!))).toBe(7);
});

it('looks for a column that is not constant until it has seen one', () => {
  const X = matrixOf(Array.from({ length: 20 }, (_, i) => [4, 4, 4, 4, 4, 4, 4, i, 4]));
  const y = Int32Array.from({ length: 20 }, (_, i) => (i < 9 ? 0 : 1));
  for (let seed = 0; seed < 20; seed++) {
    const { model } = runFit(randomForest.fit({ X, y, nClasses: 2 }, { ...oneTree, maxFeatures: 'sqrt' }, seed));
    expect([...model.feature]).toEqual([7, -1, -1]);
  }
});

it('grows each tree from its own stream, whatever was grown before', () => {
  const plan = () => createTreePlan(ran(rankColumns(train.X)), train.y, 8, { ...oneTree, nCandidates: 3, bootstrap: true });
  const used = plan();
  const grown = (on: TreePlan, tree: number) => ran(growTree(on, 5, tree));
  grown(used, 0);
  expect(grown(used, 7)).toEqual(grown(plan(), 7));
  expect(grown(used, 8)).not.toEqual(grown(used, 7));
});

it('draws as many rows as there are, with replacement', () => {
  const { model } = runFit(randomForest.fit(train, { ...randomForest.defaults, nTrees: 4 }, 3));
  expect(model.leafCounts.reduce((sum, count) => sum + count, 0)).toBe(4 * train.X.nRows);
  expect(model.leafCounts.some((count) => count > 1)).toBe(true);
});

it.each(golden.trees.map((tree) => [tree.criterion, tree] as const))('against scikit-learn: the three upper levels of one exact tree (%s)', (criterion, tree) => {
  const { model } = runFit(randomForest.fit(train, { ...oneTree, criterion, maxDepth: 3 }, 0));
  expect([...model.feature]).toEqual(tree.feature.map((f) => Math.max(f, -1)));
  tree.feature.forEach((f, node) => {
    if (f >= 0) expect(model.threshold[node]).toBeCloseTo(tree.threshold[node]!, 12);
    if (f >= 0) expect(model.left[node]).toBe(tree.left[node]);
  });
  const leafSizes = tree.nRows.filter((_, node) => tree.feature[node]! < 0);
  expect(leafSizes).toEqual(Array.from({ length: leafSizes.length }, (_, leaf) => model.leafCounts.subarray(leaf * 8, leaf * 8 + 8).reduce((sum, count) => sum + count, 0)));
});

it.each(golden.forests.map((forest) => [JSON.stringify(forest.params), forest] as const))('against scikit-learn: forests of ten seeds, %s', (_, forest) => {
  const accuracies: number[] = [];
  const losses: number[] = [];
  const nodes: number[] = [];
  for (let seed = 0; seed < 10; seed++) {
    const { model } = runFit(randomForest.fit(train, { ...randomForest.defaults, ...forest.params }, seed));
    const probabilities = randomForest.predictProba(model, test.X);
    accuracies.push(accuracyOf(predictedClasses(probabilities, 8), test.y));
    losses.push(logLoss(probabilities, test));
    nodes.push(model.feature.length);
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
  // Two means of ten differ by more than three of these by chance in about one of 400 cases.
  const tolerance = (a: number[], b: number[]) => 3 * Math.sqrt((spread(a) ** 2 + spread(b) ** 2) / 9);
  expect(Math.abs(mean(accuracies) - mean(forest.accuracy))).toBeLessThan(tolerance(accuracies, forest.accuracy));
  expect(Math.abs(mean(losses) - mean(forest.logLoss))).toBeLessThan(tolerance(losses, forest.logLoss));
  expect(Math.abs(mean(nodes) / mean(forest.nNodes) - 1)).toBeLessThan(0.01);
});
