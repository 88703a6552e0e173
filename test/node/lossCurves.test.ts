import { expect, it } from 'vitest';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import type { TaskProgress } from '../../src/node/task.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const table = tableOf({ speakers: ['1', '2', '3', '4'], emotions: ['sad', 'calm', 'angry'], takes: 4 });
const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };
const request = { model: 'xgboost', params: { nRounds: 8 }, cv: 'speaker', seed: 1, data };

it('a stored run of a learner with rounds has the losses of each fold, and progress tells of them on the way', async () => {
  const told: TaskProgress[] = [];
  const { id, run } = await evaluateModel(lab, table, request, { onProgress: (progress) => told.push(progress) });
  const stored = lab.store.run(id)?.run;
  expect(stored?.folds.map(({ losses }) => losses?.rounds)).toEqual(Array.from({ length: 4 }, () => [0, 1, 2, 3, 4, 5, 6, 7, 8]));
  for (const { losses } of stored?.folds ?? []) {
    // What guesses by the shares of the classes, which are equal, has ln 3.
    expect(losses?.training[0]).toBeCloseTo(Math.log(3), 3);
    expect(losses?.training).toEqual(losses?.training.toSorted((a, b) => b - a));
    expect(losses?.validation).toBeUndefined();
  }
  expect(stored).toEqual(run);
  const heard = told.flatMap(({ losses }) => [...(losses ?? [])]);
  expect(heard.length).toBeGreaterThan(0);
  // To four digits the same that is stored.
  for (const [fold, { round, training }] of heard) expect(run.folds[fold]?.losses?.training[round]).toBe(Number(training.toPrecision(4)));
});

it('with early stopping they are of held-out training speakers too, and other learners have none', async () => {
  const { run } = await evaluateModel(lab, table, { ...request, params: { nRounds: 30, earlyStoppingRounds: 2 } });
  for (const { losses } of run.folds) {
    expect(losses?.validation).toHaveLength(losses?.rounds.length ?? 0);
    expect(losses?.kept).toBeGreaterThan(0);
  }
  const { run: other } = await evaluateModel(lab, table, { ...request, model: 'rf', params: { nTrees: 5 } });
  expect(other.folds.filter((fold) => 'losses' in fold)).toEqual([]);
});
