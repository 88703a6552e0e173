import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { encodeModelFile, parseModelFile } from '../../src/core/interchange/modelFile.ts';
import { classifiers } from '../../src/core/learn/classifiers.ts';
import { classifyClips, openModelFile } from '../../src/node/classifyClips.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { extractFeatures, toFeatureTable } from '../../src/node/extractFeatures.ts';
import { makeSampleCorpus } from '../../src/node/makeSampleCorpus.ts';
import { scanCorpus } from '../../src/node/scanCorpus.ts';
import { trainModel } from '../../src/node/trainModel.ts';
import { testLab } from './labFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const corpus = join(dir, 'sample');
const lab = testLab(join(dir, 'store.db'));
const recipe = createRecipe();
const data = { name: 'sample', root: corpus, corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };

beforeAll(async () => {
  expect(await makeSampleCorpus(lab, corpus)).toBe(192);
});

const featuresOf = async (root: string, of = lab) => extractFeatures(of, (await scanCorpus(root)).clips, recipe);

describe('the sample corpus on disk', () => {
  it('is the same for everyone, whatever the number of workers', async () => {
    const again = join(dir, 'again');
    await makeSampleCorpus(testLab(':memory:', 1), again);
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
    expect(files).toHaveLength(192);
    for (const file of files.slice(0, 40)) expect(readFileSync(join(again, file)).equals(readFileSync(join(corpus, file)))).toBe(true);
  });

  it('is known as synthetic', async () => {
    expect(await scanCorpus(corpus)).toMatchObject({ corpus: 'ravdess', synthetic: true, problems: [] });
  });
});

describe('scanCorpus', () => {
  it('names each file that cannot be used and goes on', async () => {
    const root = join(dir, 'mixed bag');
    mkdirSync(join(root, '.hidden'), { recursive: true });
    writeFileSync(join(root, '03-01-05-01-01-01-01.wav'), encodeWav(new Float32Array(100), 16000));
    writeFileSync(join(root, '03a01Wa.WAV'), encodeWav(new Float32Array(200), 16000));
    writeFileSync(join(root, 'other.wav'), encodeWav(new Float32Array(200), 8000));
    writeFileSync(join(root, '.hidden/secret.wav'), 'x');
    writeFileSync(join(root, 'empty.wav'), '');
    writeFileSync(join(root, 'text.wav'), 'not sound');
    writeFileSync(join(root, 'cut.wav'), encodeWav(new Float32Array(100), 16000).subarray(0, 90));
    writeFileSync(join(root, 'notes.txt'), 'x');
    mkdirSync(join(root, 'folder.wav'));
    const scan = await scanCorpus(root);
    expect(scan.corpus).toBe('mixed');
    // Several corpora: shared words for emotions, speakers told apart.
    expect(scan.clips.map(({ path, emotion, speaker, durationSec }) => [path.slice(root.length + 1), emotion, speaker, durationSec])).toEqual([
      ['03-01-05-01-01-01-01.wav', 'anger', 'ravdess:01', 100 / 16000],
      ['03a01Wa.WAV', 'anger', 'emodb:03', 200 / 16000],
      ['other.wav', undefined, undefined, 200 / 8000],
    ]);
    expect(scan.problems.map(({ path, code }) => [path.slice(root.length + 1), code])).toEqual([['cut.wav', 'wav-truncated'], ['empty.wav', 'audio-empty'], ['text.wav', 'wav-invalid']]);
  });

  it('refuses a folder that is not there, and a file', async () => {
    await expect(scanCorpus(join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'directory-unreadable', message: expect.stringMatching(/does not exist\.$/) as string });
    await expect(scanCorpus(join(corpus, 'Actor_01', readdirSync(join(corpus, 'Actor_01'))[0]!))).rejects.toMatchObject({ code: 'directory-unreadable' });
  });

  it.skipIf(process.getuid?.() === 0)('lists an inner folder that it may not read as a problem (skipped for root, who may)', async () => {
    const root = join(dir, 'closed');
    mkdirSync(join(root, 'inner'), { recursive: true });
    chmodSync(join(root, 'inner'), 0);
    const { problems } = await scanCorpus(root);
    chmodSync(join(root, 'inner'), 0o700);
    expect(problems).toEqual([expect.objectContaining({ code: 'directory-unreadable' })]);
  });
});

describe('extractFeatures', () => {
  it('computes each content once: again, touched, moved and copied clips come from the store', async () => {
    const first = await featuresOf(corpus);
    expect(first.problems).toEqual([]);
    expect(first.nComputed).toBe(192);
    expect(await featuresOf(corpus)).toMatchObject({ nComputed: 0 });
    const copy = join(dir, 'copy');
    cpSync(corpus, copy, { recursive: true });
    utimesSync(join(copy, 'Actor_01', readdirSync(join(copy, 'Actor_01'))[0]!), 1, 1);
    renameSync(join(copy, 'Actor_06'), join(copy, 'Actor_six'));
    const second = await featuresOf(copy);
    expect(second.nComputed).toBe(0);
    expect(second.extracted.map(({ vector }) => vector)).toEqual(first.extracted.map(({ vector }) => vector));
  });

  it('gives the same numbers with one worker as with two', async () => {
    const one = await featuresOf(corpus, testLab(':memory:', 1));
    expect(one.extracted.map(({ vector }) => vector)).toEqual((await featuresOf(corpus)).extracted.map(({ vector }) => vector));
  });

  it('a clip that breaks between scan and extraction is a problem, and the rest goes on', async () => {
    const root = join(dir, 'breaking');
    cpSync(join(corpus, 'Actor_01'), root, { recursive: true });
    const { clips } = await scanCorpus(root);
    writeFileSync(clips[3]!.path, 'gone bad');
    // The stamp is the old one, as when the file changes after it was looked at.
    const { extracted, problems } = await extractFeatures(testLab(), clips, recipe);
    expect(extracted).toHaveLength(clips.length - 1);
    expect(problems).toEqual([expect.objectContaining({ path: clips[3]!.path, code: 'wav-invalid' })]);
  });

  it('keeps what was finished when it is cancelled', async () => {
    const own = testLab(':memory:', 1);
    const { clips } = await scanCorpus(corpus);
    const controller = new AbortController();
    const running = extractFeatures(own, clips, recipe, { signal: controller.signal, onProgress: ({ done }) => done === 20 && controller.abort() });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const { nComputed } = await extractFeatures(own, clips, recipe);
    expect(nComputed).toBeLessThanOrEqual(192 - 20 + 2);
    expect(nComputed).toBeGreaterThan(0);
  });
});

