import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { ExternalStudy } from '../../src/core/evaluation/studies/externalStudy.ts';
import { reportedRun } from '../../src/node/reportedRun.ts';
import { openStore } from '../../src/node/store/store.ts';
import { data, runOf, studies } from '../core/report/reportedFixture.ts';

const leak = studies.leak!.record;
const test: ExternalStudy = studies.external![0]!.record;

it('takes the latest study of the same learner, data, features, rate and normalisation, whichever way the folder is named', () => {
  const store = openStore(':memory:');
  const save = (seed: number, changes: object = {}, of: object = {}): void => void store.saveStudy({ kind: 'leak', data: { ...data, ...of }, record: { ...leak, seed, ...changes } });
  save(1);
  save(2, {}, { root: resolve('toy') });
  save(3, { model: 'rf' });
  save(4, { normalize: 'speaker' });
  save(5, {}, { root: 'elsewhere/toy' });
  save(6, {}, { featureSet: 'rich' });
  save(7, {}, { recipe: { ...data.recipe, rate: 16_000 } });
  const run = runOf();
  const found = (changes: object = {}) => reportedRun(store, { id: 1, endedAt: '2026-01-01T00:00:00Z', run: { ...run, ...changes } });
  expect(found().leak?.record.seed).toBe(2);
  expect(found({ model: 'rf' }).leak?.record.seed).toBe(3);
  expect(found({ normalize: 'speaker' }).leak?.record.seed).toBe(4);
  expect(found({ data: { ...data, featureSet: 'rich' } }).leak?.record.seed).toBe(6);
  // A run that does not tell its rate may have any.
  expect(found({ data: { ...data, recipe: undefined } }).leak?.record.seed).toBe(7);
  expect(found({ model: 'knn' }).leak).toBeUndefined();
  expect([found().robustness, found().curves]).toEqual([undefined, { clips: undefined, speakers: undefined }]);
  for (const by of ['clips', 'speakers'] as const) store.saveStudy({ kind: 'curve', data, record: studies.curves[by]!.record });
  expect([found().curves.clips?.record.by, found().curves.speakers?.record.by]).toEqual(['clips', 'speakers']);
  store.close();
});

it('takes the latest test on each corpus of a model that was trained as the run was, and the pairs of the learner', () => {
  const store = openStore(':memory:');
  const run = { ...runOf(), nClips: 72 };
  const found = (changes: object = {}) => reportedRun(store, { id: 1, endedAt: '2026-01-01T00:00:00Z', run: { ...run, ...changes } });
  expect([found().pairs, found().external]).toEqual([undefined, []]);
  const { tested } = test;
  const save = (root: string, seed: number, record: Partial<ExternalStudy> = {}, of: object = {}): void => void store.saveStudy({ kind: 'external', data: { ...data, root, ...of }, record: { ...test, seed, ...record } });
  save('near', 1);
  save('far', 2);
  save(resolve('near'), 3);
  save('other-set', 4, {}, { featureSet: 'rich' });
  save('other-model', 5, { model: 'rf' });
  save('other-data', 6, { tested: { ...tested, trainedOn: { ...tested.trainedOn, nClips: 71 } } });
  save('selected', 7, { tested: { ...tested, select: 20 } });
  save('by-speaker', 8, { normalize: 'speaker' });
  save('augmented', 9, { tested: { ...tested, augment: ['telephone line'] } });
  const seeds = (changes: object = {}) => found(changes).external?.map(({ record }) => record.seed);
  expect(seeds()).toEqual([3, 2]);
  expect(seeds({ model: 'rf' })).toEqual([5]);
  expect(seeds({ select: 20 })).toEqual([7]);
  expect(seeds({ normalize: 'speaker' })).toEqual([8]);
  expect(seeds({ augment: ['telephone line'] })).toEqual([9]);
  expect(seeds({ data: { ...data, name: 'another' } })).toEqual([]);
  store.saveStudy({ kind: 'pairs', data, record: studies.pairs!.record });
  expect(found().pairs?.record.pairs).toHaveLength(2);
  expect(found({ model: 'rf' }).pairs).toBeUndefined();
  store.close();
});
