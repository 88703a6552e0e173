import { describe, expect, it } from 'vitest';
import { predictedClasses } from '../../../../src/core/learn/classifier.ts';
import { boostingMargins } from '../../../../src/core/learn/boosting/boostingModel.ts';
import type { GradientBoostingParams } from '../../../../src/core/learn/boosting/boostingLearner.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
import { leafGain, leafWeight } from '../../../../src/core/learn/boosting/histogram.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { binsOf } from './boostingGolden.ts';
import { accuracyOf, logLoss, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from '../syntheticSet.ts';

interface BoostingGolden {
  readonly set: SetDescription;
  readonly cases: {
    readonly params: Partial<GradientBoostingParams>;
    readonly baseScore: string;
    readonly nNodes: number;
    readonly trainLogLoss: number;
    readonly testLogLoss: number;
    readonly testAccuracy: number;
    readonly firstTree: { readonly feature: number[]; readonly condition: number[]; readonly left: number[]; readonly gain: number[]; readonly cover: number[] };
    readonly firstRoundProbabilities: number[][];
    readonly probabilities: number[][];
  }[];
}
const golden = readGolden<BoostingGolden>('xgboost.json');
const { train, test } = syntheticSet(golden.set);
const fitted = (over: Partial<GradientBoostingParams>, data = train, seed = 0) => runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, ...over }, seed)).model;

describe('quantile bins', () => {
  it('with few distinct values: each but the smallest is a cut, and one beyond the largest', () => {
    const { cuts, cutStart, codes } = binsOf(matrixOf([[5], [1], [3], [3], [5]]), 256);
    expect([...cuts]).toEqual([3, 5, Math.fround(10 + Math.fround(1e-5))]);
    expect([...cutStart]).toEqual([0, 3]);
    expect([...codes]).toEqual([2, 0, 1, 1, 2]);
  });

  it('with many: at most maxBin, of about equal size, and every value below its cut and not below the one before', () => {
    const X = { data: train.X.data, nRows: train.X.nRows, nColumns: train.X.nColumns };
    const { cuts, cutStart, codes, nRows, nColumns } = binsOf(X, 16);
    for (let j = 0; j < nColumns; j++) {
      const nBins = cutStart[j + 1]! - cutStart[j]!;
      expect(nBins).toBe(16);
      const counts = new Int32Array(nBins);
      for (let i = 0; i < nRows; i++) {
        const bin = codes[j * nRows + i]!;
        counts[bin]!++;
        expect(X.data[i * nColumns + j]!).toBeLessThan(cuts[cutStart[j]! + bin]!);
        if (bin > 0) expect(X.data[i * nColumns + j]!).toBeGreaterThanOrEqual(cuts[cutStart[j]! + bin - 1]!);
      }
      // 17 even ranks make steps of 599 / 16; the last bin takes two of them. Both ends of a bin are right to an eighth of one.
      for (const count of counts.subarray(0, -1)) expect(Math.abs(count - 36)).toBeLessThanOrEqual(9);
    }
  });

  it('the last cut and the number below all values are rounded as xgboost rounds them', () => {
    const { cuts, lowest } = binsOf(matrixOf([[24.083], [-20.43]]), 256);
    expect([cuts.at(-1), lowest[0]]).toEqual([Math.fround(48.16601), Math.fround(-40.860012)]);
  });

  it('a constant column is one bin', () => {
    expect(binsOf(matrixOf([[0], [0]]), 256).cutStart[1]).toBe(1);
  });
});

