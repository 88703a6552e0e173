import { describe, expect, it } from 'vitest';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { classFigures, confusionMatrix, uar } from '../../../src/core/evaluation/metrics/metrics.ts';
import { fitBest, innerFolds, searchParams, speakerRanks, type SearchOutcome, type SearchTask } from '../../../src/core/evaluation/search.ts';
import { createSplits } from '../../../src/core/evaluation/protocols/splits.ts';
import { predictedClasses, type Classifier, type Params, type TrainingData } from '../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { selectRows } from '../../../src/core/learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { createRandom, shuffle } from '../../../src/core/learn/random.ts';
import { runFit } from '../learn/syntheticSet.ts';
import { tableOf } from './tableOf.ts';

const knn = classifierById('knn');
const candidates: Params[] = [{ k: 1 }, { k: 3 }, { k: 7 }, { k: 15 }, { k: 40 }];
// Noise in most columns, so that the candidates differ.
const table = tableOf({ speakers: ['s10', '2', '1', 's3', '7', '5', '30', '4'], emotions: ['a', 'b', 'c'], takes: 4, nColumns: 9 });
for (let i = 0; i < table.X.data.length; i += 9) table.X.data[i] = table.X.data[i]! * 0.2;
const { y, classes } = classesOf(table);
const whole: TrainingData = { X: table.X, y, nClasses: classes.length };
const speakers = speakerRanks(table.speakers);

const taskOf = (over: Partial<SearchTask> = {}): SearchTask => ({ params: knn.defaults, candidates, speakers, ...over });
const search = (data: TrainingData, task: SearchTask, classifier: Classifier = knn): SearchOutcome => runFit(searchParams(classifier, data, task, 0)).model;
const part = (data: TrainingData, rows: ArrayLike<number>): TrainingData => ({ X: selectRows(data.X, rows), y: Int32Array.from(rows, (row) => data.y[row]!), nClasses: data.nClasses });

describe('inner folds', () => {
  it('hold the speakers whose rank among those present modulo their number is the fold’s', () => {
    expect([...speakerRanks(['10', '2', '', '2', 'x'])]).toEqual([1, 0, -1, 0, 2]);
    // Seven speakers, five folds; ranks are those among the training speakers, whatever their numbers.
    expect([...innerFolds(Int32Array.of(3, 3, 9, 12, 20, 21, 22, 40))]).toEqual([0, 0, 1, 2, 3, 4, 0, 1]);
    expect([...innerFolds(Int32Array.of(8, 2, 5, 8))]).toEqual([2, 0, 1, 2]);
  });

  it('are refused for one speaker and for unknown ones, with the numbers', () => {
    expect(() => innerFolds(Int32Array.of(4, 4, 4))).toThrow(expect.objectContaining({ code: 'too-few-speakers', message: expect.stringMatching(/of 1 speaker; .* at least 2/) as string }));
    expect(() => innerFolds(Int32Array.of(4, -1, 3))).toThrow(expect.objectContaining({ code: 'too-few-speakers', message: expect.stringMatching(/speaker of 1 of 3 training clips is unknown/) as string }));
    expect(() => search(whole, taskOf({ speakers: new Int32Array(y.length) }))).toThrow(/of 1 speaker/);
  });

  it('are refused where one would train on a single emotion', () => {
    const data = part(whole, [0, 1, 2, 3, 12 + 4, 12 + 5]);
    expect(() => search(data, taskOf({ speakers: Int32Array.of(0, 0, 0, 0, 1, 1) }))).toThrow(expect.objectContaining({ code: 'cv-invalid', message: expect.stringMatching(/Inner fold 1 of 2 trains on clips of one emotion/) as string }));
  });
});

