import { describe, expect, it } from 'vitest';
import { boostingMargins, probabilitiesOf } from '../../../../src/core/learn/boosting/boostingModel.ts';
import type { TrainingData } from '../../../../src/core/learn/classifier.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
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

describe('the loss that gradient boosting reports', () => {
  it.each([
    ['of several classes', train],
    ['of two', two],
    ['of weighted rows, some of which count nothing', { ...train, weights }],
  ] as const)('%s is that of its margins before each round', (_, data) => {
    for (const kernels of [undefined, compiled]) {
      const { model, reports } = runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, nRounds: 6 }, 0, kernels));
      const losses = [...new Set(reports.flatMap(({ loss }) => loss ?? []))];
      expect(losses).toHaveLength(6);
      // Single precision of p near 1.
      losses.forEach((loss, round) => expect(loss).toBeCloseTo(lossAfter(model, data, round), 5));
      expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    }
  });
});
