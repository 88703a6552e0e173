import { describe, expect, it } from 'vitest';
import { poolFolds } from '../../../src/core/evaluation/crossValidate.ts';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { formatReport } from '../../../src/core/evaluation/report.ts';
import { createSplits } from '../../../src/core/evaluation/splits.ts';
import { svm } from '../../../src/core/learn/svm.ts';
import { fitPipeline } from '../../../src/core/learn/pipeline.ts';
import { selectRows } from '../../../src/core/learn/matrix.ts';
import { tableOf } from './tableOf.ts';

const table = tableOf({ speakers: ['1', '2', '3'], emotions: ['sad', 'calm'], takes: 2 });
const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };

describe('poolFolds', () => {
  const splits = createSplits(table, { kind: 'speaker', nFolds: 'each' }, 0);
  // Classes in order: calm 0, sad 1. Every clip of speaker 2 is called calm, all else is right.
  const { y } = classesOf(table);
  const outcomes = splits.map(({ test, speakers }) => ({ predicted: test.map((row) => (speakers[0] === '2' ? 0 : y[row]!)), fitMs: 2, predictMs: 1 }));
  const run = poolFolds(table, { model: 'svm', params: {}, cv: 'speaker', seed: 3, data }, splits, outcomes);

  it('pools the held-out predictions of all folds', () => {
    expect(run).toMatchObject({ classes: ['calm', 'sad'], nClips: 12, nSpeakers: 3, confusionMatrix: [[6, 0], [2, 4]], fitMs: 6, predictMs: 3, seed: 3 });
    expect(run.accuracy).toBeCloseTo(10 / 12, 12);
    expect(run.uar).toBeCloseTo((1 + 4 / 6) / 2, 12);
    expect(run.perClass['sad']).toEqual({ precision: 1, recall: 4 / 6, f1: 0.8, support: 6 });
    expect(run.folds.map(({ speakers, accuracy, uar, nTrain, nTest }) => [speakers, accuracy, uar, nTrain, nTest])).toEqual([[['1'], 1, 1, 8, 4], [['2'], 0.5, 0.5, 8, 4], [['3'], 1, 1, 8, 4]]);
    expect(run.predictions.filter(({ trueClass, predictedClass }) => trueClass !== predictedClass).map(({ speaker, file }) => [speaker, file])).toEqual([['2', '2/sad_0.wav'], ['2', '2/sad_1.wav']]);
  });

  it('is reported with its figures and its warnings', () => {
    const text = formatReport(run);
    expect(text).toContain('accuracy 0.833   UAR 0.833   macro F1 0.829');
    expect(text).toMatch(/sad +1\.000 +0\.667 +0\.800 +6/);
    expect(text).toMatch(/sad +2 +4\n/);
    expect(text).toContain('Synthetic sample corpus');
    expect(text).not.toContain('also in the training side');
    expect(formatReport({ ...run, cv: 'random:0.2' })).toContain('also in the training side');
  });
});

describe('fitPipeline', () => {
  it('fits the scaler on the training rows alone', () => {
    const { y } = classesOf(table);
    const train = [0, 1, 2, 3];
    const X = selectRows(table.X, train);
    const fit = fitPipeline(svm, { X, y: Int32Array.from(train, (row) => y[row]!), nClasses: 2 }, svm.defaults, 0);
    let step = fit.next();
    while (!step.done) step = fit.next();
    const mean = train.reduce((sum, row) => sum + table.X.data[row * table.X.nColumns]!, 0) / train.length;
    expect(step.value.scaler?.mean[0]).toBeCloseTo(mean, 6);
  });
});
