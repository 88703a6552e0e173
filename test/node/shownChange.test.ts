import { describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import { runRow, shownChange } from '../../src/node/shownChange.ts';
import type { StoredRun } from '../../src/protocol/resultsView.ts';

const labels = [0, 0, 1, 1, 0, 0, 1, 1];

/** Two speakers of four clips each, held out one after the other; `wrong` are the places of the clips that are taken for the other emotion. */
function stored(id: number, wrong: readonly number[], changes: Partial<EvaluationRun> = {}): StoredRun {
  const predictions = labels.map((trueClass, i) => ({ file: `/toy/${i}.wav`, speaker: i < 4 ? '1' : '2', fold: i < 4 ? 0 : 1, trueClass, predictedClass: wrong.includes(i) ? 1 - trueClass : trueClass, probabilities: [0.25, 0.75] }));
  const fold = { speakers: [], nTrain: 4, nTest: 4, accuracy: 0.5, uar: 0.5, fitMs: 1, predictMs: 1 };
  const run = { model: 'svm', params: {}, cv: 'loso', seed: 0, data: { name: 'toy', root: '/toy', corpus: 'toy', synthetic: false, featureSet: 'rich' }, nClips: 8, nSpeakers: 2, classes: ['angry', 'sad'], accuracy: 0.5, uar: 0.5, macroF1: 0.5, perClass: { angry: { precision: 1, recall: 0.25 * id, f1: 1, support: 4 } }, confusionMatrix: [], folds: [fold, fold], fitMs: 3, predictMs: 4, predictions };
  return { id, endedAt: '2026-01-01T00:00:00Z', run: { ...run, ...changes } as unknown as EvaluationRun };
}

describe('shownChange', () => {
  it('lists what flipped as the run has it that errs, by its own places', () => {
    const { outcome, first, second } = shownChange(stored(1, [0, 5]), stored(2, [5, 6, 2]));
    if ('refused' in outcome) throw new Error(outcome.refused);
    expect([first.id, second.id]).toEqual([1, 2]);
    expect(outcome.toRight).toEqual([{ kind: 'run', id: 1, place: 0, file: '0.wav', speaker: '1', fold: 1, labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.75 } }]);
    expect(outcome.toWrong.map(({ id, place, labelled, predicted }) => [id, place, labelled, predicted])).toEqual([[2, 2, 'sad', 'angry'], [2, 6, 'sad', 'angry']]);
    // The second less the first: 5 of 8 right, and 6 of 8.
    expect(outcome.figures.accuracy.value).toBeCloseTo(-1 / 8, 12);
    expect(outcome.mcnemar).toMatchObject({ onlyFirst: 2, onlySecond: 1 });
    expect(outcome.recalls).toEqual([{ name: 'angry', support: 4, first: 0.25, second: 0.5 }, { name: 'sad', support: 0, first: 0, second: 0 }]);
  });

  it('says in a sentence why runs cannot be compared', () => {
    expect(shownChange(stored(1, []), stored(2, [], { classes: ['angry', 'happy'] })).outcome).toEqual({ refused: 'The runs tell different emotions apart, 1 of 2 and 2 the same: angry, sad and angry, happy.' });
  });
});

it('runRow tells what a row shows, with the times together', () => {
  expect(runRow(stored(3, [], { normalize: 'speaker', select: 20 }))).toEqual({
    id: 3, modelName: 'SVM (RBF)', extras: ['20 columns'], data: 'toy', synthetic: false, featureSet: 'rich', normalize: 'speaker', cv: 'loso', seed: 0, uar: 0.5, uarInterval: null, accuracy: 0.5, macroF1: 0.5, nClips: 8, ms: 7, endedAt: '2026-01-01T00:00:00Z',
  });
});