describe('by hand', () => {
  it('gain and weight of a leaf, shrunk by alpha, 0 below minChildWeight', () => {
    const rules = { minChildWeight: 1, gamma: 0, lambda: 1, alpha: 0.5 };
    expect(leafGain(rules, -2.5, 3)).toBe(1);
    expect(leafWeight(rules, -2.5, 3)).toBe(0.5);
    expect(leafWeight(rules, 0.4, 3)).toBe(-0);
    expect([leafGain(rules, -2.5, 0.9), leafWeight(rules, -2.5, 0.9)]).toEqual([0, 0]);
  });

  it('a stump on six rows: base margins, threshold, gain, cover and leaf values', () => {
    // Two classes of three: p = ½, so g = ∓½ and h = ½ in each row; the cut at 4 gives G_L = −3/2, H_L = 3/2.
    const X = matrixOf([[1], [2], [3], [4], [5], [6]]);
    const model = fitted({ objective: 'softmax', nRounds: 1, maxDepth: 1, eta: 0.3 }, { X, y: Int32Array.of(0, 0, 0, 1, 1, 1), nClasses: 2 });
    expect([...model.baseMargins]).toEqual([0, 0]);
    expect([...model.treeStart]).toEqual([0, 3, 6]);
    expect([...model.feature]).toEqual([0, -1, -1, 0, -1, -1]);
    expect(model.threshold[0]).toBe(4);
    // 2 · 1.5² / (1.5 + 1) − 0 = 1.8
    expect(model.gain[0]).toBeCloseTo(1.8, 6);
    expect([...model.cover.subarray(0, 3)]).toEqual([3, 1.5, 1.5]);
    // 0.3 · 1.5 / 2.5 = 0.18
    expect([...model.value].map((v) => Math.round(v * 1e6) / 1e6 + 0)).toEqual([0, 0.18, -0.18, 0, -0.18, 0.18]);
    const p = 1 / (1 + Math.exp(-0.36));
    const probabilities = gradientBoosting.predictProba(model, matrixOf([[3.999999], [4]]));
    expect(probabilities[0]).toBeCloseTo(p, 6);
    expect(probabilities[2]).toBeCloseTo(1 - p, 6);
    const refused = fitted({ objective: 'softmax', nRounds: 1, maxDepth: 1, gamma: 1.81 }, { X, y: Int32Array.of(0, 0, 0, 1, 1, 1), nClasses: 2 });
    expect([...refused.feature]).toEqual([-1, -1]);
    expect([...fitted({ objective: 'softmax', nRounds: 1, minChildWeight: 1.6 }, { X, y: Int32Array.of(0, 0, 0, 1, 1, 1), nClasses: 2 }).feature]).toEqual([-1, -1]);
  });

  it('one tree a round for two classes: g = p − y, h = p (1 − p), and the logit of the share', () => {
    const X = matrixOf([[1], [2], [3], [4], [5], [6]]);
    const data = { X, y: Int32Array.of(0, 0, 0, 1, 1, 1), nClasses: 2 };
    const model = fitted({ nRounds: 1, maxDepth: 1, eta: 0.3, minChildWeight: 0 }, data);
    expect([model.objective, model.baseMargins[0]! + 0, ...model.treeStart]).toEqual(['logistic', 0, 0, 3]);
    // 2 · 1.5² / (0.75 + 1), and 0.3 · 1.5 / 1.75.
    expect(model.gain[0]).toBeCloseTo(4.5 / 1.75, 6);
    expect([...model.cover]).toEqual([1.5, 0.75, 0.75]);
    expect(model.value[1]).toBeCloseTo(-0.45 / 1.75, 6);
    expect(model.value[2]).toBeCloseTo(0.45 / 1.75, 6);
    const p = 1 / (1 + Math.exp(-0.45 / 1.75));
    gradientBoosting.predictProba(model, matrixOf([[3.9], [4]])).forEach((share, i) => expect(share).toBeCloseTo([p, 1 - p, 1 - p, p][i]!, 6));
    expect(fitted({ nRounds: 1 }, { ...data, y: Int32Array.of(0, 1, 1, 1, 0, 1) }).baseMargins[0]).toBeCloseTo(Math.log(2), 6);
  });

  it('rows without a value go to the side on which they gain more', () => {
    // Four rows of each class; those without a value are of class 0, and so go left with its rows.
    const X = matrixOf([[NaN], [NaN], [1], [2], [6], [7], [8], [9]]);
    const y = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const model = fitted({ nRounds: 1, maxDepth: 1, minChildWeight: 0 }, { X, y, nClasses: 2 });
    expect([model.feature[0], model.threshold[0], model.missingLeft[0], model.cover[1]]).toEqual([0, 6, 1, 1]);
    const flipped = fitted({ nRounds: 1, maxDepth: 1, minChildWeight: 0 }, { X, y: Int32Array.of(1, 1, 0, 0, 1, 1, 1, 1), nClasses: 2 });
    expect([flipped.threshold[0], flipped.missingLeft[0]]).toEqual([6, 0]);
    // Where it is missing is all that matters: the threshold lies below all values, or above.
    const alone = fitted({ nRounds: 1, maxDepth: 1, minChildWeight: 0 }, { X: matrixOf([[3], [NaN], [3], [NaN]]), y: Int32Array.of(0, 1, 0, 1), nClasses: 2 });
    const shares = gradientBoosting.predictProba(alone, matrixOf([[3], [NaN]]));
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares[3]).toBeGreaterThan(0.5);
    // A column without any value is no column.
    expect([...fitted({ nRounds: 1 }, { X: matrixOf([[NaN], [NaN]]), y: Int32Array.of(0, 1), nClasses: 2 }).feature]).toEqual([-1]);
  });

  it('a row of weight 2 counts as two rows, and one of weight 0 as none', () => {
    const rows = [[1, 4], [2, 3], [3, 3], [4, 1], [5, 2], [9, 9]];
    const y = Int32Array.of(0, 0, 1, 1, 1, 0);
    const twice = fitted({ nRounds: 3, minChildWeight: 0 }, { X: matrixOf([...rows.slice(0, 5), rows[0]!, rows[3]!]), y: Int32Array.of(...y.slice(0, 5), y[0]!, y[3]!), nClasses: 2 });
    const weighted = fitted({ nRounds: 3, minChildWeight: 0 }, { X: matrixOf(rows), y, nClasses: 2, weights: Float32Array.of(2, 1, 1, 2, 1, 0) });
    expect([...weighted.feature]).toEqual([...twice.feature]);
    weighted.value.forEach((value, node) => expect(value).toBeCloseTo(twice.value[node]!, 6));
    weighted.cover.forEach((cover, node) => expect(cover).toBeCloseTo(twice.cover[node]!, 6));
  });

  it('starts from the logarithms of the class shares, centred', () => {
    const model = fitted({ objective: 'softmax', nRounds: 1 }, { X: matrixOf([[1], [2], [3], [4]]), y: Int32Array.of(0, 0, 0, 1), nClasses: 2 });
    expect(model.baseMargins[0]! - model.baseMargins[1]!).toBeCloseTo(Math.log(3), 5);
    expect(model.baseMargins[0]! + model.baseMargins[1]!).toBeCloseTo(0, 6);
  });
});

