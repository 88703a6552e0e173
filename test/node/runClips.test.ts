import { describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import type { StoredStudy } from '../../src/node/store/study.ts';
import { clipsOfCell, clipsOfRun, clipsOfTest, pathOfClip } from '../../src/node/runClips.ts';

const prediction = (file: string, trueClass: number, predictedClass: number, probabilities?: readonly number[]) => ({ file, speaker: '03', fold: 1, trueClass, predictedClass, ...(probabilities && { probabilities }) });

const runOf = (files: readonly string[], root = '/corpora/toy', changes: Partial<EvaluationRun> = {}): EvaluationRun =>
  ({ classes: ['angry', 'sad'], data: { root }, predictions: files.map((file) => prediction(file, 0, 1)), ...changes }) as unknown as EvaluationRun;

describe('clipsOfCell', () => {
  const predictions = [prediction('/corpora/toy/a/one.wav', 0, 1, [0.4, 0.6]), prediction('/corpora/toy/two.wav', 1, 1, [0, 1]), prediction('/corpora/toy/a/three.wav', 0, 1, [0.1, 0.9]), prediction('/corpora/toy/four.wav', 1, 0, [0.7, 0.3])];
  const stored = (changes: Partial<EvaluationRun> = {}) => clipsOfRun({ id: 7, endedAt: '', run: runOf([], '/corpora/toy', { predictions, ...changes }) });

  it('lists those of one label and one prediction, surest first, with names below the folder and folds from 1', () => {
    expect(clipsOfCell(stored(), { labelled: 0, predicted: 1 })).toEqual([
      { kind: 'run', id: 7, place: 2, file: 'a/three.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.9 } },
      { kind: 'run', id: 7, place: 0, file: 'a/one.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.6 } },
    ]);
    expect(clipsOfCell(stored(), { labelled: 0, predicted: 0 })).toEqual([]);
    expect(clipsOfCell(stored(), { labelled: 5, predicted: 0 })).toEqual([]);
  });

  it('calls a score what is no probability, and tells neither of a run without them', () => {
    expect(clipsOfCell(stored({ probabilities: 'scores' }), { labelled: 1, predicted: 0 })[0]?.sureness).toEqual({ kind: 'score', value: 0.7 });
    const [first] = clipsOfCell(clipsOfRun({ id: 1, endedAt: '', run: runOf(['/corpora/toy/b.wav', '/corpora/toy/a.wav']) }), { labelled: 0, predicted: 1 });
    expect(first).toEqual({ kind: 'run', id: 1, place: 0, file: 'b.wav', speaker: '03', fold: 2, labelled: 'angry', predicted: 'sad' });
  });
});

describe('clipsOfTest', () => {
  const test = (predictions?: readonly unknown[]) => ({ id: 4, madeAt: '', kind: 'external', data: { root: '/corpora/other' }, record: { result: { classes: ['angry', 'sad'] }, predictions } }) as unknown as StoredStudy<'external'>;

  it('lists what a model answered on another corpus, which has no folds', () => {
    const judged = clipsOfTest(test([{ file: '/corpora/other/one.wav', speaker: '9', trueClass: 0, predictedClass: 1, probabilities: [0.25, 0.75] }]))!;
    expect(clipsOfCell(judged, { labelled: 0, predicted: 1 })).toEqual([{ kind: 'external', id: 4, place: 0, file: 'one.wav', speaker: '9', labelled: 'angry', predicted: 'sad', sureness: { kind: 'probability', value: 0.75 } }]);
    expect(pathOfClip(judged, 0)).toBe('/corpora/other/one.wav');
  });

  it('has none of a test that kept none', () => expect(clipsOfTest(test())).toBeUndefined());
});

describe('pathOfClip', () => {
  const pathIn = (files: readonly string[], place: number): string | undefined => pathOfClip(clipsOfRun({ id: 1, endedAt: '', run: runOf(files) }), place);

  it('finds recordings below the folder of the run, also where it names them from there', () => {
    expect(pathIn(['/corpora/toy/a/one.wav'], 0)).toBe('/corpora/toy/a/one.wav');
    expect(pathIn(['a/one.flac'], 0)).toBe('/corpora/toy/a/one.flac');
    expect(pathIn(['/corpora/toy/..odd/one.MP3'], 0)).toBe('/corpora/toy/..odd/one.MP3');
  });

  it('finds nothing else', () => {
    for (const file of ['/etc/passwd.wav', '../one.wav', '/corpora/toy/../one.wav', '/corpora/toybox/one.wav', '/corpora/toy', 'a/../../one.wav', '/corpora/toy/notes.txt', '/corpora/toy/.ssh/id']) expect(pathIn([file], 0), file).toBeUndefined();
    for (const place of [1, -1, 0.5]) expect(pathIn(['/corpora/toy/a.wav'], place), String(place)).toBeUndefined();
  });
});
