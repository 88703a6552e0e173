import { describe, expect, it } from 'vitest';
import { isFromResultsPage, keyOfState } from '../../src/protocol/resultsView.ts';

describe('isFromResultsPage', () => {
  it('lets pass what the page sends', () => {
    const messages = [{ type: 'ready' }, { type: 'crossValidate' }, { type: 'measureLeaks' }, { type: 'testOnExternal' }, { type: 'show', key: { kind: 'leak', id: 3 } }];
    for (const message of messages) expect(isFromResultsPage(message), JSON.stringify(message)).toBe(true);
  });

  it('refuses anything else', () => {
    const messages = [undefined, null, 'ready', {}, { type: 'removeCorpus' }, { type: ['crossValidate'] }, { type: 'show' }, { type: 'show', key: 3 }, { type: 'show', key: { kind: 'file', id: 3 } }, { type: 'show', key: { kind: 'run', id: '3' } }, { type: 'show', key: { kind: ['run'], id: 3 } }];
    for (const message of messages) expect(isFromResultsPage(message), JSON.stringify(message)).toBe(false);
  });
});

describe('keyOfState', () => {
  it('finds the result that a page kept, in states of earlier versions a run', () => {
    expect(keyOfState({ kind: 'external', id: 7, unit: 'percent' })).toEqual({ kind: 'external', id: 7 });
    expect(keyOfState({ id: 7, unit: 'counts' })).toEqual({ kind: 'run', id: 7 });
  });

  it('finds none in a state that names none', () => {
    for (const state of [undefined, null, 7, {}, { kind: 'leak' }, { kind: 'else', id: 1 }, { kind: 'run', id: 1.5 }]) expect(keyOfState(state), JSON.stringify(state)).toBeUndefined();
  });
});
