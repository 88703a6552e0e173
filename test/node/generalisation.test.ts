import { describe, expect, it } from 'vitest';
import type { FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { ownMetrics } from '../../src/node/matchingRun.ts';
import { measureLeaks } from '../../src/node/measureLeaks.ts';
import { testModel } from '../../src/node/testModel.ts';
import { trainModel } from '../../src/node/trainModel.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const emotions = ['angry', 'calm', 'sad'];

/**
 * Clips whose column 0 tells the emotion a little, in every voice alike; each speaker has three more columns which tell it
 * plainly, for this voice alone: who knows the voice does well, who does not must do with column 0.
 */
function corpus(name: string, nSpeakers: number, { shared, own, words }: { shared: number; own: number; words: readonly string[] }): FeatureTable {
  const random = createRandom(9, name.length);
  const rows = Array.from({ length: nSpeakers }, (_, s) => s).flatMap((s) => emotions.flatMap((_, k) => Array.from({ length: 12 }, (_, take) => ({ s, k, take }))));
  const nColumns = 1 + 3 * nSpeakers;
  const data = new Float32Array(rows.length * nColumns);
  rows.forEach(({ s, k }, row) => {
    const at = row * nColumns;
    data[at] = k * shared + random.normal();
    data[at + 1 + 3 * s + k] = own;
  });
  return {
    columns: Array.from({ length: nColumns }, (_, j) => `f${j}`),
    files: rows.map(({ s, k, take }) => `${name}/${s}-${k}-${take}.wav`),
    emotions: rows.map(({ k }) => words[k]!),
    speakers: rows.map(({ s }) => String(s + 1)),
    sentences: rows.map(({ take }) => String(take % 2)),
    X: { data, nRows: rows.length, nColumns },
  };
}

const home = corpus('home', 12, { shared: 1, own: 3, words: emotions });
const away = corpus('away away', 12, { shared: 0.5, own: 3, words: ['anger', 'calm', 'boredom'] });
const dataOf = (name: string) => ({ name, root: name, corpus: 'csv', synthetic: false, featureSet: 'toy' });

describe('measureLeaks', () => {
  it('finds what known voices are worth, where a score is owed to them', async () => {
    const report = await measureLeaks(lab, { name: 'home', table: home, data: dataOf('home') }, [{ name: 'away', table: away, data: dataOf('away') }], { model: 'rf', seed: 1 });
    expect(report.rows.map(({ kind, cv, nClasses }) => [kind, cv, nClasses])).toEqual([
      ['random', 'stratified:5', 3],
      ['sentence', 'sentence', 3],
      ['speaker', 'speaker:6', 3],
      ['speaker-shared', 'speaker:6', 2],
      ['external', 'corpus', 2],
    ]);
    expect(report.rows[0]!.uar).toBeGreaterThan(0.9);
    expect(report.rows[2]!.uar).toBeLessThan(0.7);
    const voice = report.gaps.find(({ kind }) => kind === 'voice')!;
    expect(voice.fall).toBe(report.rows[0]!.uar - report.rows[2]!.uar);
    expect(voice.fallInterval![0]).toBeGreaterThan(0.1);
    // The sentences carry nothing here.
    expect(Math.abs(report.gaps.find(({ kind }) => kind === 'sentence')!.fall)).toBeLessThan(0.1);
    expect(report.rows[4]!.nClips).toBe(12 * 2 * 12);
  });

  it('leaves out what the data cannot tell: sentences that are unknown', async () => {
    const report = await measureLeaks(lab, { name: 'home', table: { ...home, sentences: home.files.map(() => '') }, data: dataOf('home') }, [], { model: 'knn', seed: 1 });
    expect(report.rows.map(({ kind }) => kind)).toEqual(['random', 'speaker']);
  });

  it('refuses a single voice before any work', async () => {
    const alone = { ...home, speakers: home.files.map(() => '1') };
    const progress: number[] = [];
    const measured = measureLeaks(lab, { name: 'home', table: alone, data: dataOf('home') }, [], { model: 'knn', seed: 1 }, { onProgress: ({ done }) => progress.push(done) });
    await expect(measured).rejects.toMatchObject({ code: 'too-few-speakers', message: expect.stringMatching(/There is 1 speaker; .* needs at least 2/) as string });
    expect(progress).toEqual([]);
  });

  it('counts its progress over all evaluations', async () => {
    const progress: { done: number; total: number }[] = [];
    await measureLeaks(lab, { name: 'home', table: home, data: dataOf('home') }, [], { model: 'knn', seed: 1 }, { onProgress: (step) => progress.push(step) });
    // Five random parts, two sentences, six groups of speakers.
    expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([5 + 2 + 6]));
    expect(progress.at(-1)?.done).toBe(13);
    const done = progress.map((step) => step.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });
});

describe('early stopping', () => {
  const params = { nRounds: 50, earlyStoppingRounds: 3, validationShare: 0.25 };

  it('holds speakers of the training side out, and is refused where these are unknown', async () => {
    const { run } = await evaluateModel(lab, home, { model: 'xgboost', params, cv: 'speaker:3', seed: 0, data: dataOf('home') });
    const { run: whole } = await evaluateModel(lab, home, { model: 'xgboost', params: { nRounds: 50 }, cv: 'speaker:3', seed: 0, data: dataOf('home') });
    expect(run.predictions.map(({ probabilities }) => probabilities)).not.toEqual(whole.predictions.map(({ probabilities }) => probabilities));
    const unknown = { ...home, speakers: home.speakers.map(() => '') };
    await expect(evaluateModel(lab, unknown, { model: 'xgboost', params, cv: 'stratified:3', seed: 0, data: dataOf('home') })).rejects.toMatchObject({ code: 'parameter-invalid', message: expect.stringMatching(/who speaks/) as string });
  });
});

/** The confusion matrix of two classes, by hand. */
function counted(predictions: readonly { readonly trueClass: number; readonly predictedClass: number }[]): number[][] {
  const matrix = [[0, 0], [0, 0]];
  for (const { trueClass, predictedClass } of predictions) matrix[trueClass]![predictedClass]! += 1;
  return matrix;
}

describe('testModel', () => {
  it('scores a model on another corpus, beside its own cross-validation', async () => {
    await evaluateModel(lab, home, { model: 'rf', cv: 'stratified:3', seed: 0, data: dataOf('home') });
    await evaluateModel(lab, home, { model: 'rf', cv: 'speaker:6', seed: 0, data: dataOf('home') });
    await evaluateModel(lab, home, { model: 'rf', cv: 'random:0.5', seed: 0, data: dataOf('home') });
    const model = await trainModel(lab, home, { model: 'rf', seed: 0, recipe: createRecipe(), data: dataOf('home') });
    // Of the cross-validations on record the one on new voices, which is not the latest.
    expect(model.description.metrics).toMatchObject({ cv: 'speaker:6', nClips: home.files.length });
    const { result, predictions } = await testModel(lab, model, 'away', away, 0);
    expect(result).toMatchObject({ corpus: 'away', nClips: 288, classes: ['angry', 'calm'], labelMap: { anger: 'angry', calm: 'calm' }, unmatched: ['boredom'], normalize: 'raw' });
    expect(result.recallFall!['calm']).toBeCloseTo(model.description.metrics!.recall['calm']! - result.perClass['calm']!.recall, 12);
    expect(result.adapted!.speaker).toHaveProperty('uar');
    // One answer to each counted clip, and together they are the matrix.
    expect(predictions.map(({ file }) => file)).toEqual(away.files.filter((_, row) => away.emotions[row] !== 'boredom'));
    expect(counted(predictions)).toEqual(result.confusionMatrix);
    for (const { speaker, file, probabilities } of predictions) expect([speaker, probabilities?.length]).toEqual([away.speakers[away.files.indexOf(file)], 2]);
    const few = { ...away, speakers: away.speakers.map((speaker, row) => (row === 0 ? 'once' : speaker)) };
    expect((await testModel(lab, model, 'away', few, 0)).result.adapted!.speaker).toEqual({ refused: expect.stringMatching(/Speaker once has 1 clip/) as string });
  });

  it('scores degraded copies too: each as a corpus of its own, measured by its own voices where the model measures voices', async () => {
    const quiet = { ...away.X, data: away.X.data.map((value) => value / 2 + 3) };
    const copies = [{ degradation: { kind: 'gain', level: -20 }, X: quiet }, { degradation: { kind: 'telephone', level: 0 }, X: away.X }];
    const raw = await trainModel(lab, home, { model: 'knn', seed: 0, recipe: createRecipe(), data: dataOf('home') });
    const { result, predictions } = await testModel(lab, raw, 'away', away, 0, {}, copies);
    const { result: alone } = await testModel(lab, raw, 'away', { ...away, X: quiet }, 0);
    expect(result.robustness).toEqual({
      augment: [],
      rows: [{ accuracy: result.accuracy, uar: result.uar, uarInterval: result.uarInterval }, { degradation: { kind: 'gain', level: -20 }, accuracy: alone.accuracy, uar: alone.uar, uarInterval: alone.uarInterval }, { degradation: { kind: 'telephone', level: 0 }, accuracy: result.accuracy, uar: result.uar, uarInterval: result.uarInterval }],
    });
    expect(alone.robustness).toBeUndefined();
    // The single answers are those to the clips as recorded.
    expect(counted(predictions)).toEqual(result.confusionMatrix);
    // Who is measured against his own mean and spread is the same at any gain.
    const bySpeaker = await trainModel(lab, home, { model: 'knn', seed: 0, recipe: createRecipe(), normalize: 'speaker', data: dataOf('home') });
    const [asRecorded, halved] = (await testModel(lab, bySpeaker, 'away', away, 0, {}, copies)).result.robustness!.rows;
    expect(halved!.uar).toBe(asRecorded!.uar);
  });

  it('finds the cross-validation of a model that was trained before it', async () => {
    const data = { ...dataOf('later'), featureSet: createRecipe().featureSet };
    const model = await trainModel(lab, home, { model: 'knn', seed: 0, recipe: createRecipe(), data });
    expect(ownMetrics(lab.store, model.description)).toBeUndefined();
    const { run } = await evaluateModel(lab, home, { model: 'knn', cv: 'speaker:6', seed: 0, data });
    await evaluateModel(lab, home, { model: 'knn', cv: 'random:0.5', seed: 0, data });
    // The one on new voices, which is not the latest; that of another learner or corpus is none.
    expect(ownMetrics(lab.store, model.description)).toMatchObject({ cv: 'speaker:6', uar: run.uar, recall: { calm: run.perClass['calm']!.recall } });
    expect(ownMetrics(lab.store, { ...model.description, classifier: 'logistic' })).toBeUndefined();
    expect(ownMetrics(lab.store, { ...model.description, trainedOn: { ...model.description.trainedOn, corpus: 'another' } })).toBeUndefined();
    // What the file itself keeps comes first.
    const kept = { cv: 'speaker', seed: 0, nClips: 1, accuracy: 0, uar: 0, macroF1: 0, recall: {} };
    expect(ownMetrics(lab.store, { ...model.description, metrics: kept })).toBe(kept);
  });

  it('refuses features that are not those of the model', async () => {
    const model = await trainModel(lab, home, { model: 'knn', seed: 0, recipe: createRecipe(), data: dataOf('home') });
    await expect(testModel(lab, model, 'other', { ...away, columns: away.columns.map((name) => `${name}x`) }, 0)).rejects.toMatchObject({ code: 'feature-mismatch' });
  });
});
