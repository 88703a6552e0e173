import { describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import { idsOf, resultEntries } from '../../src/node/resultEntries.ts';
import type { StoredStudy, StudyKind } from '../../src/node/store/study.ts';
import type { StoredRun } from '../../src/protocol/resultsView.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

const run = (id: number, minute: number): StoredRun => ({ id, endedAt: at(minute), run: { model: 'svm' } as EvaluationRun });

const leak = (id: number, model: string, { root = '/a', nClips = 10, seed = 0 } = {}): StoredStudy<'leak'> =>
  ({ id, kind: 'leak', madeAt: at(id), data: { root, featureSet: 'rich' }, record: { model, seed, rows: [{ kind: 'random', cv: 'stratified:5', nClips }], gaps: [] } }) as unknown as StoredStudy<'leak'>;

const test = (id: number, hash: string, root: string): StoredStudy<'external'> => ({ id, kind: 'external', madeAt: at(id), data: { root }, record: { tested: { hash } } }) as unknown as StoredStudy<'external'>;

const alone = (kind: 'curve' | 'robustness' | 'pairs' | 'importance', id: number): StoredStudy => ({ id, kind, madeAt: at(id), data: { root: '/a' }, record: { model: 'svm' } }) as unknown as StoredStudy;

/** A store that has these, each kind newest first, as the real one gives them. */
function storeOf(runs: readonly StoredRun[], studies: readonly StoredStudy[]): Parameters<typeof resultEntries>[0] {
  const of = <K extends StudyKind>(kind: K): StoredStudy<K>[] => studies.filter((study) => study.kind === kind).toSorted((a, b) => b.id - a.id) as StoredStudy<K>[];
  return { runs: () => runs.toSorted((a, b) => b.id - a.id), studies: of };
}

const listed = (runs: readonly StoredRun[], studies: readonly StoredStudy[]): (readonly [string, ...number[]])[] => resultEntries(storeOf(runs, studies)).map((entry) => [entry.kind, ...idsOf(entry)]);

describe('resultEntries', () => {
  it('lists runs and studies in order of time, newest first', () => {
    expect(listed([run(1, 1), run(2, 4)], [leak(3, 'svm'), test(5, 'm', '/x')])).toEqual([['external', 5], ['run', 2], ['leak', 3], ['run', 1]]);
  });

  it('sets learners side by side that were measured alike, the latest of each', () => {
    expect(listed([], [leak(1, 'svm'), leak(2, 'rf'), leak(3, 'svm')])).toEqual([['leak', 3, 2]]);
    for (const other of [{ root: '/b' }, { nClips: 11 }, { seed: 1 }]) expect(listed([], [leak(1, 'svm'), leak(2, 'rf', other)]), JSON.stringify(other)).toEqual([['leak', 2], ['leak', 1]]);
  });

  it('lets learning curves, robustness, confusable pairs and importance stand for themselves', () => {
    expect(listed([run(1, 3)], [alone('curve', 1), alone('curve', 2), alone('robustness', 5), alone('pairs', 4), alone('importance', 6)])).toEqual([['importance', 6], ['robustness', 5], ['pairs', 4], ['run', 1], ['curve', 2], ['curve', 1]]);
  });

  it('gathers the tests of a model, the latest on each corpus', () => {
    expect(listed([], [test(1, 'm', '/x'), test(2, 'm', '/y'), test(3, 'n', '/x'), test(4, 'm', '/x')])).toEqual([['external', 4, 2], ['external', 3]]);
  });
});
