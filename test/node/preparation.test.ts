import { describe, expect, it } from 'vitest';
import { classesOf } from '../../src/core/evaluation/featureTable.ts';
import { formatReport } from '../../src/core/evaluation/report.ts';
import { fitBest, innerFolds, scoreParams, speakerRanks } from '../../src/core/evaluation/search.ts';
import { createSplits } from '../../src/core/evaluation/protocols/splits.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { parseModelFile } from '../../src/core/interchange/modelFile.ts';
import { classifierById } from '../../src/core/learn/classifiers.ts';
import { chooseByAnova } from '../../src/core/learn/preparation/columnChoice.ts';
import { selectRows } from '../../src/core/learn/matrix.ts';
import type { Preparation } from '../../src/core/learn/preparation/preparation.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { trainModel } from '../../src/node/trainModel.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { runFit } from '../core/learn/syntheticSet.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const { pool } = lab;
const data = { name: 'toy', root: 'toy', corpus: 'csv', synthetic: false, featureSet: 'toy' };
const whole = tableOf({ speakers: ['1', '2', '3', '4', '5', '6'], emotions: ['a', 'b', 'c'], takes: 6, nColumns: 10 });
// Of emotion a every second clip is missing; what tells emotions apart is weak.
const kept = [...whole.emotions.keys()].filter((row) => whole.emotions[row] !== 'a' || row % 2 === 0);
const pick = (values: readonly string[]): string[] => kept.map((row) => values[row]!);
const X = selectRows(whole.X, kept);
const table = { ...whole, files: pick(whole.files), emotions: pick(whole.emotions), speakers: pick(whole.speakers), X: { ...X, data: X.data.map((value, i) => (i % 10 === 0 ? value * 0.1 : value)) } };
const { y, classes } = classesOf(table);
const both: Preparation = { balance: 'smote', select: 4 };

describe('evaluateModel with balanced classes and selected columns', () => {
  it('records them, does the same whatever the number of workers, and says them in its report', async () => {
    const request = { model: 'svm', cv: 'speaker:3', seed: 2, data, ...both };
    const { id, run } = await evaluateModel(lab, table, request);
    expect(run).toMatchObject({ balance: 'smote', select: 4, params: { classWeight: 'none' } });
    expect(lab.store.run(id)?.run).toEqual(JSON.parse(JSON.stringify(run)));
    const { run: same } = await evaluateModel(testLab(':memory:', 1), table, request);
    expect(same.predictions).toEqual(run.predictions);
    const { run: plain } = await evaluateModel(lab, table, { model: 'svm', cv: 'speaker:3', seed: 2, data });
    expect(plain).not.toHaveProperty('balance');
    expect(plain.predictions).not.toEqual(run.predictions);
    expect(formatReport(run)).toMatch(/Learnt from 4 columns, .*\nClasses were balanced by SMOTE/);
    expect(formatReport(plain)).not.toMatch(/balanced|Learnt from/);
  });

  it('weighs classes by the parameter of the learner, which a search then leaves alone', async () => {
    const { run } = await evaluateModel(lab, table, { model: 'logistic', cv: 'speaker:3', seed: 2, data, balance: 'weights', params: { C: 0.5 } });
    const { run: same } = await evaluateModel(lab, table, { model: 'logistic', cv: 'speaker:3', seed: 2, data, params: { C: 0.5, classWeight: 'balanced' } });
    expect(run).toMatchObject({ balance: 'weights', params: { C: 0.5, classWeight: 'balanced' } });
    expect(run.predictions).toEqual(same.predictions);
    expect(formatReport(run)).toContain('Classes were balanced by the weights of the learner.');
    await expect(evaluateModel(lab, table, { model: 'xgboost', cv: 'speaker:3', seed: 2, data, balance: 'weights' })).rejects.toMatchObject({ code: 'parameter-invalid' });
    await expect(evaluateModel(lab, table, { model: 'svm', cv: 'speaker:3', seed: 2, data, balance: 'weights', search: { method: { kind: 'grid' }, space: { classWeight: ['none', 'balanced'] } } })).rejects.toThrow(/classWeight is both given as balanced and searched/);
  });

  it('prepares each inner fold of a search on its own training side', async () => {
    const search = { method: { kind: 'grid' }, space: { k: [1, 5, 11] } } as const;
    const { run } = await evaluateModel(lab, table, { model: 'knn', cv: 'speaker:2', seed: 2, data, search, ...both });
    const knn = classifierById('knn');
    const ranks = speakerRanks(table.speakers);
    createSplits(table, { kind: 'speaker', nFolds: 2 }, 2).folds.forEach(({ train }, fold) => {
      const rows = { X: selectRows(table.X, train), y: train.map((row) => y[row]!), nClasses: classes.length };
      const task = { params: knn.defaults, candidates: run.search!.candidates, speakers: train.map((row) => ranks[row]!) };
      expect(run.folds[fold]!.chosen!.innerUars).toEqual([...runFit(fitBest(knn, rows, { ...task, preparation: both }, 2)).model.search.uars]);
      expect(run.folds[fold]!.chosen!.innerUars).not.toEqual([...runFit(fitBest(knn, rows, task, 2)).model.search.uars]);
    });
  });

  it('fits what a search has chosen as it would be without', async () => {
    const { run } = await evaluateModel(lab, table, { model: 'knn', cv: 'speaker:2', seed: 2, data, search: { method: { kind: 'grid' }, space: { k: [3] } }, ...both });
    const { run: given } = await evaluateModel(lab, table, { model: 'knn', cv: 'speaker:2', seed: 2, data, params: { k: 3 }, ...both });
    expect(run.predictions).toEqual(given.predictions);
  });

  it('refuses what the training side cannot carry', async () => {
    await expect(evaluateModel(lab, table, { model: 'svm', cv: 'speaker:3', seed: 2, data, select: 11 })).rejects.toThrow('11 columns are to be selected of 10; it must be a whole number from 1 to 10.');
    const emotions = table.emotions.map((emotion, row) => (row === 0 ? 'a' : emotion === 'a' ? 'b' : emotion));
    await expect(evaluateModel(lab, { ...table, emotions }, { model: 'svm', cv: 'speakers:2', seed: 2, data, balance: 'smote' })).rejects.toThrow(/1 clip to learn from; SMOTE/);
  });
});

