import { describe, expect, it } from 'vitest';
import { poolFolds } from '../../../src/core/evaluation/crossValidate.ts';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { formatReport } from '../../../src/core/evaluation/report.ts';
import { createSplits } from '../../../src/core/evaluation/protocols/splits.ts';
import { svm } from '../../../src/core/learn/svm/svm.ts';
import { fitPipeline } from '../../../src/core/learn/pipeline.ts';
import { selectRows } from '../../../src/core/learn/matrix.ts';
import { tableOf } from './tableOf.ts';

const table = tableOf({ speakers: ['1', '2', '3'], emotions: ['sad', 'calm'], takes: 2 });
const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };

describe('poolFolds', () => {
  const { folds: splits } = createSplits(table, { kind: 'speaker', nFolds: 'each' }, 0);
  // Classes in order: calm 0, sad 1. Every clip of speaker 2 is called calm, all else is right.
  const { y } = classesOf(table);
  const outcomes = splits.map(({ test, speakers }) => {
    const predicted = test.map((row) => (speakers[0] === '2' ? 0 : y[row]!));
    // The predicted class has 0.8 and a bit, the other the rest.
    return { predicted, probabilities: Float64Array.from({ length: 2 * test.length }, (_, i) => (predicted[i >> 1] === i % 2 ? 0.8000049 : 0.1999951)), fitMs: 2, predictMs: 1 };
  });
  const plan = { model: 'rf', params: {}, cv: 'speaker', seed: 3, data };
  const run = poolFolds(table, plan, splits, outcomes);

  it('pools the held-out predictions of all folds', () => {
    expect(run).toMatchObject({ classes: ['calm', 'sad'], nClips: 12, nSpeakers: 3, confusionMatrix: [[6, 0], [2, 4]], fitMs: 6, predictMs: 3, seed: 3 });
    expect(run.accuracy).toBeCloseTo(10 / 12, 12);
    expect(run.uar).toBeCloseTo((1 + 4 / 6) / 2, 12);
    expect(run.confusionShares).toEqual([[1, 0], [2 / 6, 4 / 6]]);
    expect(run.perClass['sad']).toEqual({ precision: 1, recall: 4 / 6, f1: 0.8, support: 6 });
    expect(run.folds.map(({ speakers, accuracy, uar, nTrain, nTest }) => [speakers, accuracy, uar, nTrain, nTest])).toEqual([[['1'], 1, 1, 8, 4], [['2'], 0.5, 0.5, 8, 4], [['3'], 1, 1, 8, 4]]);
    expect(run.predictions.filter(({ trueClass, predictedClass }) => trueClass !== predictedClass).map(({ speaker, file }) => [speaker, file])).toEqual([['2', '2/sad_0.wav'], ['2', '2/sad_1.wav']]);
  });

  it('has the figures of the probabilities and intervals over the speakers', () => {
    expect(run).toMatchObject({ probabilities: 'estimated', top2Accuracy: 1, intervals: { nClusters: 3, nUnknownSpeaker: 0, nDraws: 1000, seed: 3 } });
    // The learner is right in 10 of 12 clips, and always sure by 0.8000049.
    expect(run.calibration?.error).toBeCloseTo(10 / 12 - 0.8000049, 12);
    expect(run.calibration?.bins).toMatchObject([{ from: 0.8, to: 0.9, nClips: 12 }]);
    expect(run.logLoss).toBeCloseTo(-(10 * Math.log(0.8000049) + 2 * Math.log(0.1999951)) / 12, 12);
    // Speaker 2 is right by half: drawn not at all, or three times in 1 of 27 draws.
    expect(run.intervals?.accuracy).toEqual([0.5, 1]);
  });

  it('records the probabilities of each clip, rounded only after the figures', () => {
    expect(run.predictions[0]?.probabilities).toEqual([0.2, 0.8]);
    expect(run.predictions.map(({ probabilities, predictedClass }) => probabilities?.indexOf(Math.max(...probabilities)) === predictedClass)).not.toContain(false);
  });

  it('takes speakers of one id in two corpora for two people, and each clip of an unknown one for another', () => {
    const draws = (changes: Partial<typeof table>) => poolFolds({ ...table, ...changes }, plan, splits, outcomes).intervals;
    expect(draws({ corpora: table.files.map((_, i) => (i % 4 < 2 ? 'ravdess' : 'emodb')) })).toMatchObject({ nClusters: 6, nUnknownSpeaker: 0 });
    expect(draws({ speakers: table.speakers.map((speaker) => (speaker === '1' ? '' : speaker)) })).toMatchObject({ nClusters: 6, nUnknownSpeaker: 4 });
  });

  it('takes the votes of a support vector machine for scores, which have no losses', () => {
    const votes = poolFolds(table, { ...plan, model: 'svm', params: { probability: false } }, splits, outcomes);
    expect(votes).toMatchObject({ probabilities: 'scores', top2Accuracy: 1, rocAuc: { macro: expect.any(Number) as number } });
    for (const name of ['logLoss', 'brier', 'calibration']) expect(votes).not.toHaveProperty(name);
    expect(formatReport(votes)).toMatch(/top-2 accuracy 1\.000 .*ROC-AUC[^]*No log-loss, Brier score and calibration error: .*--param probability=true/);
    expect(formatReport(votes)).not.toMatch(/log-loss \d/);
  });

  it('a record of an earlier version is reported without what it lacks', () => {
    const { probabilities, top2Accuracy, rocAuc, logLoss, brier, calibration, intervals, confusionShares, ...earlier } = run;
    void [probabilities, top2Accuracy, rocAuc, logLoss, brier, calibration, intervals, confusionShares];
    const text = formatReport(earlier);
    expect(text).toContain('accuracy 0.833   UAR 0.833   macro F1 0.829');
    expect(text).not.toMatch(/interval|log-loss|top-2|undefined|NaN/);
  });

  it('is reported with its figures and its warnings', () => {
    const text = formatReport(run);
    expect(text).toContain('accuracy 0.833   UAR 0.833   macro F1 0.829');
    expect(text).toContain('95 % intervals over 3 speakers (too narrow, since they are few):\n  accuracy [0.500, 1.000]   UAR [0.500, 1.000]   macro F1 [');
    expect(text).toMatch(/\n {2}top-2 accuracy 1\.000 \[1\.000, 1\.000\] {3}ROC-AUC 0\.\d+ \[[^]*\n {2}log-loss 0\.454 \[.*Brier 0\.\d+ \[.*calibration error 0\.033 \[/);
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
