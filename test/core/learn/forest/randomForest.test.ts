import { describe, expect, it } from 'vitest';
import { predictedClasses } from '../../../../src/core/learn/classifier.ts';
import { naturalLog } from '../../../../src/core/learn/forest/entropyTable.ts';
import type { RandomForestModel } from '../../../../src/core/learn/forest/forestModel.ts';
import { createTreePlan, growTree, type TreePlan } from '../../../../src/core/learn/forest/growTree.ts';
import type { RandomForestParams } from '../../../../src/core/learn/forest/forestLearner.ts';
import { randomForest } from '../../../../src/core/learn/forest/randomForest.ts';
import { rankColumns } from '../../../../src/core/learn/forest/rankCodes.ts';
import { keptRows } from './randomForestSets.ts';
import { accuracyOf, logLoss, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from '../syntheticSet.ts';

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

it('splits no node of fewer than minSamplesSplit different rows', () => {
  const X = matrixOf([[1], [2], [3], [4], [5], [6]]);
  const y = Int32Array.of(0, 1, 0, 1, 1, 1);
  const nodes = (minSamplesSplit: number) => runFit(randomForest.fit({ X, y, nClasses: 2 }, { ...oneTree, minSamplesSplit }, 0)).model.feature.length;
  // {1 … 6} → {1, 2, 3} | {4, 5, 6} → {1} | {2, 3} → {2} | {3}
  expect([2, 3, 4, 6, 7].map(nodes)).toEqual([7, 5, 3, 3, 1]);
});

it('class weights make few rows of a class count as much as many, in the splits and in the leaves', () => {
  const X = matrixOf([[1], [1], [1], [1], [2], [2]]);
  const y = Int32Array.of(0, 0, 0, 1, 0, 1);
  const shares = (classWeight: RandomForestParams['classWeight']) => {
    const { model } = runFit(randomForest.fit({ X, y, nClasses: 3 }, { ...oneTree, classWeight }, 0));
    return [[...randomForest.predictProba(model, matrixOf([[1], [2]]))], model.classWeights && [...model.classWeights]];
  };
  expect(shares('none')).toEqual([[3 / 4, 1 / 4, 0, 1 / 2, 1 / 2, 0], undefined]);
  // Four rows against two: class 1 counts twice, a class without rows as it is.
  expect(shares('balanced')).toEqual([[3 / 5, 2 / 5, 0, 1 / 3, 2 / 3, 0], [1, 2, 1]]);
  expect(shares('balancedSubsample')).toEqual(shares('balanced'));
});

describe('classes of unlike size', () => {
  const few = keptRows(train, (row) => train.y[row]! < 4 || row % 4 === 0);
  const grow = (classWeight: RandomForestParams['classWeight']) => runFit(randomForest.fit(few, { ...randomForest.defaults, nTrees: 40, classWeight }, 2)).model;
  const drawn = (model: RandomForestModel, tree: number) =>
    Array.from({ length: 8 }, (_, k) => {
      const nodes = [...model.feature.keys()].slice(model.treeStart[tree], model.treeStart[tree + 1]);
      return nodes.filter((node) => model.feature[node]! < 0).reduce((sum, node) => sum + model.leafCounts[model.left[node]! * 8 + k]!, 0);
    });

  it('are drawn equally often with balanced', () => {
    const model = grow('balanced');
    expect(model.classWeights).toBeUndefined();
    const perTree = Array.from({ length: 40 }, (_, tree) => drawn(model, tree));
    expect(perTree.map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual(new Array(40).fill(few.y.length));
    // The mean of 40 draws of n rows with chance 1/8 is within four standard errors.
    const n = few.y.length;
    for (let k = 0; k < 8; k++) expect(Math.abs(perTree.reduce((sum, counts) => sum + counts[k]!, 0) / 40 - n / 8)).toBeLessThan(4 * Math.sqrt((n * (1 / 8) * (7 / 8)) / 40));
  });

  it('weigh so much that those drawn for each tree are equal with balancedSubsample', () => {
    const model = grow('balancedSubsample');
    for (let tree = 0; tree < 40; tree++) {
      const counts = drawn(model, tree);
      expect([...model.classWeights!.subarray(tree * 8, tree * 8 + 8)]).toEqual(counts.map((count) => Math.max(...counts) / count));
    }
  });

  it('draw one row of a rare class as often as all of a frequent one', () => {
    const X = matrixOf(Array.from({ length: 400 }, (_, i) => [i]));
    const y = Int32Array.from({ length: 400 }, (_, i) => (i === 399 ? 1 : 0));
    const { model } = runFit(randomForest.fit({ X, y, nClasses: 2 }, { ...randomForest.defaults, nTrees: 20, classWeight: 'balanced' }, 2));
    const ofRare = [...model.leafCounts].filter((_, i) => i % 2 === 1).reduce((sum, count) => sum + count, 0) / 20;
    expect(Math.abs(ofRare - 200)).toBeLessThan(4 * Math.sqrt(400 / 4 / 20));
  });
});

it.each(['none', 'balancedSubsample'] as const)('fitted in parts and merged, is the same to the last byte (class weights: %s)', (classWeight) => {
  const params = { ...randomForest.defaults, nTrees: 7, classWeight };
  const { units, fitPart } = randomForest;
  const whole = runFit(randomForest.fit(train, params, 4)).model;
  expect(units!.count(params)).toBe(7);
  for (const cuts of [[0, 7], [0, 3, 7], [0, 1, 2, 6, 7]]) {
    const parts = cuts.slice(1).map((to, i) => runFit(fitPart!(train, params, 4, { from: cuts[i]!, to })));
    expect(units!.merge(parts.map(({ model }) => model))).toEqual(whole);
    expect(parts[0]!.reports.at(-1)).toEqual({ done: cuts[1], total: cuts[1], unit: 'tree' });
  }
});

it('loads a model from before there were class weights, and refuses weights that are none', () => {
  const { model } = runFit(randomForest.fit(train, { ...randomForest.defaults, nTrees: 2, classWeight: 'balancedSubsample' }, 4));
  const { classWeights, ...before } = model;
  expect(randomForest.parseModel(before)).toEqual(before);
  expect(randomForest.parseModel(model)).toEqual(model);
  for (const wrong of [classWeights!.slice(1), classWeights!.with(3, 0), classWeights!.with(3, -1), classWeights!.with(3, Number.NaN), classWeights!.with(3, 1e300), null, 'text']) {
    expect(() => randomForest.parseModel({ ...model, classWeights: wrong })).toThrow(/classWeights/);
  }
});

it.each([1, 2, 3, 10, 65_535, 65_536, 65_537, 1e6 / 3, 2 ** 31 - 1, 1e12])('naturalLog(%d) is Math.log within 2e-14', (x) => {
  expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThan(2e-14 * Math.max(1, Math.log(x)));
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
