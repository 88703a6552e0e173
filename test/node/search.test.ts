import { describe, expect, it } from 'vitest';
import { parseModelDescription } from '../../src/core/interchange/modelFile.ts';
import { classesOf, type FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { fitBest, innerFolds, scoreParams, speakerRanks } from '../../src/core/evaluation/search.ts';
import { createSplits } from '../../src/core/evaluation/protocols/splits.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { classifierById } from '../../src/core/learn/classifiers.ts';
import { selectRows } from '../../src/core/learn/matrix.ts';
import type { SearchRequest } from '../../src/core/learn/search/searchSpace.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { trainModel } from '../../src/node/trainModel.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { runFit } from '../core/learn/syntheticSet.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const data = { name: 'toy', root: 'toy', corpus: 'csv', synthetic: false, featureSet: 'toy' };
const table = tableOf({ speakers: ['1', '2', '3', '4', '5', '10', '11'], emotions: ['a', 'b', 'c'], takes: 4, nColumns: 6 });
for (let i = 0; i < table.X.data.length; i += 6) table.X.data[i] = table.X.data[i]! * 0.2;
const search: SearchRequest = { method: { kind: 'grid' }, space: { k: [1, 5, 11], weights: ['uniform', 'distance'] } };
const request = { model: 'knn', cv: 'speaker:3', seed: 2, data, search };

describe('evaluateModel with a search', () => {
  it('records what was tried and what each fold chose, the same whatever the number of workers, and as core alone finds it', async () => {
    const { id, run } = await evaluateModel(lab, table, request);
    const { run: same } = await evaluateModel(testLab(':memory:', 1), table, request);
    expect(run.search).toEqual({ method: 'grid', candidates: [1, 5, 11].flatMap((k) => ['uniform', 'distance'].map((weights) => ({ k, weights }))), space: search.space, inner: 'speaker:5' });
    expect(same.folds.map(({ chosen }) => chosen)).toEqual(run.folds.map(({ chosen }) => chosen));
    expect(same.predictions).toEqual(run.predictions);
    expect(lab.store.run(id)?.run).toEqual(JSON.parse(JSON.stringify(run)));

    const { y, classes } = classesOf(table);
    const ranks = speakerRanks(table.speakers);
    const knn = classifierById('knn');
    createSplits(table, { kind: 'speaker', nFolds: 3 }, 2).folds.forEach(({ train }, fold) => {
      const rows = { X: selectRows(table.X, train), y: train.map((row) => y[row]!), nClasses: classes.length };
      const { search: found } = runFit(fitBest(knn, rows, { params: knn.defaults, candidates: run.search!.candidates, speakers: train.map((row) => ranks[row]!) }, 2)).model;
      // Seven speakers: each training side has four or five of them.
      expect(run.folds[fold]!.chosen).toEqual({ params: run.search!.candidates[found.chosen], innerUar: found.uars[found.chosen], innerUars: [...found.uars], nInnerFolds: fold === 0 ? 4 : 5 });
    });
  });

  it('chooses the same when the test side has other labels', async () => {
    const { run } = await evaluateModel(lab, table, { ...request, cv: 'speaker:3' });
    // Speakers 1, 4 and 11 are held out in the first fold; there a becomes b, b c and c a.
    const emotions = table.emotions.map((emotion, row) => (['1', '4', '11'].includes(table.speakers[row]!) ? ({ a: 'b', b: 'c', c: 'a' }[emotion] ?? '') : emotion));
    const { run: other } = await evaluateModel(lab, { ...table, emotions }, request);
    expect(other.folds[0]!.chosen).toEqual(run.folds[0]!.chosen);
    expect(other.folds[0]!.uar).not.toBe(run.folds[0]!.uar);
    expect(other.folds[1]!.chosen).not.toEqual(run.folds[1]!.chosen);
  });

  it('keeps given parameters, and searches by speaker inside a stratified split too', async () => {
    const { run } = await evaluateModel(lab, table, { ...request, cv: 'stratified:3', params: { weights: 'distance' }, search: { method: { kind: 'grid' } } });
    expect(run.params).toMatchObject({ weights: 'distance' });
    for (const { chosen } of run.folds) expect([Object.keys(chosen!.params), chosen!.nInnerFolds]).toEqual([['k'], 5]);
  });

  it('refuses unknown speakers and too few of them, by code and with the numbers', async () => {
    const without: FeatureTable = { ...table, speakers: table.speakers.map((speaker) => (speaker === '3' ? '' : speaker)) };
    await expect(evaluateModel(lab, without, { ...request, cv: 'random:0.25' })).rejects.toMatchObject({ code: 'too-few-speakers', message: expect.stringMatching(/speaker of \d+ of \d+ training clips is unknown/) as string });
    const two = tableOf({ speakers: ['1', '2'], emotions: ['a', 'b'], takes: 4 });
    await expect(evaluateModel(lab, two, { ...request, cv: 'speaker' })).rejects.toMatchObject({ code: 'too-few-speakers', message: expect.stringMatching(/of 1 speaker; a search splits them by speaker and needs at least 2/) as string });
    await expect(evaluateModel(lab, table, { ...request, model: 'majority', search: { method: { kind: 'grid' } } })).rejects.toMatchObject({ code: 'parameter-invalid' });
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const running = evaluateModel(lab, table, { ...request, model: 'rf', search: { method: { kind: 'grid' } } }, { signal: controller.signal, onProgress: ({ done }) => done > 0 && controller.abort() });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('trainModel with a search', () => {
  const training = { model: 'knn', seed: 2, recipe: createRecipe(), data, search };

  it('chooses over all rows, says so in the model file, and is the same whatever the number of workers', async () => {
    // Stores of their own: a model file keeps the figures of the runs beside it.
    const model = await trainModel(testLab(), table, training);
    expect((await trainModel(testLab(':memory:', 1), table, training)).hash).toBe(model.hash);
    const { y, classes } = classesOf(table);
    const folds = innerFolds(speakerRanks(table.speakers));
    const knn = classifierById('knn');
    const { search: described, params } = parseModelDescription(model.bytes);
    const uars = described!.candidates.map((candidate) => runFit(scoreParams(knn, { X: table.X, y, nClasses: classes.length }, { ...knn.defaults, ...candidate }, folds, 2)).model);
    expect(described).toMatchObject({ method: 'grid', inner: 'speaker:5', nInnerFolds: 5, innerUar: Math.max(...uars) });
    expect(params).toEqual(described!.candidates[uars.indexOf(Math.max(...uars))]);
  });

  it('scores an SVM without probabilities and fits it with them', async () => {
    const { description } = await trainModel(lab, table, { ...training, model: 'svm', search: { method: { kind: 'grid' }, space: { C: [1, 10] } } });
    const { y, classes } = classesOf(table);
    const svm = classifierById('svm');
    const uars = [1, 10].map((C) => runFit(scoreParams(svm, { X: table.X, y, nClasses: classes.length }, { ...svm.defaults, C }, innerFolds(speakerRanks(table.speakers)), 2)).model);
    expect(description.search!.innerUar).toBe(Math.max(...uars));
    expect(description.params).toMatchObject({ probability: true, C: [1, 10][uars.indexOf(Math.max(...uars))] });
  });
});
