import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainPair, meanShap, readPairShap, type PairShapPart } from '../../../../src/core/evaluation/pairs/pairShap.ts';
import { gradientBoostingLearner } from '../../../../src/core/learn/boosting/boostingLearner.ts';
import { selectRows } from '../../../../src/core/learn/matrix.ts';
import { runFit, syntheticSet, type SetDescription } from '../../learn/syntheticSet.ts';

const golden = JSON.parse(readFileSync(new URL('../../../golden/pairs/shap.json', import.meta.url), 'utf8')) as { set: SetDescription; pair: [number, number]; params: object; nClips: number; uar: number; means: number[] };
const { train: all } = syntheticSet(golden.set);
const params = { ...gradientBoostingLearner.defaults, ...golden.params };
const columns = golden.means.map((_, j) => `c${j}`);
const foldOf = (row: number): number => row % 3;

function explainFolds(pair: readonly [number, number] = golden.pair, X = all.X): PairShapPart[] {
  return [0, 1, 2].map((fold) => {
    const of = (isTest: boolean) => {
      const rows = Int32Array.from(all.y.keys()).filter((row) => (foldOf(row) === fold) === isTest);
      return { X: selectRows(X, rows), y: rows.map((row) => all.y[row]!), nClasses: all.nClasses };
    };
    return runFit(explainPair(of(false), of(true), pair, params, 0)).model;
  });
}

const parts = explainFolds();

describe('explainPair', () => {
  it('is what xgboost says of the held-out rows of the two classes: mean |SHAP| to 1e-3 of it', () => {
    const means = meanShap(parts)!;
    golden.means.forEach((value, j) => expect(Math.abs(means[j]! / value - 1)).toBeLessThan(1e-3));
    const shap = readPairShap(columns, parts, undefined, params, 3);
    if ('refused' in shap) throw new Error(shap.refused);
    expect(shap).toMatchObject({ nClips: golden.nClips, params });
    expect(shap.uar).toBeCloseTo(golden.uar, 12);
    const order = [...golden.means.keys()].sort((a, b) => golden.means[b]! - golden.means[a]!);
    expect(shap.features.map(({ column }) => column)).toEqual(order.slice(0, 3).map((j) => `c${j}`));
    const total = golden.means.reduce((sum, value) => sum + value, 0);
    shap.features.forEach(({ share, d, p }, i) => {
      expect(share).toBeCloseTo(golden.means[order[i]!]! / total, 3);
      expect([d, p]).toEqual([null, null]);
    });
  });

  it('is the same for the pair in the other order, answers turned', () => {
    const turned = explainFolds([golden.pair[1], golden.pair[0]]);
    meanShap(turned)!.forEach((value, j) => expect(Math.abs(value / meanShap(parts)![j]! - 1)).toBeLessThan(1e-3));
    expect(Array.from(turned[0]!.trueClasses, (k) => 1 - k)).toEqual([...parts[0]!.trueClasses]);
  });

  it('learns nothing of the held-out rows: their labels change no sum', () => {
    const of = (rows: Int32Array, y: Int32Array) => ({ X: selectRows(all.X, rows), y, nClasses: all.nClasses });
    const rows = Int32Array.from(all.y.keys()).filter((row) => golden.pair.includes(all.y[row]!));
    const [train, test] = [rows.filter((row) => foldOf(row) > 0), rows.filter((row) => foldOf(row) === 0)];
    const labels = test.map((row) => (all.y[row] === golden.pair[0] ? golden.pair[1] : golden.pair[0]));
    const turned = runFit(explainPair(of(train, train.map((row) => all.y[row]!)), of(test, labels), golden.pair, params, 0)).model;
    expect(turned.sums).toEqual(parts[0]!.sums);
    expect(turned.trueClasses).not.toEqual(parts[0]!.trueClasses);
  });
});

describe('readPairShap', () => {
  it('names no column that is not used, takes effects beside it, and says where there is nothing to explain', () => {
    const part: PairShapPart = { trueClasses: Int32Array.of(0, 1), predicted: Int32Array.of(0, 0), sums: Float64Array.of(0, 3, 1) };
    expect(readPairShap(['a', 'b', 'c'], [part], { nSpeakers: 2, d: Float64Array.of(1, -2, 0.5), p: Float64Array.of(1, 0.25, 1) }, { nRounds: 1 }, 10)).toEqual({
      params: { nRounds: 1 }, nClips: 2, uar: 0.5,
      features: [{ column: 'b', shap: 1.5, share: 0.75, d: -2, p: 0.25 }, { column: 'c', shap: 0.5, share: 0.25, d: 0.5, p: 1 }],
    });
    expect(readPairShap(['a'], [], undefined, {}, 10)).toEqual({ refused: expect.stringMatching(/^No fold has clips of both emotions/) as string });
    expect(meanShap([{ ...part, trueClasses: new Int32Array(), predicted: new Int32Array() }])).toBeUndefined();
  });
});
