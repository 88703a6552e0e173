import { expect, it } from 'vitest';
import { impurityImportance } from '../../../../src/core/learn/forest/forestImportance.ts';
import { outOfBag } from '../../../../src/core/learn/forest/outOfBag.ts';
import { randomForest } from '../../../../src/core/learn/forest/randomForest.ts';
import { matrixOf, runFit, syntheticSet } from '../syntheticSet.ts';

const { train } = syntheticSet({ nRows: 150, nTrain: 150, nFeatures: 5, nClasses: 3, seed: 9, spread: 1 });
const params = { ...randomForest.defaults, nTrees: 12 };

it('judges each row by the trees that were grown without it, and by no other', () => {
  const { model } = runFit(randomForest.fit(train, params, 5));
  const { model: result, reports } = runFit(outOfBag(model, train, params, 5));
  expect(reports.at(-1)).toEqual({ done: 12, total: 12, unit: 'tree' });
  // Deep trees know their own rows by heart: a forest of the trees that have not seen a row is another one.
  const sums = new Float64Array(150 * 3);
  const nTrees = new Int32Array(150);
  for (let tree = 0; tree < 12; tree++) {
    const alone = { ...randomForest.units!.merge([runFit(randomForest.fitPart!(train, params, 5, { from: tree, to: tree + 1 })).model]) };
    const probabilities = randomForest.predictProba(alone, train.X);
    // A row is in the tree's sample if the weight of its leaf changes with the row's class … seen from outside: grow again with another label.
    for (let row = 0; row < 150; row++) {
      const relabelled = { ...train, y: train.y.with(row, (train.y[row]! + 1) % 3) };
      const other = runFit(randomForest.fitPart!(relabelled, params, 5, { from: tree, to: tree + 1 })).model;
      const isOut = other.leafCounts.length === alone.leafCounts.length && other.leafCounts.every((count, i) => count === alone.leafCounts[i]);
      if (!isOut) continue;
      nTrees[row]!++;
      for (let k = 0; k < 3; k++) sums[row * 3 + k]! += probabilities[row * 3 + k]!;
    }
  }
  expect([...result.nTrees]).toEqual([...nTrees]);
  sums.forEach((sum, i) => expect(result.probabilities[i]).toBeCloseTo(sum / Math.max(1, nTrees[Math.floor(i / 3)]!), 12));
});

it('leaves a row that every tree has seen out of the accuracy', () => {
  const { model } = runFit(randomForest.fit(train, { ...params, nTrees: 1 }, 5));
  const { nTrees, probabilities, accuracy } = runFit(outOfBag(model, train, params, 5)).model;
  const out = [...nTrees.keys()].filter((row) => nTrees[row] === 1);
  const share = (row: number) => [...probabilities.subarray(row * 3, row * 3 + 3)];
  expect(out.length).toBeGreaterThan(30);
  expect(out.length).toBeLessThan(80);
  const right = out.filter((row) => share(row).indexOf(Math.max(...share(row))) === train.y[row]);
  expect(accuracy).toBe(right.length / out.length);
  expect([...nTrees.keys()].filter((row) => nTrees[row] === 0).flatMap(share).every((value) => value === 0)).toBe(true);
});

it('refuses a forest without bootstrap, and rows of another width', () => {
  const { model } = runFit(randomForest.fit(train, { ...params, bootstrap: false }, 5));
  expect(() => outOfBag(model, train, { ...params, bootstrap: false }, 5).next()).toThrow(/without bootstrap/);
  expect(() => outOfBag(model, { ...train, X: matrixOf([[1, 2]]) }, params, 5).next()).toThrow(/trained on 5 features/);
});

it('impurity importance by hand: the fall at each node, times its rows', () => {
  // Column 1 parts 0 0 0 | 1 1 2 2 (weighted Gini 7 − 17/7 → 0 + 4 − 8/4), column 0 then 1 1 | 2 2 (2 → 0).
  const X = matrixOf([[5, 0], [5, 0], [5, 0], [0, 1], [0, 1], [9, 1], [9, 1]]);
  const y = Int32Array.of(0, 0, 0, 1, 1, 2, 2);
  const { model } = runFit(randomForest.fit({ X, y, nClasses: 3 }, { ...params, nTrees: 1, bootstrap: false, maxFeatures: 'all' }, 0));
  const falls = [2, 7 - 17 / 7 - 2];
  expect([...model.feature].filter((feature) => feature >= 0)).toEqual([1, 0]);
  impurityImportance(model, 'gini').forEach((value, j) => expect(value).toBeCloseTo(falls[j]! / (falls[0]! + falls[1]!), 14));
});

it('impurity importance of trees that ask nothing is 0', () => {
  const { model } = runFit(randomForest.fit({ X: matrixOf([[1], [1], [1]]), y: Int32Array.of(0, 1, 1), nClasses: 2 }, params, 0));
  expect([...impurityImportance(model, 'entropy')]).toEqual([0]);
});
