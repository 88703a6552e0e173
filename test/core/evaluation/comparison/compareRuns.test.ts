import { describe, expect, it } from 'vitest';
import { formatChange } from '../../../../src/core/evaluation/comparison/changeText.ts';
import { runChange } from '../../../../src/core/evaluation/comparison/runChange.ts';
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
    expect(found.macroF1.value).toBeCloseTo(better.macroF1 - worse.macroF1, 12);
    expect(found.macroF1.interval).not.toBeNull();
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
    expect(() => compareRuns(better, { ...worse, predictions: worse.predictions.map((prediction) => ({ ...prediction, fold: prediction.fold ^ 1 })) }, { seed: 0 })).toThrow(expect.objectContaining({ code: 'cv-invalid', message: 'The runs do not hold out the same clips in the same folds: 0 of 40 and 40 are shared, by speaker in 4 and speaker in 4 folds.' }));
    expect(() => compareRuns(better, { ...worse, predictions: worse.predictions.map((prediction, i) => ({ ...prediction, trueClass: i < 3 ? 1 - prediction.trueClass : prediction.trueClass })) }, { seed: 0 })).toThrow(/those of 3 of 40 clips differ, first that of 1\/calm_0\.wav\./);
    expect(() => compareRuns(better, { ...worse, classes: ['calm', 'happy'] }, { seed: 0 })).toThrow(/different emotions apart, 1 of 2 and 2 the same: calm, sad and calm, happy\./);
  });
});

describe('runChange', () => {
  const first = runOf((row) => row % 10 === 0);
  const second = runOf((row) => row % 10 === 1 || row === 10);

  it('is the comparison seen from the first run, with the clips that are judged otherwise', () => {
    const compared = compareRuns(first, second, { seed: 0 });
    const change = runChange(first, second, { seed: 0 });
    expect(change.uar.value).toBeCloseTo(second.uar - first.uar, 12);
    expect(change.uar.interval).toEqual([0 - compared.uar.interval![1], 0 - compared.uar.interval![0]]);
    expect(change.tTest).toMatchObject({ pValue: compared.tTest!.pValue, statistic: -compared.tTest!.statistic });
    expect(change.mcnemar).toEqual(compared.mcnemar);
    expect([change.toWrong.length, change.toRight.length]).toEqual([compared.mcnemar.onlyFirst, compared.mcnemar.onlySecond]);
    // Rows 1, 11, 21 and 31 are each speaker's second clip; of rows 0, 10, 20 and 30 the second still errs on row 10.
    expect(change.toWrong.map(({ file }) => file)).toEqual([1, 2, 3, 4].map((speaker) => `${speaker}/calm_1.wav`));
    expect(change.toRight).toEqual([1, 3, 4].map((speaker) => ({ file: `${speaker}/calm_0.wav`, speaker: String(speaker), fold: speaker - 1, emotion: 'calm', takenFor: 'sad' })));
    expect(change.nOtherwiseWrong).toBe(0);
  });

  it('counts clips that both have wrong, for another emotion, as no flip', () => {
    const table3 = { ...first, classes: ['calm', 'sad', 'angry'], perClass: { ...first.perClass, angry: { precision: 0, recall: 0, f1: 0, support: 0 } } };
    const otherwise = { ...table3, predictions: first.predictions.map((prediction) => ({ ...prediction, predictedClass: prediction.predictedClass === prediction.trueClass ? prediction.trueClass : 2 })) };
    expect(runChange(table3, otherwise, { seed: 0 })).toMatchObject({ toWrong: [], toRight: [], nOtherwiseWrong: 4, accuracy: { value: 0 } });
  });

  it('says all of it as text, the clips up to a limit', () => {
    const many = runOf((row) => row % 2 === 0);
    const text = formatChange({ id: 1, run: first }, { id: 7, run: many }, runChange(first, many, { seed: 0 }), ['one', 'other'], (file) => `at ${file}`);
    expect(text).toMatch(/^run 1: one\nrun 7: other\n40 held-out clips, 4 speakers, the same 4 folds\nSynthetic/);
    expect(text).toMatch(/\nUAR {7}0\.900 {2}0\.500 {2}−0\.400 \[−0\.400, −0\.400\]\n/);
    expect(text).toMatch(/run 7 has the smaller UAR: .* only 4 speakers\.\nMcNemar \(exact binomial\): 16 right only in the first, 0 only in the second, p < 0\.001;/);
    expect(text).toMatch(/\nRight in run 1, wrong in run 7: 16 clips\n {2}at 1\/calm_2\.wav {2}speaker 1 {2}calm taken for sad\n/);
    expect(text.match(/\n {2}at /g)).toHaveLength(10);
    expect(text).toMatch(/\n {2}… and 6 more \(--json has all\)\nWrong in run 1, right in run 7: 0 clips\nWrong in both, for another emotion: 0 clips$/);
  });
});