describe('evaluate, train, classify', () => {
  it.each(classifiers.map(({ id }) => id))('%s: by speaker better than chance, if it looks at the features, and the same whatever the number of workers', async (model) => {
    const table = toFeatureTable((await featuresOf(corpus)).extracted, recipe);
    const params = { rf: { nTrees: 40 }, xgboost: { nRounds: 20 }, ensemble: { members: 'svm+logistic' } }[model] ?? {};
    const request = { model, params, cv: 'speaker:3', seed: 5, data };
    const { id, run } = await evaluateModel(lab, table, request);
    const { run: same } = await evaluateModel(testLab(':memory:', 1), table, request);
    if (model === 'majority') expect(run.uar).toBeCloseTo(1 / 8, 9);
    else expect(run.uar).toBeGreaterThan(2 / 8);
    expect(run.uar).toBeLessThan(1);
    expect(run.predictions).toEqual(same.predictions);
    expect(run.folds.map(({ speakers }) => speakers)).toEqual([['01', '04'], ['02', '05'], ['03', '06']]);
    expect(lab.store.run(id)?.run).toEqual(JSON.parse(JSON.stringify(run)));
  });

  it('a trained model classifies, remembers, and refuses what it was not made for', async () => {
    const { extracted } = await featuresOf(corpus);
    const table = toFeatureTable(extracted, recipe);
    const model = await trainModel(lab, table, { model: 'svm', seed: 1, recipe, data });
    // A model file also names the latest cross-validation on record: two empty stores have none.
    const [two, one] = await Promise.all([2, 1].map((jobs) => trainModel(testLab(':memory:', jobs), table, { model: 'svm', seed: 1, recipe, data })));
    expect(one!.hash).toBe(two!.hash);
    expect(lab.store.model()?.hash).toBe(model.hash);

    const bad = join(dir, 'bad.wav');
    writeFileSync(bad, 'x');
    const paths = [table.files[0]!, bad, join(dir, 'missing.wav'), table.files[50]!];
    const { predictions, problems } = await classifyClips(lab, openModelFile(model.bytes), paths);
    expect(predictions.map(({ path }) => path)).toEqual([paths[0], paths[3]]);
    expect(problems.map(({ path, code }) => [path, code])).toEqual([[bad, 'wav-invalid'], [paths[2], 'file-unreadable']]);
    for (const { emotion, probabilities, path } of predictions) {
      const values = Object.values(probabilities);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(probabilities[emotion]).toBe(Math.max(...values));
      expect(lab.store.prediction(path)?.emotion).toBe(emotion);
    }

    const { description, pipeline } = parseModelFile(model.bytes);
    const older = openModelFile(encodeModelFile({ description: { ...description, recipe: { ...recipe, version: 99 } }, pipeline }));
    await expect(classifyClips(lab, older, [table.files[0]!])).rejects.toMatchObject({ code: 'feature-mismatch' });
  });

  it('remembers many estimates in batches, between which others have their turn and a cancellation is heard', async () => {
    const { extracted } = await featuresOf(corpus);
    const table = toFeatureTable(extracted, recipe);
    const model = openModelFile((await trainModel(lab, table, { model: 'svm', seed: 1, recipe, data })).bytes);
    const paths = Array.from({ length: 1100 }, (_, i) => table.files[i % table.files.length]!);
    const batches: number[] = [];
    let whenSaved = (): void => undefined;
    const store = { ...lab.store, savePredictions: (_: string, batch: readonly object[]) => (batches.push(batch.length), whenSaved()) };
    const { predictions } = await classifyClips({ ...lab, store }, model, paths);
    expect(predictions.map(({ path }) => path)).toEqual(paths);
    expect(batches).toEqual([500, 500, 100]);

    const abort = new AbortController();
    // As a click of the user, which comes with a later turn.
    whenSaved = () => void setImmediate(() => abort.abort());
    await expect(classifyClips({ ...lab, store }, model, paths, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(batches.slice(3)).toEqual([500]);
  });

  it('refuses one clip, one emotion, one speaker, with the numbers', async () => {
    const { extracted } = await featuresOf(corpus);
    const evaluate = (clips: typeof extracted) => evaluateModel(lab, toFeatureTable(clips, recipe), { model: 'svm', cv: 'speaker:6', seed: 0, data });
    await expect(evaluate(extracted.slice(0, 1))).rejects.toMatchObject({ code: 'too-few-clips' });
    await expect(evaluate(extracted.filter(({ clip }) => clip.emotion === 'sad'))).rejects.toMatchObject({ code: 'too-few-classes', message: expect.stringMatching(/All 24 clips are labelled "sad"/) as string });
    await expect(evaluate(extracted.filter(({ clip }) => clip.speaker === '01'))).rejects.toMatchObject({ code: 'too-few-speakers', message: expect.stringMatching(/is 1 speaker/) as string });
  });
});
