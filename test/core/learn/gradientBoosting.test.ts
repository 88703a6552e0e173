import { describe, expect, it } from 'vitest';
import { isSerError } from '../../../src/core/errors.ts';
import { predictedClasses, type TrainingData } from '../../../src/core/learn/classifier.ts';
import { boostingMargins, type GradientBoostingModel } from '../../../src/core/learn/boostingModel.ts';
import type { GradientBoostingParams } from '../../../src/core/learn/boostingParameters.ts';
import { holdOutGroups } from '../../../src/core/learn/boostingValidation.ts';
import { gradientBoosting } from '../../../src/core/learn/gradientBoosting.ts';
import { leafGain, leafWeight } from '../../../src/core/learn/histogram.ts';
import { createQuantileBins } from '../../../src/core/learn/quantileBins.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { accuracyOf, logLoss, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from './syntheticSet.ts';

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
    const { cuts, cutStart, codes } = createQuantileBins(matrixOf([[5], [1], [3], [3], [5]]), 256);
    expect([...cuts]).toEqual([3, 5, Math.fround(10 + Math.fround(1e-5))]);
    expect([...cutStart]).toEqual([0, 3]);
    expect([...codes]).toEqual([2, 0, 1, 1, 2]);
  });

  it('with many: at most maxBin, of about equal size, and every value below its cut and not below the one before', () => {
    const X = { data: train.X.data, nRows: train.X.nRows, nColumns: train.X.nColumns };
    const { cuts, cutStart, codes, nRows, nColumns } = createQuantileBins(X, 16);
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

  it('a constant column is one bin', () => {
    expect(createQuantileBins(matrixOf([[0], [0]]), 256).cutStart[1]).toBe(1);
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

it('rows that a tree does not learn from still move by it', () => {
  const model = fitted({ nRounds: 2, subsample: 0.5 }, train, 9);
  const margins = boostingMargins(model, train.X, 1);
  const random = createRandom(9, 8);
  let cover = 0;
  for (let i = 0; i < train.X.nRows; i++) {
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

it('draws columns by tree, then by depth, then by node', () => {
  const columnsOf = (model: GradientBoostingModel): number[][] => {
    // The columns of each tree, of each of its depths, and of each node.
    const asked: number[][] = [[], [], []];
    for (let t = 0; t + 1 < model.treeStart.length; t++) {
      const depth = new Map([[model.treeStart[t]!, 0]]);
      const byDepth: Set<number>[] = [];
      for (let node = model.treeStart[t]!; node < model.treeStart[t + 1]!; node++) {
        if (model.feature[node]! < 0) continue;
        for (const child of [model.left[node]!, model.right[node]!]) depth.set(child, depth.get(node)! + 1);
        (byDepth[depth.get(node)!] ??= new Set()).add(model.feature[node]!);
      }
      asked[0]!.push(new Set(byDepth.flatMap((columns) => [...columns])).size);
      asked[1]!.push(...byDepth.map((columns) => columns.size));
    }
    return asked;
  };
  const most = (values: number[]): number => Math.max(...values);
  const [ofTree, ofDepth] = columnsOf(fitted({ nRounds: 10, colsampleByTree: 0.5, colsampleByLevel: 0.35 }));
  expect(most(ofTree!)).toBeLessThanOrEqual(6);
  expect(most(ofTree!)).toBeGreaterThan(2);
  expect(most(ofDepth!)).toBe(2);
  // One column a node, of all: the nodes of a depth differ.
  const [ofTreeByNode, ofDepthByNode] = columnsOf(fitted({ nRounds: 10, colsampleByNode: 0.1 }));
  expect(most(ofTreeByNode!)).toBeGreaterThan(6);
  expect(most(ofDepthByNode!)).toBeGreaterThan(2);
});

describe('early stopping', () => {
  const groups = Int32Array.from(train.y, (_, i) => 10 * ((i * 7) % 12));
  const spoken: TrainingData = { ...train, groups };
  const params = { nRounds: 80, maxDepth: 3, eta: 0.5, earlyStoppingRounds: 6, validationShare: 0.25 };
  const refusal = (data: TrainingData): string => {
    try {
      fitted(params, data);
    } catch (error) {
      if (isSerError(error)) return error.code;
    }
    return 'none';
  };

  it('holds whole speakers out, the same for a seed, at least the share that is asked for', () => {
    const { learnt, heldOut } = holdOutGroups({ ...spoken, X: { data: Float32Array.from(groups), nRows: groups.length, nColumns: 1 } }, 0.25, 3);
    const [inside, outside] = [new Set(learnt.X.data), new Set(heldOut.X.data)];
    expect(inside.size + outside.size).toBe(12);
    expect([...inside].filter((speaker) => outside.has(speaker))).toEqual([]);
    expect(outside.size).toBe(3);
    expect(learnt.y.length + heldOut.y.length).toBe(groups.length);
    const others = new Set([0, 1, 2, 3, 4].map((seed) => [...new Set(holdOutGroups(spoken, 0.25, seed).heldOut.X.data)].join()));
    expect(others.size).toBeGreaterThan(1);
  });

  it('ends with the round that was best on them, after so many that were not', () => {
    const { model, reports } = runFit(gradientBoosting.fit(spoken, { ...gradientBoosting.defaults, ...params }, 3));
    const { learnt, heldOut } = holdOutGroups(spoken, 0.25, 3);
    const whole = fitted({ ...params, earlyStoppingRounds: 0 }, learnt, 3);
    const losses = Array.from({ length: 80 }, (_, round) => {
      const margins = boostingMargins(whole, heldOut.X, round + 1);
      let sum = 0;
      heldOut.y.forEach((k, i) => (sum += Math.log(margins.subarray(8 * i, 8 * i + 8).reduce((total, margin) => total + Math.exp(margin), 0)) - margins[8 * i + k]!));
      return sum / heldOut.y.length;
    });
    const nRounds = (model.treeStart.length - 1) / 8;
    // It did not look beyond six rounds after its best.
    expect(losses.slice(0, nRounds + 6).indexOf(Math.min(...losses.slice(0, nRounds + 6)))).toBe(nRounds - 1);
    expect(nRounds).toBeLessThan(70);
    expect(reports.at(-1)!.done).toBe(nRounds + 6);
    expect(model.value).toEqual(whole.value.subarray(0, model.value.length));
  });

  it('is refused where speakers are not known, or there is but one', () => {
    expect(refusal(train)).toBe('parameter-invalid');
    expect(refusal({ ...train, groups: new Int32Array(train.y.length) })).toBe('too-few-speakers');
    // Each speaks one of two classes.
    const two = train.y.map((k) => Number(k > 3));
    expect(refusal({ X: train.X, y: two, nClasses: 2, groups: two })).toBe('too-few-classes');
    expect(refusal({ ...train, groups: groups.subarray(1) })).toBe('parameter-invalid');
  });
});

it('weights and objectives that cannot be used are refused', () => {
  const codeOf = (over: Partial<GradientBoostingParams>, data: TrainingData): string => {
    try {
      fitted(over, data);
    } catch (error) {
      if (isSerError(error)) return error.code;
    }
    return 'none';
  };
  const weights = new Float32Array(train.y.length).fill(1);
  for (const bad of [weights.subarray(1), weights.with(3, -1), weights.with(3, NaN), weights.with(3, Infinity)]) expect(codeOf({}, { ...train, weights: bad })).toBe('parameter-invalid');
  expect(codeOf({}, { ...train, weights: new Float32Array(weights.length) })).toBe('too-few-classes');
  expect(codeOf({ objective: 'logistic' }, train)).toBe('parameter-invalid');
});

describe('a model from a file', () => {
  const model = fitted({ nRounds: 2, maxDepth: 3 });
  const parsed = (fields: object): unknown => gradientBoosting.parseModel({ ...model, ...fields });
  const without = (names: string[]): object => Object.fromEntries(Object.entries(model).filter(([name]) => !names.includes(name)));

  it('of before version 2 is a softmax that knows no missing values', () => {
    expect(gradientBoosting.parseModel(without(['version', 'objective', 'missingLeft']))).toEqual(model);
    expect(() => gradientBoosting.parseModel(without(['version', 'objective']))).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });

  it.each([
    ['a later version', { version: 3 }, /version 3/],
    ['a logistic machine of eight classes', { objective: 'logistic' }, /for 8 classes/],
    ['another objective', { objective: 'poisson' }, /objective/],
    ['a third side', { missingLeft: model.missingLeft.with(0, 2) }, /missingLeft/],
    ['a margin too few', { baseMargins: model.baseMargins.subarray(1) }, /baseMargins/],
    ['a tree too few', { nClasses: 5, baseMargins: model.baseMargins.subarray(3) }, /16 trees for 5/],
  ])('with %s is refused', (_, fields, reason) => {
    expect(() => parsed(fields)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
    expect(() => parsed(fields)).toThrow(reason);
  });
});
