import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import { migrations } from '../../src/node/store/migrations.ts';
import { isStillOf, openStore } from '../../src/node/store/store.ts';
import { data, studies } from '../core/report/reportedFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const stamp = { path: '/clips/a.wav', bytes: 100, modifiedMs: 1234.5 };
const vector = Float32Array.of(1.5, -0.1, 3e-20);
const unusable = (message: RegExp) => expect.objectContaining({ code: 'store-unusable', message: expect.stringMatching(message) as string });

const runOf = (part: object): EvaluationRun => ({ predictions: [], ...part }) as unknown as EvaluationRun;

describe('a store that another program holds', () => {
  it('is said to be locked, loses nothing, and works again afterwards', () => {
    const path = join(dir, 'held.db');
    const store = openStore(path, 1);
    store.saveHash(stamp, 'abc');
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN IMMEDIATE');
    const locked = unusable(/^The store .*held\.db is locked by another window or program\. What was stored before is safe; try again once that one is done\.$/);
    expect(() => store.saveHash(stamp, 'def')).toThrow(locked);
    expect(() => store.saveRun(runOf({ model: 'svm' }))).toThrow(locked);
    // Readers need not wait for a writer.
    expect(store.hashOf(stamp)).toBe('abc');
    holder.exec('COMMIT');
    holder.close();
    store.saveHash(stamp, 'def');
    expect(store.hashOf(stamp)).toBe('def');
    store.close();
  });

  it('is said to be locked where it is to be opened', () => {
    const path = join(dir, 'held from the start.db');
    openStore(path).close();
    const holder = new DatabaseSync(path);
    holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    expect(() => openStore(path, 1)).toThrow(unusable(/is locked by another window or program/));
    holder.close();
  });

  it('serves two windows at the same time: each sees what the other has stored', () => {
    const path = join(dir, 'shared.db');
    const [one, other] = [openStore(path), openStore(path)];
    one.saveHash(stamp, 'abc');
    const run = other.saveRun(runOf({ model: 'svm' }));
    expect(other.hashOf(stamp)).toBe('abc');
    expect(one.run(run)?.run).toEqual(runOf({ model: 'svm' }));
    one.close();
    other.close();
  });
});

