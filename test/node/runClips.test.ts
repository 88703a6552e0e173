import { describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import { clipsOfCell, pathOfClip } from '../../src/node/runClips.ts';

const prediction = (file: string, trueClass: number, predictedClass: number, probabilities?: readonly number[]) => ({ file, speaker: '03', fold: 1, trueClass, predictedClass, ...(probabilities && { probabilities }) });

const runOf = (files: readonly string[], root = '/corpora/toy', changes: Partial<EvaluationRun> = {}): EvaluationRun =>
  ({ classes: ['angry', 'sad'], data: { root }, predictions: files.map((file) => prediction(file, 0, 1)), ...changes }) as unknown as EvaluationRun;

describe('clipsOfCell', () => {
  const predictions = [prediction('/corpora/toy/a/one.wav', 0, 1, [0.4, 0.6]), prediction('/corpora/toy/two.wav', 1, 1, [0, 1]), prediction('/corpora/toy/a/three.wav', 0, 1, [0.1, 0.9]), prediction('/corpora/toy/four.wav', 1, 0, [0.7, 0.3])];
  const stored = (changes: Partial<EvaluationRun> = {}) => ({ id: 7, endedAt: '', run: runOf([], '/corpora/toy', { predictions, ...changes }) });

  it('lists those of one label and one prediction, surest first, with names below the folder and folds from 1', () => {
    expect(clipsOfCell(stored(), { labelled: 0, predicted: 1 })).toEqual([
      { run: 7, place: 2, file: 'a/three.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.9 } },
      { run: 7, place: 0, file: 'a/one.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.6 } },
    ]);
    expect(clipsOfCell(stored(), { labelled: 0, predicted: 0 })).toEqual([]);
    expect(clipsOfCell(stored(), { labelled: 5, predicted: 0 })).toEqual([]);
  });

  it('calls a score what is no probability, and tells neither of a run without them', () => {
    expect(clipsOfCell(stored({ probabilities: 'scores' }), { labelled: 1, predicted: 0 })[0]?.sureness).toEqual({ kind: 'score', value: 0.7 });
    const [first] = clipsOfCell({ id: 1, endedAt: '', run: runOf(['/corpora/toy/b.wav', '/corpora/toy/a.wav']) }, { labelled: 0, predicted: 1 });
    expect(first).toEqual({ run: 1, place: 0, file: 'b.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad' });
  });
});

describe('pathOfClip', () => {
  it('finds recordings below the folder of the run, also where it names them from there', () => {
    expect(pathOfClip(runOf(['/corpora/toy/a/one.wav']), 0)).toBe('/corpora/toy/a/one.wav');
    expect(pathOfClip(runOf(['a/one.flac']), 0)).toBe('/corpora/toy/a/one.flac');
    expect(pathOfClip(runOf(['/corpora/toy/..odd/one.MP3']), 0)).toBe('/corpora/toy/..odd/one.MP3');
  });

  it('finds nothing else', () => {
    for (const file of ['/etc/passwd.wav', '../one.wav', '/corpora/toy/../one.wav', '/corpora/toybox/one.wav', '/corpora/toy', 'a/../../one.wav', '/corpora/toy/notes.txt', '/corpora/toy/.ssh/id']) expect(pathOfClip(runOf([file]), 0), file).toBeUndefined();
    for (const place of [1, -1, 0.5]) expect(pathOfClip(runOf(['/corpora/toy/a.wav']), place), String(place)).toBeUndefined();
  });
});
