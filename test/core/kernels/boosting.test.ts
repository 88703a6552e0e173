import { expect, it } from 'vitest';
import type { GradientBoostingModel } from '../../../src/core/learn/boosting/boostingModel.ts';
import type { GradientBoostingParams } from '../../../src/core/learn/boosting/boostingLearner.ts';
import type { TrainingData } from '../../../src/core/learn/classifier.ts';
import { gradientBoosting } from '../../../src/core/learn/boosting/gradientBoosting.ts';
import { fewRows } from '../../../src/core/learn/boosting/histogram.ts';
import type { LearnerKernels } from '../../../src/core/learn/learnerKernels.ts';
import { createRandom, type Random } from '../../../src/core/learn/random.ts';
import { runFit } from '../learn/syntheticSet.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';

const kernels = await kernelsUnderTest('learners');

/** Rows whose classes hang together with their values, of which some share `missing` is NaN. */
function dataOf(random: Random, nRows: number, nColumns: number, nClasses: number, values: 'few' | 'many', missing: number, weights: 'none' | 'some'): TrainingData {
  const y = Int32Array.from({ length: nRows }, (_, i) => (i < nClasses ? i : random.integer(nClasses)));
  const data = Float32Array.from({ length: nRows * nColumns }, (_, at) => {
    if (random.uniform() < missing) return NaN;
    return values === 'few' ? random.integer(5) + (y[Math.floor(at / nColumns)]! & 1) : random.normal() + 0.5 * y[Math.floor(at / nColumns)]!;
  });
  const X = { data, nRows, nColumns };
  return weights === 'none' ? { X, y, nClasses } : { X, y, nClasses, weights: Float32Array.from(y, (_, i) => (i < nClasses ? 1 : random.integer(4) / 3)) };
}

function fitted(data: TrainingData, over: Partial<GradientBoostingParams>, used: LearnerKernels | undefined, seed: number): GradientBoostingModel {
  return runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, nRounds: 4, eta: 0.3, ...over }, seed, used)).model;
}

it.each(Array.from({ length: 12 }, (_, i) => i))('models of the kernels are those of their twin, byte for byte: draw %i', (draw) => {
  const random = createRandom(draw, 20240601);
  const pick = <T>(...choices: T[]): T => choices[random.integer(choices.length)]!;
  for (let i = 0; i < 8; i++) {
    const nClasses = 2 + random.integer(4);
    const data = dataOf(random, nClasses + random.integer(pick(20, 2 * fewRows, 900)), 1 + random.integer(10), nClasses, pick('few', 'many', 'many'), pick(0, 0, 0.1, 0.6), pick('none', 'none', 'some'));
    const params = {
      maxDepth: random.integer(8),
      minChildWeight: pick(0, 1, 4),
      gamma: pick(0, 0.4),
      lambda: pick(0, 1, 3),
      alpha: pick(0, 0.3),
      subsample: pick(1, 0.6),
      colsampleByTree: pick(1, 0.5),
      colsampleByLevel: pick(1, 0.5),
      colsampleByNode: pick(1, 0.5),
      maxBin: pick(256, 256, 2, 17, 700),
      objective: nClasses === 2 ? pick('auto', 'softmax') : 'auto',
    };
    expect(fitted(data, params, kernels, draw), JSON.stringify({ params, nRows: data.X.nRows, nColumns: data.X.nColumns })).toEqual(fitted(data, params, undefined, draw));
  }
});

// The first with bins of one byte, the second of two, the third besides with missing values; each with more rows than are gathered at once.
it.each([
  ['256 bins', 256, 0],
  ['1,000 bins', 1000, 0],
  ['256 bins and missing values', 256, 0.1],
] as const)('with many rows and %s, too', (_, maxBin, missing) => {
  const data = dataOf(createRandom(7), 9001, 5, 3, 'many', missing, 'some');
  const model = fitted(data, { maxBin, nRounds: 2 }, kernels, 0);
  expect(model.feature.length).toBeGreaterThan(200);
  expect(model).toEqual(fitted(data, { maxBin, nRounds: 2 }, undefined, 0));
});

it('a large tree pauses on its way', () => {
  // A pause for every two columns that are binned; then 12 million values at the root, of which ten million are counted at once.
  const data = dataOf(createRandom(3), 120_000, 100, 2, 'few', 0, 'none');
  const { reports } = runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, nRounds: 1, maxDepth: 2 }, 0, kernels));
  expect(reports.length).toBeGreaterThanOrEqual(50 + 2);
  expect(reports.map(({ done }) => done)).toEqual([...new Array<number>(reports.length - 1).fill(0), 1]);
});