describe('openStore', () => {
  it('makes its folder, and remembers across a second opening', () => {
    const path = join(dir, 'new/folder/store.db');
    const first = openStore(path);
    first.saveHash(stamp, 'abc');
    first.saveFeatures('abc', 'recipe', vector);
    const model = first.saveModel('m1', Uint8Array.of(1, 2, 3));
    const judged = { model: 'svm', uar: 0.5, predictions: [{ file: 'a.wav', probabilities: [0.1, 1 / 3] }] } as unknown as EvaluationRun;
    const run = first.saveRun(judged);
    first.savePredictions('m1', [{ hash: 'abc', prediction: { path: stamp.path, emotion: 'sad', probabilities: { sad: 0.7, calm: 0.3 }, model: 'svm on toy' } }]);
    const remarked = { path: '/clips/quiet.wav', emotion: 'calm', probabilities: { calm: 1 }, model: 'svm on toy', remark: 'no sound' } as const;
    first.savePredictions('m1', [{ hash: 'def', prediction: remarked }]);
    const unsure = [true, false].map((uncertain) => ({ path: `/clips/${uncertain}.wav`, emotion: 'sad', probabilities: { calm: 0.4, sad: 0.6 }, model: 'svm on toy', uncertain }));
    first.savePredictions('m1', unsure.map((prediction) => ({ hash: prediction.path, prediction })));
    first.close();

    const second = openStore(path);
    expect(second.hashOf(stamp)).toBe('abc');
    expect(second.hashOf({ ...stamp, bytes: 101 })).toBeUndefined();
    expect(second.hashOf({ ...stamp, modifiedMs: 1235 })).toBeUndefined();
    expect(second.features('abc', 'recipe')).toEqual(vector);
    expect(second.features('abc', 'other')).toBeUndefined();
    expect(second.model(model)).toMatchObject({ hash: 'm1', file: Uint8Array.of(1, 2, 3) });
    expect(second.model(model + 1)).toBeUndefined();
    expect(second.run(run)?.run).toEqual(judged);
    // Lists of runs do without the clips.
    expect(second.runs().map((listed) => listed.run)).toEqual([{ model: 'svm', uar: 0.5 }]);
    expect(second.prediction(stamp.path)).toMatchObject({ path: stamp.path, emotion: 'sad', probabilities: { sad: 0.7, calm: 0.3 }, model: 'svm on toy' });
    expect(second.prediction(remarked.path)).toMatchObject(remarked);
    for (const prediction of unsure) expect(second.prediction(prediction.path)).toMatchObject(prediction);
    second.close();
  });

  it('gives the newest model and the runs newest first; a model trained again is the newest', () => {
    const store = openStore(':memory:');
    expect(store.model()).toBeUndefined();
    for (const hash of ['m1', 'm2', 'm1']) store.saveModel(hash, Uint8Array.of(1));
    expect(store.model()?.hash).toBe('m1');
    expect(store.models().map(({ hash }) => hash)).toEqual(['m1', 'm2']);
    expect(store.models()[0]).not.toHaveProperty('file');
    const ids = [1, 2, 3].map((seed) => store.saveRun(runOf({ seed })));
    expect(store.runs().map(({ id }) => id)).toEqual(ids.reverse());
    store.close();
  });

  it('gives the last estimate of each file, and the latest run on a folder', () => {
    const store = openStore(':memory:');
    expect(store.estimates()).toEqual(new Map());
    const predict = (path: string, model: string, emotion: string): void => store.savePredictions(model, [{ hash: 'same', prediction: { path, emotion, probabilities: { [emotion]: 1 }, model } }]);
    const file = { bytes: 100, modifiedMs: 12.5 };
    // Two files with the same bytes each have their estimate.
    for (const path of ['/a.wav', '/b.wav']) store.saveHash({ path, ...file }, 'same');
    predict('/a.wav', 'm1', 'sad');
    predict('/b.wav', 'm1', 'calm');
    // Estimates are told apart by their time, in milliseconds.
    const until = Date.now() + 2;
    while (Date.now() < until);
    predict('/a.wav', 'm2', 'angry');
    expect(store.estimates()).toEqual(new Map([['/a.wav', { emotion: 'angry', isUncertain: false, ...file }], ['/b.wav', { emotion: 'calm', isUncertain: false, ...file }]]));
    expect(store.prediction('/a.wav')).toMatchObject({ emotion: 'angry', modelHash: 'm2', of: file });
    expect(isStillOf(store.prediction('/a.wav')?.of, file)).toBe(true);
    // A file that was only listed yet has no time; one that is empty by now is another.
    expect(isStillOf(store.prediction('/a.wav')?.of, { bytes: 0, modifiedMs: 13 })).toBe(false);
    expect(isStillOf(store.prediction('/a.wav')?.of, { bytes: 0, modifiedMs: 0 })).toBe(true);
    expect(isStillOf(store.prediction('/a.wav')?.of, { bytes: 100, modifiedMs: 13 })).toBe(false);
    // In a clip without sound there is nothing to judge; of one that a model is not sure of, its likeliest emotion is known.
    store.saveHash({ path: '/c.wav', ...file }, 'quiet');
    store.savePredictions('m1', [{ hash: 'quiet', prediction: { path: '/c.wav', emotion: 'sad', probabilities: { sad: 1 }, model: 'm1', remark: 'no sound' } }]);
    store.saveHash({ path: '/d.wav', ...file }, 'vague');
    store.savePredictions('m1', [{ hash: 'vague', prediction: { path: '/d.wav', emotion: 'sad', probabilities: { sad: 0.3 }, model: 'm1', uncertain: true } }]);
    expect([store.estimates().get('/c.wav'), store.estimates().get('/d.wav')]).toEqual([undefined, { emotion: 'sad', isUncertain: true, ...file }]);
    // The path holds other bytes by now.
    store.saveHash({ path: '/a.wav', bytes: 101, modifiedMs: 13 }, 'other');
    expect([...store.estimates().keys()]).toEqual(['/b.wav', '/d.wav']);
    expect(isStillOf(store.prediction('/a.wav')?.of, { bytes: 101, modifiedMs: 13 })).toBe(false);
    for (const [seed, root] of ['/one', '/two', '/one'].entries()) store.saveRun(runOf({ seed, data: { root } }));
    expect(store.latestRunOf('/one')?.run.seed).toBe(2);
    expect(store.latestRunOf('/two')?.run.seed).toBe(1);
    expect(store.latestRunOf('/three')).toBeUndefined();
    store.close();
  });

  it('saves a batch of estimates whole or not at all', () => {
    const store = openStore(':memory:');
    const of = (path: string, emotion: string) => ({ hash: path, prediction: { path, emotion, probabilities: { [emotion]: 1 }, model: 'svm on toy' } });
    const emotions = (): (string | undefined)[] => ['/a.wav', '/b.wav', '/c.wav', '/d.wav'].map((path) => store.prediction(path)?.emotion);
    store.savePredictions('m1', [of('/a.wav', 'sad'), of('/b.wav', 'calm')]);
    expect(emotions()).toEqual(['sad', 'calm', undefined, undefined]);
    expect(() => store.savePredictions('m1', [of('/c.wav', 'sad'), of('/d.wav', null as never)])).toThrow(unusable(/NOT NULL/));
    expect(emotions()).toEqual(['sad', 'calm', undefined, undefined]);
    store.savePredictions('m1', []);
    store.savePredictions('m1', [of('/c.wav', 'sad')]);
    expect(emotions()).toEqual(['sad', 'calm', 'sad', undefined]);
    store.close();
  });

  it('keeps studies by kind, newest first, each with its data, number and time', () => {
    const store = openStore(':memory:');
    const { leak, curves } = studies;
    const ids = [1, 2].map((seed) => store.saveStudy({ kind: 'leak', data, record: { ...leak!.record, seed } }));
    store.saveStudy({ kind: 'curve', data, record: curves.clips!.record });
    expect(store.studies('leak').map(({ id, record }) => [id, record.seed])).toEqual([[ids[1], 2], [ids[0], 1]]);
    expect(store.study('leak', ids[0] ?? 0)).toEqual(store.studies('leak')[1]);
    expect(store.study('curve', ids[0] ?? 0)).toBeUndefined();
    expect(store.studies('curve')).toEqual([{ id: expect.any(Number) as number, kind: 'curve', data, record: curves.clips!.record, madeAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string }]);
    expect(store.studies('robustness')).toEqual([]);
    store.close();
  });

  it('brings each older schema up to date without loss', () => {
    for (let version = 0; version < migrations.length; version++) {
      const path = join(dir, `schema-${version}.db`);
      const old = new DatabaseSync(path);
      for (const step of migrations.slice(0, version)) old.exec(step);
      old.exec(`PRAGMA user_version = ${version}`);
      for (const [path, emotion, at] of [['/b.wav', 'calm', 1], ['/a.wav', 'calm', 1], ['/a.wav', 'sad', 2]] as const) {
        if (version > 0) old.exec(`INSERT INTO predictions (hash, model_hash, path, predicted_at, emotion, probabilities, model) VALUES ('${path}${at}', 'm1', '${path}', ${at}, '${emotion}', '{}', 'svm')`);
      }
      const clips = '[{"file":"a.wav","probabilities":[0.1,0.30000000000000004]}]';
      // The fifth version took the clips out of the record.
      if (version >= 5) old.exec(`INSERT INTO runs (ended_at, record, predictions) VALUES ('2026-01-01T00:00:00Z', '{"seed":${version}}', '${clips}')`);
      else if (version > 0) old.exec(`INSERT INTO runs (ended_at, record) VALUES ('2026-01-01T00:00:00Z', '{"seed":${version},"predictions":${clips}}')`);
      old.close();
      const updated = openStore(path);
      expect(updated.runs().map(({ run }) => run)).toEqual(version > 0 ? [{ seed: version }] : []);
      // Of one file and one model the last estimate counts.
      expect(['/a.wav', '/b.wav'].map((path) => updated.prediction(path)?.emotion)).toEqual(version > 0 ? ['sad', 'calm'] : [undefined, undefined]);
      expect(updated.run(1)?.run.predictions).toEqual(version > 0 ? [{ file: 'a.wav', probabilities: [0.1, 0.30000000000000004] }] : undefined);
      updated.saveStudy({ kind: 'curve', data, record: studies.curves.clips!.record });
      updated.close();
      const database = new DatabaseSync(path);
      expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length });
      database.close();
    }
  });

  it('refuses a later schema, a file that is no store, and a place that cannot be written', () => {
    const later = join(dir, 'later.db');
    const database = new DatabaseSync(later);
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    database.close();
    expect(() => openStore(later)).toThrow(unusable(/from a later version/));
    const text = join(dir, 'text.db');
    writeFileSync(text, 'this is no database, whatever its name says'.repeat(100));
    expect(() => openStore(text)).toThrow(unusable(/cannot be used: file is not a database/));
    expect(readFileSync(text, 'utf8')).toContain('this is no database');
    expect(() => openStore(join(text, 'store.db'))).toThrow(unusable(/cannot be used/));
  });

  it('two openings at once see each other’s writes', () => {
    const path = join(dir, 'shared.db');
    const [one, two] = [openStore(path), openStore(path)];
    one.saveHash(stamp, 'abc');
    two.saveHash({ ...stamp, path: '/b.wav' }, 'def');
    expect([two.hashOf(stamp), one.hashOf({ ...stamp, path: '/b.wav' })]).toEqual(['abc', 'def']);
    one.close();
    two.close();
  });

  it('loses nothing that was saved when its process is killed', () => {
    const path = join(dir, 'killed.db');
    const module = join(import.meta.dirname, '../../src/node/store/store.ts');
    const script = `
      const { openStore } = await import(${JSON.stringify(module)});
      const store = openStore(${JSON.stringify(path)});
      for (let i = 0; i < 50; i++) store.saveFeatures('clip' + i, 'recipe', Float32Array.of(i));
      process.kill(process.pid, 'SIGKILL');`;
    expect(spawnSync(process.execPath, ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', script]).signal).toBe('SIGKILL');
    const store = openStore(path);
    for (let i = 0; i < 50; i++) expect(store.features(`clip${i}`, 'recipe')).toEqual(Float32Array.of(i));
    store.close();
  });
});
