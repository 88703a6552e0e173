import { describe, expect, it } from 'vitest';
import { isFromResultsPage } from '../../src/protocol/resultsView.ts';
import { isFromClipLists, isMatrixCell } from '../../src/protocol/runClips.ts';

describe('isFromClipLists', () => {
  it('lets pass what a page with lists of clips sends, as the page of results does', () => {
    const messages = [{ type: 'clips', result: { kind: 'run', id: 3 }, cell: { labelled: 0, predicted: 7 } }, { type: 'clips', result: { kind: 'external', id: 1 }, cell: { labelled: 0, predicted: 7 } }, { type: 'play', clip: { kind: 'run', id: 3, place: 0 } }, { type: 'open', clip: { kind: 'external', id: 3, place: 1047 } }];
    for (const message of messages) expect([isFromClipLists(message), isFromResultsPage(message)], JSON.stringify(message)).toEqual([true, true]);
  });

  it('refuses anything else, a file by its name above all', () => {
    const messages = [undefined, null, 'play', {}, { type: 'play' }, { type: 'play', clip: '/etc/passwd' }, { type: 'open', clip: { file: '/etc/passwd' } }, { type: 'play', clip: { kind: 'run', id: 3, place: -1 } }, { type: 'play', clip: { kind: 'run', id: '3', place: 1 } }, { type: 'play', clip: { kind: 'run', id: 3, place: 0.5 } }, { type: 'clips', result: { kind: 'run', id: 3 } }, { type: 'clips', result: { kind: 'run', id: 3 }, cell: { labelled: 0 } }, { type: 'clips', result: { kind: 'leak', id: 3 }, cell: { labelled: 0, predicted: 0 } }, { type: 'clips', run: 3, cell: { labelled: 0, predicted: 0 } }, { type: 'play', clip: { id: 3, place: 0 } }, { type: 'clips', cell: { labelled: 0, predicted: 0 } }, { type: ['play'], clip: { kind: 'run', id: 3, place: 0 } }];
    for (const message of messages) expect(isFromClipLists(message), JSON.stringify(message)).toBe(false);
  });
});

describe('isMatrixCell', () => {
  it('knows a cell that a page kept', () => {
    expect(isMatrixCell({ labelled: 2, predicted: 0 })).toBe(true);
    for (const value of [undefined, null, 2, [0, 1], { labelled: 2 }, { labelled: 2, predicted: Number.NaN }]) expect(isMatrixCell(value), JSON.stringify(value)).toBe(false);
  });
});
