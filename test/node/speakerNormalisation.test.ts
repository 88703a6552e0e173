import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { encodeModelFile, parseModelFile } from '../../src/core/interchange/modelFile.ts';
import { learnerParams } from '../../src/core/model/learnerParams.ts';
import { classifyClips, openModelFile } from '../../src/node/classifyClips.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { extractFeatures, toFeatureTable } from '../../src/node/extractFeatures.ts';
import { makeSampleCorpus } from '../../src/node/makeSampleCorpus.ts';
import { scanCorpus } from '../../src/node/scanCorpus.ts';
import { trainModel } from '../../src/node/trainModel.ts';
import { testLab } from './labFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const corpus = join(temporaryFolder(), 'sample');
const lab = testLab();
const recipe = createRecipe('rich/shape+f0');
const data = { name: 'sample', root: corpus, corpus: 'ravdess', synthetic: true, featureSet: 'rich/shape+f0' };
let table: FeatureTable;

beforeAll(async () => {
  await makeSampleCorpus(lab, corpus);
  table = toFeatureTable((await extractFeatures(lab, (await scanCorpus(corpus)).clips, recipe)).extracted, recipe);
});

describe('learnerParams', () => {
  it('takes the learner\'s own, then the set\'s, then the user\'s', () => {
    expect(learnerParams('svm', 'conventional')).toMatchObject({ C: 10, gamma: 'scale', multiclass: 'one-vs-one' });
    expect(learnerParams('svm', 'rich')).toMatchObject({ multiclass: 'one-vs-rest', tolerance: 1e-3 });
    expect(learnerParams('svm', 'rich', { multiclass: 'one-vs-one' })).toMatchObject({ multiclass: 'one-vs-one' });
    expect(learnerParams('rf', 'rich')).toEqual(learnerParams('rf', 'unknown'));
  });
});

describe('normalisation by speaker', () => {
  const request = { model: 'svm', cv: 'speaker:3', seed: 0, data } as const;

  it('no label reaches it: other labels of the test speakers change no prediction for them', async () => {
    const before = (await evaluateModel(lab, table, { ...request, normalize: 'speaker' })).run;
    const held = before.folds[0]!.speakers;
    const emotions = table.emotions.map((emotion, row) => (held.includes(table.speakers[row]!) ? table.emotions[(row + 7) % table.emotions.length]! : emotion));
    const after = (await evaluateModel(lab, { ...table, emotions }, { ...request, normalize: 'speaker' })).run;
    const predicted = (run: typeof before): unknown[] => run.predictions.filter(({ fold }) => fold === 0).map(({ file, predictedClass }) => [file, run.classes[predictedClass]]);
    expect(predicted(after)).toEqual(predicted(before));
    expect(before.normalize).toBe('speaker');
  });

  it('takes away what only tells voices apart', async () => {
    const shifted = { ...table, X: { ...table.X, data: table.X.data.map((value, i) => value * (1 + Number(table.speakers[Math.floor(i / table.X.nColumns)])) + 3) } };
    const [plain, moved] = await Promise.all([table, shifted].map(async (one) => (await evaluateModel(lab, one, { ...request, normalize: 'speaker' })).run.confusionMatrix));
    expect(moved).toEqual(plain);
  });

  it('refuses speakers with too few clips, and unknown ones', async () => {
    const few = { ...table, speakers: table.speakers.map((speaker, row) => (row < 5 ? '99' : speaker)) };
    await expect(evaluateModel(lab, few, { ...request, normalize: 'speaker' })).rejects.toMatchObject({ code: 'too-few-clips', message: expect.stringMatching(/Speaker 99 has 5 clips; .*at least 12/) as string });
    await expect(evaluateModel(lab, { ...table, speakers: table.speakers.map(() => '') }, { ...request, cv: 'stratified:3', normalize: 'speaker' })).rejects.toMatchObject({ code: 'too-few-speakers' });
  });

  it('a model says that it needs it, and judges a speaker only among enough of his clips', async () => {
    const model = await trainModel(lab, table, { model: 'svm', seed: 0, recipe, normalize: 'speaker', data });
    expect(model.description.normalize).toBe('speaker');
    const own = table.files.filter((_, row) => table.speakers[row] === '02');
    const alone = table.files.find((_, row) => table.speakers[row] === '03')!;
    const { predictions, problems } = await classifyClips(lab, openModelFile(model.bytes), [...own, alone]);
    expect(predictions.map(({ path }) => path)).toEqual(own);
    expect(problems).toEqual([expect.objectContaining({ path: alone, code: 'too-few-clips', message: expect.stringMatching(/Speaker ravdess:03 has 1 clip; .*at least 12/) as string })]);
    const right = predictions.filter(({ path, emotion }) => emotion === table.emotions[table.files.indexOf(path)]).length;
    expect(right / own.length).toBeGreaterThan(0.6);

    const { description, pipeline } = parseModelFile(model.bytes);
    const odd = encodeModelFile({ description: { ...description, normalize: 'room' as 'speaker' }, pipeline });
    expect(() => parseModelFile(odd)).toThrow(/its normalisation is not known/);
  });
});