describe.each(golden.cases.map((c) => [JSON.stringify(c.params), c] as const))('against xgboost 3.2.0 hist, %s', (_, c) => {
  const model = fitted(c.params);
  const probabilities = gradientBoosting.predictProba(model, test.X);

  it('the same start', () => {
    const theirs = JSON.parse(c.baseScore.replaceAll('E', 'e')) as number[];
    theirs.forEach((value, k) => expect(model.baseMargins[k]).toBeCloseTo(value, 5));
  });

  it('the same first tree: every question, gain, cover and leaf', () => {
    const visit = (ours: number, theirs: number): void => {
      const left = c.firstTree.left[theirs]!;
      expect(model.cover[ours]).toBeCloseTo(c.firstTree.cover[theirs]!, 3);
      if (left < 0) {
        expect(model.feature[ours]).toBe(-1);
        expect(model.value[ours]).toBeCloseTo(c.firstTree.condition[theirs]!, 5);
        return;
      }
      expect(model.feature[ours]).toBe(c.firstTree.feature[theirs]);
      expect(model.threshold[ours]).toBeCloseTo(c.firstTree.condition[theirs]!, 6);
      expect(model.gain[ours]! / c.firstTree.gain[theirs]!).toBeCloseTo(1, 4);
      visit(model.left[ours]!, left);
      visit(model.right[ours]!, left + 1);
    };
    visit(0, 0);
  });

  it('the same probabilities after one round and after all', () => {
    const firstRound = boostingMargins(model, test.X, 1);
    c.firstRoundProbabilities.forEach((row, i) => {
      const e = row.map((_, k) => Math.exp(firstRound[i * 8 + k]!));
      const sum = e.reduce((a, b) => a + b, 0);
      row.forEach((p, k) => expect(Math.abs(e[k]! / sum - p)).toBeLessThan(1e-6));
    });
    c.probabilities.forEach((row, i) => row.forEach((p, k) => expect(Math.abs(probabilities[i * 8 + k]! - p)).toBeLessThan(1e-4)));
  });

  it('log-losses within 1 %, as many nodes within 1 %, the same accuracy within 1 %', () => {
    expect(Math.abs(logLoss(gradientBoosting.predictProba(model, train.X), train) / c.trainLogLoss - 1)).toBeLessThan(0.01);
    expect(Math.abs(logLoss(probabilities, test) / c.testLogLoss - 1)).toBeLessThan(0.01);
    expect(Math.abs(model.feature.length / c.nNodes - 1)).toBeLessThan(0.01);
    expect(Math.abs(accuracyOf(predictedClasses(probabilities, 8), test.y) - c.testAccuracy)).toBeLessThan(0.01);
  });
});

