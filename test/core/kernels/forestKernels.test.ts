import { expect, it } from 'vitest';
import type { TrainingData } from '../../../src/core/learn/classifier.ts';
import type { Matrix } from '../../../src/core/learn/matrix.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { RandomForestParams } from '../../../src/core/learn/forest/forestLearner.ts';
import { randomForest } from '../../../src/core/learn/forest/randomForest.ts';
import { digitsLikeSet, keptRows } from '../learn/forest/randomForestSets.ts';
import { matrixOf, runFit, syntheticSet } from '../learn/syntheticSet.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';

const kernels = await kernelsUnderTest('learners');
const { train: synthetic } = syntheticSet({ nRows: 700, nTrain: 700, nFeatures: 13, nClasses: 8, seed: 5, spread: 1.2 });
const { train: digits } = digitsLikeSet({ nRows: 400, nTrain: 400, seed: 6 });

/** The model of the kernels, which must be that of the plain code. */
function sameModel(data: TrainingData, params: Partial<RandomForestParams>, seed = 3): void {
  const given = { ...randomForest.defaults, nTrees: 8, ...params };
  const plain = runFit(randomForest.fit(data, given, seed)).model;
  expect(runFit(randomForest.fit(data, given, seed, kernels)).model).toEqual(plain);
}

const variants: Partial<RandomForestParams>[] = [
  {},
  { criterion: 'entropy' },
  { bootstrap: false, maxFeatures: 'all' },
  { maxFeatures: 'log2', minSamplesLeaf: 3, minSamplesSplit: 12, maxDepth: 7 },
  { criterion: 'entropy', minSamplesLeaf: 5, bootstrap: false },
  { classWeight: 'balanced' },
  { classWeight: 'balancedSubsample', minSamplesLeaf: 2 },
  { classWeight: 'balanced', criterion: 'entropy' },
  { classWeight: 'balancedSubsample', criterion: 'entropy', bootstrap: false },
  { maxDepth: 1e300, minSamplesLeaf: 1e300 },
];

it.each(variants.map((variant) => [JSON.stringify(variant), variant] as const))('the forest of the kernels is that of the plain code, to the last bit: %s', (_, variant) => {
  sameModel(synthetic, variant);
  sameModel(keptRows(digits, (row) => digits.y[row]! < 3 || row % 7 === 0), variant);
});

it.each([1, -1, 2 ** 31, 2 ** 32 + 5])('with the seed %d', (seed) => sameModel(synthetic, { nTrees: 2 }, seed));

it.each([2, 3, 4, 5, 63, 64, 65, 66, 127, 200])('from %d rows, each node sorted the way that suits its size', (n) => {
  const X: Matrix = { data: synthetic.X.data.slice(0, n * 13), nRows: n, nColumns: 13 };
  sameModel({ X, y: synthetic.y.slice(0, n), nClasses: 8 }, { nTrees: 20 });
});

it('of values of every kind: zeros of both signs, infinitesimals, extremes, constants, and gaps between the ranks of a node', () => {
  const values = [0, -0, 1e-45, -1e-45, 3.4e38, -3.4e38, 1, -1, 0.5];
  const random = createRandom(1);
  const rows = Array.from({ length: 300 }, (_, i) => [values[i % 9]!, 7, i < 150 ? random.integer(3) : random.uniform() - 0.5, i, -i, random.integer(2)]);
  const y = Int32Array.from(rows, (_, i) => (i + random.integer(3)) % 3);
  sameModel({ X: matrixOf(rows), y, nClasses: 3 }, { nTrees: 30 });
  sameModel({ X: matrixOf(rows), y, nClasses: 3 }, { nTrees: 10, maxFeatures: 'all', criterion: 'entropy' });
});

it('of more rows than two bytes can rank, with pauses within a tree', () => {
  const random = createRandom(2);
  const nRows = 66_000;
  const data = Float32Array.from({ length: nRows * 9 }, () => random.normal());
  const y = Int32Array.from({ length: nRows }, (_, i) => (data[i * 9]! + data[i * 9 + 1]! > random.normal() ? 1 : 0));
  const big = { X: { data, nRows, nColumns: 9 }, y, nClasses: 2 };
  sameModel(big, { nTrees: 1, maxDepth: 6, maxFeatures: 'all' });
  const { reports } = runFit(randomForest.fit(big, { ...randomForest.defaults, nTrees: 1, maxDepth: 6, maxFeatures: 'all' }, 3, kernels));
  // Nine columns to rank, six levels of nine columns to search, and the tree.
  expect(reports.filter(({ done }) => done === 0).length).toBeGreaterThan(9);
});

it('of a class of one row among so many that it cannot be drawn as often as the other', () => {
  const nRows = 66_000;
  const data = Float32Array.from({ length: nRows }, (_, i) => i % 1000);
  const y = Int32Array.from({ length: nRows }, (_, i) => (i === 500 ? 1 : 0));
  const rare = { X: { data, nRows, nColumns: 1 }, y, nClasses: 2 };
  const params = { nTrees: 1, maxDepth: 3, classWeight: 'balanced' } as const;
  sameModel(rare, params);
  const { leafCounts } = runFit(randomForest.fit(rare, { ...randomForest.defaults, ...params }, 3, kernels)).model;
  expect([0, 1].map((k) => leafCounts.filter((_, i) => i % 2 === k).reduce((sum, count) => sum + count, 0))).toEqual([nRows - 4095, 4095]);
});

it('falls back to the plain code where the memory is too small', () => {
  const tooSmall = new Proxy(kernels, { get: () => { throw new RangeError('no memory'); } });
  const params = { ...randomForest.defaults, nTrees: 2 };
  expect(runFit(randomForest.fit(synthetic, params, 1, tooSmall)).model).toEqual(runFit(randomForest.fit(synthetic, params, 1)).model);
});