describe('a search', () => {
  /** The same by hand: lists and names, no shared code but the learner and the metric. */
  function byHand(rows: readonly number[]): { uars: number[]; chosen: number } {
    const present = [...new Set(rows.map((row) => speakers[row]!))].sort((a, b) => a - b);
    const nFolds = Math.min(5, present.length);
    const uars = candidates.map((candidate) => {
      const truth: number[] = [];
      const guesses: number[] = [];
      for (let fold = 0; fold < nFolds; fold++) {
        const isIn = (row: number): boolean => present.indexOf(speakers[row]!) % nFolds === fold;
        const inner = rows.filter((row) => !isIn(row));
        const held = rows.filter(isIn);
        const { model } = runFit(fitPipeline(knn, part(whole, inner), { ...knn.defaults, ...candidate }, 0));
        guesses.push(...predictedClasses(predictPipeline(knn, model, selectRows(table.X, held)), classes.length));
        truth.push(...held.map((row) => y[row]!));
      }
      return uar(classFigures(confusionMatrix(truth, guesses, classes.length)));
    });
    return { uars, chosen: uars.indexOf(Math.max(...uars)) };
  }

  it('inside each outer fold equals a nested loop by hand, and its fit is that of the chosen candidate on all training rows', () => {
    const chosen = new Set<number>();
    for (const cv of [{ kind: 'speaker', nFolds: 4 }, { kind: 'stratified', nFolds: 3 }] as const) {
      for (const { train, test } of createSplits(table, cv, 0).folds) {
        const data = part(whole, train);
        const own = train.map((row) => speakers[row]!);
        const expected = byHand([...train]);
        const { pipeline, search: found } = runFit(fitBest(knn, data, taskOf({ speakers: own }), 0)).model;
        expect([...found.uars]).toEqual(expected.uars);
        expect(found.chosen).toBe(expected.chosen);
        chosen.add(found.chosen);
        const { model: plain } = runFit(fitPipeline(knn, data, { ...knn.defaults, ...candidates[expected.chosen] }, 0));
        expect(predictPipeline(knn, pipeline, selectRows(table.X, test))).toEqual(predictPipeline(knn, plain, selectRows(table.X, test)));
      }
    }
    // Else these folds would not tell one choice from another.
    expect(chosen.size).toBeGreaterThan(1);
  });

  it('does not see the test side: other labels and features there change nothing', () => {
    for (const { train, test } of createSplits(table, { kind: 'speaker', nFolds: 4 }, 0).folds) {
      const own = train.map((row) => speakers[row]!);
      const before = search(part(whole, train), taskOf({ speakers: own }));
      const shuffled = shuffle(Int32Array.from(test), createRandom(3));
      const damaged = { X: { ...table.X, data: table.X.data.slice() }, y: y.slice(), nClasses: classes.length };
      test.forEach((row, i) => (damaged.y[row] = y[shuffled[i]!]!));
      for (const row of test) damaged.X.data.fill(1e6, row * 9, row * 9 + 9);
      expect(search(part(damaged, train), taskOf({ speakers: own }))).toEqual(before);
    }
  });

  it('fits the scaler inside each inner fold: the columns of every training side have mean 0 and deviation 1', () => {
    let nFits = 0;
    const spy: Classifier = {
      ...knn,
      fit(data, params, seed) {
        nFits++;
        const { data: values, nRows, nColumns } = data.X;
        for (let j = 0; j < nColumns; j++) {
          const column = Array.from({ length: nRows }, (_, i) => values[i * nColumns + j]!);
          expect(Math.abs(column.reduce((sum, value) => sum + value, 0) / nRows)).toBeLessThan(1e-6);
          expect(Math.abs(column.reduce((sum, value) => sum + value * value, 0) / nRows - 1)).toBeLessThan(1e-5);
        }
        return knn.fit(data, params, seed);
      },
    };
    search(whole, taskOf({ candidates: [{ k: 1 }] }), spy);
    expect(nFits).toBe(5);
  });

  it('is the same every time, takes the first of equal candidates, and counts its work', () => {
    expect(search(whole, taskOf())).toEqual(search(whole, taskOf()));
    expect(search(whole, taskOf({ candidates: [{ k: 3 }, { k: 3, weights: 'uniform' }] })).chosen).toBe(0);
    const { reports } = runFit(fitBest(knn, whole, taskOf(), 0));
    expect(reports.at(-1)).toEqual({ done: 26, total: 26, unit: 'step' });
    reports.forEach(({ done, total }, i) => expect([total, done - (reports[i - 1]?.done ?? 0)]).toEqual([26, expect.toBeOneOf([0, 1]) as number]));
    expect(fitBest(knn, whole, taskOf(), 0).return(undefined as never).done).toBe(true);
  });

  it('lays each candidate over the parameters', () => {
    const asked: Params[] = [];
    const spy: Classifier = { ...knn, fit: (data, params, seed) => (asked.push(params), knn.fit(data, params, seed)) };
    runFit(fitBest(spy, whole, taskOf({ params: { k: 2, weights: 'distance' }, candidates: [{ k: 9 }] }), 0));
    expect(asked).toEqual(Array(6).fill({ k: 9, weights: 'distance' }));
  });

  it('lays what the last fit has beside over its parameters alone, beneath the candidate', () => {
    const asked: Params[] = [];
    const spy: Classifier = { ...knn, fit: (data, params, seed) => (asked.push(params), knn.fit(data, params, seed)) };
    runFit(fitBest(spy, whole, taskOf({ params: { k: 2, weights: 'uniform' }, candidates: [{ k: 9 }], fitted: { k: 4, weights: 'distance' } }), 0));
    expect(asked).toEqual([...Array<Params>(5).fill({ k: 9, weights: 'uniform' }), { k: 9, weights: 'distance' }]);
  });
});
