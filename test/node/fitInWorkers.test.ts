import { expect, it } from 'vitest';
import { randomForest } from '../../src/core/learn/forest/randomForest.ts';
import { fitInWorkers } from '../../src/node/fitInWorkers.ts';
import type { TaskProgress } from '../../src/node/task.ts';
import { runFit, syntheticSet } from '../core/learn/syntheticSet.ts';
import { testLab } from './labFixture.ts';

const { train } = syntheticSet({ nRows: 300, nTrain: 300, nFeatures: 12, nClasses: 8, seed: 3, spread: 1.2 });
const { pool } = testLab();
const request = { classifier: 'rf', params: { ...randomForest.defaults, nTrees: 25 }, seed: 6, ...train };

it.each([1, 2, 3])('a forest is the same whatever the number of workers: %d', async (jobs) => {
  const whole = runFit(randomForest.fit(train, request.params, 6)).model;
  expect(await fitInWorkers(testLab(':memory:', jobs).pool, request, {})).toEqual({ scaler: undefined, model: whole });
});

it('has fewer parts than workers when it has fewer trees', async () => {
  const params = { ...request.params, nTrees: 1 };
  expect((await fitInWorkers(pool, { ...request, params }, {})).model).toEqual(runFit(randomForest.fit(train, params, 6)).model);
});

it('reports the trees of all parts together', async () => {
  const seen: TaskProgress[] = [];
  await fitInWorkers(pool, { ...request, params: { ...request.params, nTrees: 2000 } }, { onProgress: (progress) => seen.push(progress) });
  expect(seen.length).toBeGreaterThan(0);
  for (const [i, { phase, done, total }] of seen.entries()) {
    expect([phase, total]).toEqual(['fit', 2000]);
    expect(done).toBeGreaterThanOrEqual(seen[i - 1]?.done ?? 0);
    expect(done).toBeLessThanOrEqual(2000);
  }
});

it('is cancelled in all workers, and refuses what the learner refuses', async () => {
  const controller = new AbortController();
  const running = fitInWorkers(pool, { ...request, params: { ...request.params, nTrees: 100_000 } }, { signal: controller.signal, onProgress: () => controller.abort() });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(fitInWorkers(pool, { ...request, params: { ...request.params, maxDepth: -1 } }, {})).rejects.toMatchObject({ code: 'parameter-invalid' });
  await expect(fitInWorkers(pool, { ...request, y: train.y.with(0, 99) }, {})).rejects.toMatchObject({ code: 'parameter-invalid' });
  expect((await fitInWorkers(pool, request, {})).model).toEqual(runFit(randomForest.fit(train, request.params, 6)).model);
});