describe('nothing of the test side reaches the fitted pipeline', () => {
  const [fold] = createSplits(table, { kind: 'speaker', nFolds: 3 }, 0).folds;
  if (!fold) throw new Error('There is a fold.');
  const { train, test } = fold;
  const params = { ...classifierById('svm').defaults, probability: true };

  it.each([['SMOTE', { balance: 'smote' }], ['selection', { select: 4 }], ['both', both]] as const)('with %s: other features and labels of the test clips change no answer to a clip that stays', async (_, preparation) => {
    const probe = test[0]!;
    const others = new Set(test.subarray(1));
    const answer = async (changedX: boolean, changedY: boolean, of = others): Promise<Float64Array> => {
      const values = table.X.data.map((value, i) => (changedX && of.has(Math.floor(i / 10)) ? 50 - 3 * value : value));
      const labels = y.map((k, row) => (changedY && (of.has(row) || row === probe) ? (k + 1) % 3 : k));
      const { probabilities } = await pool.run('evaluateFold', { classifier: 'svm', params, seed: 1, X: { ...table.X, data: values }, y: labels, nClasses: 3, train, test: Int32Array.of(probe, ...others), preparation });
      return probabilities.subarray(0, 3);
    };
    const asIs = await answer(false, false);
    expect(await answer(true, true)).toEqual(asIs);
    // The same change on a few clips of the training side is felt.
    expect(await answer(true, false, new Set(train.subarray(0, 5)))).not.toEqual(asIs);
  });
});

describe('trainModel with balanced classes and selected columns', () => {
  const training = { model: 'rf', params: { nTrees: 20 }, seed: 2, recipe: createRecipe(), data, ...both };

  it('puts both into the model file, the same whatever the number of workers', async () => {
    const model = await trainModel(testLab(), table, training);
    expect((await trainModel(testLab(':memory:', 1), table, training)).hash).toBe(model.hash);
    const { description, pipeline } = parseModelFile(model.bytes);
    expect(description).toMatchObject(both);
    expect(pipeline.columns).toEqual(chooseByAnova({ X: table.X, y, nClasses: 3 }, 4));
    const probabilities = await pool.run('predict', { modelHash: model.hash, modelBytes: model.bytes, X: table.X });
    expect(probabilities).toHaveLength(table.X.nRows * 3);
  });

  it('scores the candidates of a search prepared alike', async () => {
    const { description } = await trainModel(testLab(), table, { ...training, model: 'knn', params: {}, search: { method: { kind: 'grid' }, space: { k: [3] } } });
    const knn = classifierById('knn');
    const scored = (preparation?: Preparation): number => runFit(scoreParams(knn, { X: table.X, y, nClasses: 3 }, { ...knn.defaults, k: 3 }, innerFolds(speakerRanks(table.speakers)), 2, undefined, preparation)).model;
    expect(description.search!.innerUar).toBe(scored(both));
    expect(scored(both)).not.toBe(scored());
  });

  it('takes its figures from a cross-validation that was prepared alike, and from no other', async () => {
    const { store } = lab;
    const own = { store, pool };
    await evaluateModel(own, table, { model: 'rf', params: { nTrees: 20 }, cv: 'speaker:3', seed: 2, data });
    expect((await trainModel(own, table, training)).run).toBeUndefined();
    await evaluateModel(own, table, { model: 'rf', params: { nTrees: 20 }, cv: 'speaker:3', seed: 2, data, ...both });
    expect((await trainModel(own, table, training)).run).toMatchObject(both);
    expect((await trainModel(own, table, { ...training, balance: 'smote', select: 5 })).run).toBeUndefined();
  });
});
