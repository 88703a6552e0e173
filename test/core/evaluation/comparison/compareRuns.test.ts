import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../src/core/evaluation/comparison/compareRuns.ts';
import { poolFolds } from '../../../../src/core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../../../../src/core/evaluation/evaluationRun.ts';
import { classesOf } from '../../../../src/core/evaluation/featureTable.ts';
import { createSplits } from '../../../../src/core/evaluation/protocols/splits.ts';
import { tableOf } from '../tableOf.ts';

const table = tableOf({ speakers: ['1', '2', '3', '4'], emotions: ['calm', 'sad'], takes: 5 });
const { y } = classesOf(table);
const { folds: splits } = createSplits(table, { kind: 'speaker', nFolds: 'each' }, 0);
const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };

/** A run that errs on the rows of which `errs` says so. */
function runOf(errs: (row: number) => boolean, cv = 'speaker'): EvaluationRun {
  const outcomes = splits.map(({ test }) => {
    const predicted = test.map((row) => (errs(row) ? 1 - y[row]! : y[row]!));
    return { predicted, probabilities: Float64Array.from({ length: 2 * test.length }, (_, i) => (predicted[i >> 1] === i % 2 ? 1 : 0)), fitMs: 1, predictMs: 1 };
  });
  return poolFolds(table, { model: 'rf', params: {}, cv, seed: 0, data }, splits, outcomes);
}

describe('compareRuns', () => {
  const better = runOf((row) => row % 10 === 0);
  const worse = runOf((row) => row % 2 === 0);

  it('gives the differences, which are those of the runs, their intervals, and both tests', () => {
    const found = compareRuns(better, worse, { seed: 0 });
    expect(found).toMatchObject({ nClips: 40, mcnemar: { onlyFirst: 16, onlySecond: 0, test: 'exact binomial', pValue: 2 / 2 ** 16 } });
    expect(found.accuracy.value).toBeCloseTo(better.accuracy - worse.accuracy, 12);
    expect(found.uar.value).toBeCloseTo(better.uar - worse.uar, 12);
    // All four speakers differ alike, so no draw of them differs.
    expect(found.accuracy.interval?.[0]).toBeCloseTo(0.4, 12);
    expect(found.accuracy.interval?.[1]).toBeCloseTo(0.4, 12);
    expect(found.tTest).toMatchObject({ degreesOfFreedom: 3 });
    expect(found.tTest?.pValue).toBeLessThan(1e-6);
  });

  it('draws both runs together: what one speaker brings is 0 in some draws and more in others', () => {
    const { accuracy } = compareRuns(better, runOf((row) => row % 10 === 0 || row < 10), { seed: 0 });
    expect(accuracy.value).toBeCloseTo(9 / 40, 12);
    expect(accuracy.interval?.[0]).toBe(0);
    expect(accuracy.interval?.[1]).toBeGreaterThan(9 / 40);
  });

  it('finds no difference of a run from itself', () => {
    expect(compareRuns(better, better, { seed: 0 })).toMatchObject({ uar: { value: 0, interval: [0, 0] }, mcnemar: { pValue: 1 }, tTest: { statistic: 0, pValue: 1 } });
  });

  it('refuses runs that are not of the same clips, folds and emotions', () => {
    expect(() => compareRuns(better, { ...worse, predictions: worse.predictions.slice(1) }, { seed: 0 })).toThrow(/39 of 40 and 39 are shared/);
    expect(() => compareRuns(better, { ...worse, predictions: worse.predictions.map((prediction) => ({ ...prediction, fold: prediction.fold ^ 1 })) }, { seed: 0 })).toThrow(expect.objectContaining({ code: 'cv-invalid' }));
    expect(() => compareRuns(better, { ...worse, classes: ['calm', 'happy'] }, { seed: 0 })).toThrow(/different emotions/);
  });
});
