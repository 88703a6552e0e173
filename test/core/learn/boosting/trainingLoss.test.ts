import { describe, expect, it } from 'vitest';
import { boostingMargins, probabilitiesOf } from '../../../../src/core/learn/boosting/boostingModel.ts';
import { holdOutGroups } from '../../../../src/core/learn/boosting/boostingValidation.ts';
import type { RoundLosses, TrainingData } from '../../../../src/core/learn/classifier.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
import { fitBest } from '../../../../src/core/evaluation/search.ts';
import { lossCurveOf, notingLosses } from '../../../../src/core/learn/lossCurve.ts';
import { kernelsUnderTest } from '../../kernels/kernelsUnderTest.ts';
import { runFit, syntheticSet } from '../syntheticSet.ts';

const compiled = await kernelsUnderTest('learners');
const { train } = syntheticSet({ nRows: 300, nTrain: 300, nFeatures: 8, nClasses: 4, seed: 5, spread: 1.2 });
const two: TrainingData = { ...train, y: train.y.map((label) => Number(label > 1)), nClasses: 2 };
const weights = Float32Array.from(train.y, (_, i) => (i % 5) / 2);

/** −Σ w log p of the own class / Σ w, by the model's own probabilities after so many rounds. */
function lossAfter(model: Parameters<typeof boostingMargins>[0], { X, y, nClasses, weights: w }: TrainingData, nRounds: number): number {
  const shares = probabilitiesOf(model.objective, nClasses, boostingMargins(model, X, nRounds));
  let sum = 0;
  let total = 0;
  y.forEach((label, i) => {
    sum -= (w?.[i] ?? 1) * Math.log(shares[i * nClasses + label]!);
    total += w?.[i] ?? 1;
  });
  return sum / total;
}

describe('the losses that gradient boosting reports', () => {
  it.each([
    ['of several classes', train],
    ['of two', two],
    ['of weighted rows, some of which count nothing', { ...train, weights }],
  ] as const)('%s are those of its margins after each round', (_, data) => {
    for (const kernels of [undefined, compiled]) {
      const { model, reports } = runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, nRounds: 6 }, 0, kernels));
      const rounds = [...new Set(reports.flatMap(({ losses }) => losses ?? []))];
      expect(rounds.map(({ round }) => round)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      // Each is reported with the rounds that are done, so that a fit that is watched seldom shows whole rounds.
      expect(reports.flatMap(({ done, losses }) => (losses ? [done - losses.round] : [])).every((difference) => difference === 0)).toBe(true);
      const losses = rounds.map(({ training }) => training);
      // Single precision of p near 1.
      losses.forEach((loss, round) => expect(loss).toBeCloseTo(lossAfter(model, data, round), 5));
      expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    }
  });
});

describe('the losses of a fit that stops early', () => {
  const groups = Int32Array.from(train.y, (_, i) => i % 10);
  const params = { ...gradientBoosting.defaults, nRounds: 60, eta: 0.6, earlyStoppingRounds: 5, validationShare: 0.2 };

  it('are of the held-out speakers as well, and lowest where the model ends', () => {
    const noted: RoundLosses[] = [];
    const { model } = runFit(notingLosses(gradientBoosting.fit({ ...train, groups }, params, 3), noted));
    const curve = lossCurveOf(noted);
    const { heldOut, learnt } = holdOutGroups({ ...train, groups }, params.validationShare, 3);
    expect(curve?.kept).toBe((model.treeStart.length - 1) / 4);
    // Five rounds more were tried.
    expect(curve?.rounds.at(-1)).toBe((curve?.kept ?? 0) + 5);
    for (const nRounds of [0, 1, curve?.kept ?? 0]) {
      expect(curve?.validation?.[nRounds]).toBeCloseTo(lossAfter(model, heldOut, nRounds), 3);
      expect(curve?.training[nRounds]).toBeCloseTo(lossAfter(model, learnt, nRounds), 3);
    }
    expect(Math.min(...(curve?.validation ?? []))).toBe(curve?.validation?.[curve.kept ?? 0]);
  });

  it('come through a search, of the fit that it ends with alone', () => {
    const noted: RoundLosses[] = [];
    runFit(notingLosses(fitBest(gradientBoosting, train, { params: { ...params, earlyStoppingRounds: 0, nRounds: 4 }, candidates: [{ maxDepth: 1 }, { maxDepth: 2 }], speakers: groups }, 0), noted));
    expect(noted.map(({ round }) => round)).toEqual([0, 1, 2, 3, 4]);
  });
});
