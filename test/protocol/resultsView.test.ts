import { describe, expect, it } from 'vitest';
import { isFromResultsPage, placeOfState } from '../../src/protocol/resultsView.ts';

describe('isFromResultsPage', () => {
  it('lets pass what the page sends', () => {
    const messages = [{ type: 'ready' }, { type: 'crossValidate' }, { type: 'measureLeaks' }, { type: 'testOnExternal' }, { type: 'measureCurve' }, { type: 'measureRobustness' }, { type: 'measurePairs' }, { type: 'measureImportance' }, { type: 'show', key: { kind: 'importance', id: 2 } }, { type: 'show', key: { kind: 'curve', id: 1 } }, { type: 'show', key: { kind: 'leak', id: 3 } }, { type: 'show', key: { kind: 'runs' } }, { type: 'show', key: { kind: 'change', first: 1, second: 4 } }];
    for (const message of messages) expect(isFromResultsPage(message), JSON.stringify(message)).toBe(true);
  });

  it('refuses anything else', () => {
    const messages = [undefined, null, 'ready', {}, { type: 'removeCorpus' }, { type: ['crossValidate'] }, { type: 'show' }, { type: 'show', key: 3 }, { type: 'show', key: { kind: 'file', id: 3 } }, { type: 'show', key: { kind: 'run', id: '3' } }, { type: 'show', key: { kind: ['run'], id: 3 } }, { type: 'show', key: { kind: 'change', first: 1 } }, { type: 'show', key: { kind: 'change', first: 1, second: '4' } }];
    for (const message of messages) expect(isFromResultsPage(message), JSON.stringify(message)).toBe(false);
  });
});

describe('placeOfState', () => {
  it('finds the result that a page kept, in states of earlier versions a run', () => {
    expect(placeOfState({ kind: 'external', id: 7, unit: 'percent' })).toEqual({ kind: 'external', id: 7 });
    expect(placeOfState({ kind: 'importance', id: 4, unit: 'counts' })).toEqual({ kind: 'importance', id: 4 });
    expect(placeOfState({ id: 7, unit: 'counts' })).toEqual({ kind: 'run', id: 7 });
    expect(placeOfState({ kind: 'runs', order: { column: 'uar' } })).toEqual({ kind: 'runs' });
    expect(placeOfState({ kind: 'change', first: 2, second: 9, unit: 'counts' })).toEqual({ kind: 'change', first: 2, second: 9 });
  });

  it('finds none in a state that names none', () => {
    for (const state of [undefined, null, 7, {}, { kind: 'leak' }, { kind: 'else', id: 1 }, { kind: 'run', id: 1.5 }, { kind: 'change', first: 2 }, { kind: 'change', id: 2 }]) expect(placeOfState(state), JSON.stringify(state)).toBeUndefined();
  });
});
