import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../../src/protocol/runTable.ts';
import { defaultOrder, nextOrder, orderOfState, sortRuns, type RunColumn } from '../../../src/webviews/results/runs/sortRuns.ts';

const row = (id: number, changes: Partial<RunRow> = {}): RunRow => ({
  id, modelName: 'SVM', extras: [], data: 'toy', synthetic: false, featureSet: 'rich', cv: 'speaker:6', seed: 0, uar: 0.5, uarInterval: null, accuracy: 0.5, macroF1: 0.5, nClips: 10, ms: 5, endedAt: '2026-01-01T00:00:00Z', ...changes,
});

const order = (rows: readonly RunRow[], column: RunColumn, isDescending: boolean): number[] => sortRuns(rows, { column, isDescending }).map(({ id }) => id);

describe('sortRuns', () => {
  it('sorts figures by value, not by their digits, either way', () => {
    const rows = [row(1, { nClips: 90, uar: 0.4, ms: 9 }), row(2, { nClips: 1200, uar: 0.35, ms: 1000 }), row(3, { nClips: 535, uar: 0.405, ms: 30 })];
    expect(order(rows, 'nClips', false)).toEqual([1, 3, 2]);
    expect(order(rows, 'ms', true)).toEqual([2, 3, 1]);
    expect(order(rows, 'uar', true)).toEqual([3, 1, 2]);
  });

  it('sorts texts from A, with the numbers in them as numbers', () => {
    expect(order([row(1, { cv: 'speaker:10' }), row(2, { cv: 'speaker:6' }), row(3, { cv: 'loso' })], 'cv', false)).toEqual([3, 2, 1]);
    expect(order([row(1, { modelName: 'svm' }), row(2, { modelName: 'Random Forest' })], 'model', false)).toEqual([2, 1]);
    expect(order([row(1, { normalize: 'speaker' }), row(2)], 'features', false)).toEqual([2, 1]);
  });

  it('has the newest of equals first, whichever way it sorts, and leaves the rows that it was given', () => {
    const rows = [row(1), row(3), row(2)];
    expect(order(rows, 'uar', true)).toEqual([3, 2, 1]);
    expect(order(rows, 'uar', false)).toEqual([3, 2, 1]);
    expect(rows.map(({ id }) => id)).toEqual([1, 3, 2]);
  });
});

describe('nextOrder', () => {
  it('turns the order of a column, and begins another with what is looked for first', () => {
    expect(nextOrder({ column: 'uar', isDescending: true }, 'uar')).toEqual({ column: 'uar', isDescending: false });
    expect(nextOrder(defaultOrder, 'uar')).toEqual({ column: 'uar', isDescending: true });
    expect(nextOrder(defaultOrder, 'model')).toEqual({ column: 'model', isDescending: false });
  });
});

describe('orderOfState', () => {
  it('knows what a page kept, and takes the newest first for anything else', () => {
    expect(orderOfState({ column: 'ms', isDescending: false })).toEqual({ column: 'ms', isDescending: false });
    for (const value of [undefined, null, 'uar', { column: 'uar' }, { column: 'constructor', isDescending: true }, { column: 'uar', isDescending: 'yes' }]) expect(orderOfState(value), JSON.stringify(value)).toEqual(defaultOrder);
  });
});
