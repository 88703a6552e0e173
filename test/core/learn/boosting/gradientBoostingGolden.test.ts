import { describe, expect, it } from 'vitest';
import { boostingImportance } from '../../../../src/core/learn/boosting/boostingImportance.ts';
import { boostingMargins } from '../../../../src/core/learn/boosting/boostingModel.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
import { boostingContributions } from '../../../../src/core/learn/boosting/treeShap.ts';
import { binsOf, boostingCases, cutsCases, dataOf } from './boostingGolden.ts';
import { logLoss, runFit } from '../syntheticSet.ts';

describe.each(boostingCases.map((c) => [c.name, c] as const))('against xgboost 3.2.0 hist: %s', (_, c) => {
  const { train, test } = dataOf(c);
  const { model } = runFit(gradientBoosting.fit(train, { ...gradientBoosting.defaults, eta: 0.3, nRounds: 20, ...c.params }, 0));
  const nOutputs = model.baseMargins.length;
  const isLogistic = model.objective === 'logistic';

  it('the same start', () => {
    const ours = isLogistic ? [1 / (1 + Math.exp(-model.baseMargins[0]!))] : [...model.baseMargins];
    expect(ours.length).toBe(c.baseScore.length);
    ours.forEach((value, k) => expect(value).toBeCloseTo(c.baseScore[k]!, 5));
  });

  it('the same first tree: every question, default direction, gain, cover and leaf', () => {
    const { firstTree } = c;
    const visit = (ours: number, theirs: number): void => {
      const left = firstTree.left[theirs]!;
      expect(model.cover[ours]).toBeCloseTo(firstTree.cover[theirs]!, 3);
      if (left < 0) {
        expect(model.feature[ours]).toBe(-1);
        expect(model.value[ours]).toBeCloseTo(firstTree.condition[theirs]!, 5);
        return;
      }
      expect([model.feature[ours], model.missingLeft[ours]]).toEqual([firstTree.feature[theirs], firstTree.defaultLeft[theirs]]);
      expect(model.threshold[ours]).toBeCloseTo(firstTree.condition[theirs]!, 5);
      expect(model.gain[ours]! / firstTree.gain[theirs]!).toBeCloseTo(1, 4);
      visit(model.left[ours]!, left);
      visit(model.right[ours]!, left + 1);
    };
    visit(0, 0);
  });

  it('the same margins after one round, and after all', () => {
    const rows = { ...test.X, nRows: c.margins.length / nOutputs };
    boostingMargins(model, rows, 1).forEach((margin, i) => expect(margin).toBeCloseTo(c.firstRoundMargins[i]!, 5));
    boostingMargins(model, rows).forEach((margin, i) => expect(Math.abs(margin - c.margins[i]!)).toBeLessThan(1e-4));
  });

  it('log-losses within 1 %, as many nodes within 1 %', () => {
    expect(Math.abs(logLoss(gradientBoosting.predictProba(model, train.X), train) / c.trainLogLoss - 1)).toBeLessThan(0.01);
    expect(Math.abs(logLoss(gradientBoosting.predictProba(model, test.X), test) / c.testLogLoss - 1)).toBeLessThan(0.01);
    expect(Math.abs(model.feature.length / c.nNodes - 1)).toBeLessThan(0.01);
  });

  it('the same contributions within 1e-4, which add up to the margins within 1e-6', () => {
    const width = model.nFeatures + 1;
    const contributions = boostingContributions(model, test.X);
    c.contributions.forEach((value, i) => expect(Math.abs(contributions[i]! - value)).toBeLessThan(1e-4));
    boostingMargins(model, test.X).forEach((margin, i) => {
      const sum = contributions.subarray(i * width, (i + 1) * width).reduce((total, value) => total + value, 0);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-6 * Math.max(1, Math.abs(margin)));
    });
  });

  it('the same importance', () => {
    for (const [kind, theirs] of [['weight', 'weight'], ['gain', 'gain'], ['cover', 'cover'], ['totalGain', 'total_gain'], ['totalCover', 'total_cover']] as const) {
      boostingImportance(model, kind).forEach((value, j) => {
        const expected = c.importance[theirs][`f${j}`] ?? 0;
        expect(Math.abs(value - expected)).toBeLessThan(0.01 * expected + 1e-9);
      });
    }
  });
});

it.each(cutsCases.map((c) => [`${c.maxBin} bins${c.weights ? ', weights' : ''}${c.missing ? ', missing values' : ''}`, c] as const))('the same cuts as xgboost 3.2.0, to the last bit: %s', (_, c) => {
  const { X, weights } = dataOf(c).train;
  const { cuts, cutStart, lowest } = binsOf(X, c.maxBin, weights);
  c.columns.forEach((column, j) => expect([lowest[j], ...cuts.subarray(cutStart[j], cutStart[j + 1])]).toEqual(column.map(Math.fround)));
});
