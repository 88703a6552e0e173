import { describe, expect, it } from 'vitest';
import { classesOf, type FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { contestedRows } from '../../src/core/evaluation/pairs/pairExpert.ts';
import { createSplits } from '../../src/core/evaluation/protocols/splits.ts';
import { classifierById } from '../../src/core/learn/classifiers.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { measurePairs } from '../../src/node/measurePairs.ts';
import type { TaskProgress } from '../../src/node/task.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const data = { name: 'toy', root: 'toy', corpus: 'csv', synthetic: false, featureSet: 'toy' };
const N = 30;
const plain = tableOf({ speakers: ['1', '2', '3', '4', '5', '6'], emotions: ['angry', 'calm', 'neutral', 'sad'], takes: 6, nColumns: N });
const random = createRandom(6);
// Column 0 tells angry from the rest, column 1 hardly calm from sad and neutral; each voice lies elsewhere.
const table: FeatureTable = {
  ...plain,
  X: { ...plain.X, data: plain.X.data.map((value, i) => {
    const [row, column] = [Math.floor(i / N), i % N];
    const emotion = plain.emotions[row];
    return (column === 0 ? random.normal() + (emotion === 'angry' ? 8 : 0) : column === 1 ? value + (emotion === 'calm' ? 0 : 1.5) : value) + 3 * Number(plain.speakers[row]);
  }) },
};
const { y, classes } = classesOf(table);
const request = { model: 'svm', cv: 'speaker:3', seed: 2, data, nWorst: 3 };

describe('measurePairs', () => {
  it('is the cross-validation of ser evaluate, the same whatever the number of workers', async () => {
    const seen: TaskProgress[] = [];
    const study = await measurePairs(lab, table, request, { onProgress: (progress) => seen.push(progress) });
    const { run } = await evaluateModel(lab, table, { model: 'svm', cv: 'speaker:3', seed: 2, data });
    expect(study).toMatchObject({ model: 'svm', cv: 'speaker:3', seed: 2, uar: run.uar, uarInterval: run.intervals!.uar, nClips: 144, nSpeakers: 6, nColumns: N, classes, probabilities: 'scores', params: run.params });
    expect(await measurePairs(testLab(':memory:', 1), table, request)).toEqual(study);
    expect(seen.at(-1)).toEqual({ phase: 'fold', done: 30, total: 30 });
    expect(JSON.parse(JSON.stringify(study))).toEqual(study);

    expect(study.ranking).toHaveLength(6);
    expect(study.pairs.map(({ emotions }) => emotions)).toEqual(study.ranking.slice(0, 3).map(({ emotions }) => emotions));
    for (const { emotions, nConfused, clips, features, nComparedSpeakers, experts, shap } of study.pairs) {
      const [a, b] = emotions.map((name) => classes.indexOf(name));
      expect(nConfused).toEqual([run.confusionMatrix[a!]![b!], run.confusionMatrix[b!]![a!]]);
      expect(clips).toHaveLength(nConfused[0] + nConfused[1]);
      expect([features.length, nComparedSpeakers]).toEqual([10, 6]);
      expect(shap).toMatchObject({ nClips: 72, params: { nRounds: 300 } });
      if (!shap || 'refused' in shap) throw new Error('It is explained.');
      // The same figure stands beside the effect and in the list of its own.
      for (const { column, d, shap: mean } of shap.features) expect(features.find((feature) => feature.column === column) ?? { d, shap: mean }).toMatchObject({ d, shap: mean });
      expect(experts.map(({ columns }) => columns)).toEqual(['all', 20]);
      const contested = contestedRows({ probabilities: Float64Array.from(run.predictions.flatMap(({ probabilities = [] }) => probabilities)), nClasses: 4 }, [a!, b!]);
      const nRightBefore = [...contested].filter((i) => run.predictions[i]!.trueClass === run.predictions[i]!.predictedClass).length;
      for (const expert of experts) {
        expect(expert).toMatchObject({ nContested: contested.length, nRightBefore });
        expect('refused' in expert ? 0 : expert.uar - expert.gain.value).toBeCloseTo(run.uar, 12);
      }
    }
  });

  it('looks at the pair that is named, in the order in which it is', async () => {
    const { pairs } = await measurePairs(lab, table, { ...request, pair: ['sad', 'angry'] });
    expect(pairs).toHaveLength(1);
    expect(pairs[0]!.emotions).toEqual(['sad', 'angry']);
    // Angry lies higher in column 0, in every voice.
    expect(pairs[0]!.features[0]).toMatchObject({ column: 'f0' });
    expect(pairs[0]!.features[0]!.d).toBeLessThan(-5);
    expect(pairs[0]!.features[0]!.p).toBeLessThan(0.001);
    expect(pairs[0]!.shap).toMatchObject({ nClips: 72, features: expect.arrayContaining([expect.objectContaining({ column: 'f0', d: pairs[0]!.features[0]!.d, shap: pairs[0]!.features[0]!.shap })]) as unknown });
  });

  it('has no second expert where there are no more columns than it takes', async () => {
    const narrow = tableOf({ speakers: ['1', '2', '3'], emotions: ['a', 'b'], takes: 4, nColumns: 5 });
    const { pairs } = await measurePairs(lab, narrow, { ...request, nWorst: 9 });
    expect(pairs.map(({ experts }) => experts.map(({ columns }) => columns))).toEqual([['all']]);
  });

  it('says where nothing can be compared within voices, and why an expert cannot be had', async () => {
    // Who is sad is never calm, and the other way.
    const kept = [...table.files.keys()].filter((row) => (Number(table.speakers[row]) % 2 ? table.emotions[row] !== 'sad' : table.emotions[row] !== 'calm'));
    const apart = (values: readonly string[]): string[] => kept.map((row) => values[row]!);
    const X = { data: Float32Array.from({ length: kept.length * N }, () => random.normal()), nRows: kept.length, nColumns: N };
    const { pairs } = await measurePairs(lab, { ...table, files: apart(table.files), emotions: apart(table.emotions), speakers: apart(table.speakers), X }, { ...request, cv: 'speaker', pair: ['sad', 'calm'] });
    expect(pairs[0]).toMatchObject({ features: [], nComparedSpeakers: 0 });
    const [whole, some] = pairs[0]!.experts;
    expect(whole).toMatchObject({ columns: 'all', verdict: expect.any(String) as string });
    if (!whole || 'refused' in whole) throw new Error('It has an expert on all columns.');
    expect(whole.nContested).toBeGreaterThan(0);
    expect(some).toEqual({ columns: 20, refused: expect.stringMatching(/^No speaker of a training side has clips of both emotions/) as string });
  });

  it('refuses known voices and unknown emotions before any work, and can be cancelled', async () => {
    for (const cv of ['stratified:3', 'random:0.3']) await expect(measurePairs(lab, table, { ...request, cv })).rejects.toMatchObject({ code: 'cv-invalid', message: expect.stringContaining(`${cv} tests voices that it trains on`) as string });
    await expect(measurePairs(lab, table, { ...request, pair: ['sad', 'bored'] })).rejects.toThrow('There is no emotion "bored"; the data has angry, calm, neutral, sad.');
    const controller = new AbortController();
    await expect(measurePairs(lab, table, { ...request, model: 'rf' }, { signal: controller.signal, onProgress: () => controller.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it('an expert learns nothing of the test side', async () => {
  const [fold] = createSplits(table, { kind: 'speaker', nFolds: 3 }, 0).folds;
  if (!fold) throw new Error('There is a fold.');
  const { train, test } = fold;
  // The first half of the test clips keep their features, though not their labels.
  const probes = new Set(test.subarray(0, test.length / 2));
  const others = new Set(test.subarray(test.length / 2));
  const ask = async (changed: ReadonlySet<number>): Promise<Int32Array> => {
    const X = { ...table.X, data: table.X.data.map((value, i) => (changed.has(Math.floor(i / N)) ? 90 - 7 * value : value)) };
    const labels = y.map((k, row) => (changed.has(row) || (changed.size > 0 && probes.has(row)) ? 3 - k : k));
    const answers = await lab.pool.run('judgePair', { classifier: 'svm', params: classifierById('svm').defaults, seed: 0, X, y: labels, nClasses: 4, train, test, pair: [1, 3], speakers: Int32Array.from(table.speakers, Number), nColumns: 8 });
    return answers.subarray(0, probes.size);
  };
  const asIs = await ask(new Set());
  expect(await ask(others)).toEqual(asIs);
  expect(await ask(new Set(train.subarray(0, 30)))).not.toEqual(asIs);
});