it('subsampled rows and columns: still learns, from fewer columns per tree', () => {
  const model = fitted({ nRounds: 30, subsample: 0.5, colsampleByTree: 0.25 });
  expect(accuracyOf(predictedClasses(gradientBoosting.predictProba(model, test.X), 8), test.y)).toBeGreaterThan(0.7);
  for (let t = 0; t + 1 < model.treeStart.length; t++) {
    expect(new Set(model.feature.subarray(model.treeStart[t], model.treeStart[t + 1]).filter((f) => f >= 0)).size).toBeLessThanOrEqual(3);
  }
  // The first tree's root weighs about half of all rows.
  expect(model.cover[0]! / fitted({ nRounds: 1 }).cover[0]!).toBeCloseTo(0.5, 1);
});

it.each(['all values', 'some missing'])('rows that a tree does not learn from still move by it: %s', (values) => {
  const X = { ...train.X, data: train.X.data.map((x, at) => (values === 'some missing' && at % 5 === 0 ? NaN : x)) };
  const model = fitted({ nRounds: 2, subsample: 0.5 }, { ...train, X }, 9);
  const margins = boostingMargins(model, X, 1);
  const random = createRandom(9, 8);
  let cover = 0;
  for (let i = 0; i < X.nRows; i++) {
    const e = Array.from(margins.subarray(i * 8, i * 8 + 8), Math.exp);
    const p = e[0]! / e.reduce((a, b) => a + b, 0);
    if (random.uniform() < 0.5) cover += 2 * p * (1 - p);
  }
  // The root of the first tree of round two weighs the sampled rows, at the margins that round one left.
  expect(model.cover[model.treeStart[8]!]).toBeCloseTo(cover, 3);
});

it('without a limit of depth, grows until nothing is gained', () => {
  const deep = fitted({ nRounds: 2, maxDepth: 0, minChildWeight: 0, lambda: 0 });
  expect(accuracyOf(predictedClasses(gradientBoosting.predictProba(deep, train.X), 8), train.y)).toBe(1);
});

describe('columns are drawn', () => {
  // Column 0 tells all, column 1 nothing: a node splits when it may ask for column 0.
  const bands = [1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0];
  const data = { X: matrixOf(bands.map((_, i) => [i, 0])), y: Int32Array.from(bands), nClasses: 2 };
  /** Whether the root of each tree splits, and each of its two children. */
  const splits = (over: Partial<GradientBoostingParams>): { root: boolean; children: number }[] => {
    const { treeStart, feature, left, right } = fitted({ nRounds: 60, eta: 0.01, minChildWeight: 0, ...over }, data);
    return Array.from(treeStart.subarray(0, -1), (root) => ({ root: feature[root] === 0, children: feature[root] === 0 ? Number(feature[left[root]!] === 0) + Number(feature[right[root]!] === 0) : 0 }));
  };
  const shareOf = (kinds: boolean[]): number => kinds.filter(Boolean).length / kinds.length;

  it('none, where all may be asked for', () => expect(new Set(splits({}).map(({ children }) => children))).toEqual(new Set([2])));

  it('for a tree: all of it splits or nothing', () => {
    const found = splits({ colsampleByTree: 0.5 });
    expect(Math.abs(shareOf(found.map(({ root }) => root)) - 0.5)).toBeLessThan(0.25);
    expect(found.every(({ root, children }) => children === (root ? 2 : 0))).toBe(true);
  });

  it('for a depth: both children of the root split or neither', () => {
    const found = splits({ colsampleByLevel: 0.5 }).filter(({ root }) => root);
    expect(new Set(found.map(({ children }) => children))).toEqual(new Set([0, 2]));
  });

  it('for a node: one child splits, or the other, or both', () => {
    const found = splits({ colsampleByNode: 0.5 }).filter(({ root }) => root);
    expect(new Set(found.map(({ children }) => children))).toEqual(new Set([0, 1, 2]));
  });

  it('each from those before', () => {
    const { treeStart, feature } = fitted({ nRounds: 10, colsampleByTree: 0.5, colsampleByLevel: 0.5, colsampleByNode: 0.7 });
    for (let t = 0; t + 1 < treeStart.length; t++) expect(new Set(feature.subarray(treeStart[t], treeStart[t + 1]).filter((column) => column >= 0)).size).toBeLessThanOrEqual(6);
  });
});
