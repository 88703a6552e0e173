import { describe, expect, it } from 'vitest';
import { isFromClipPage, partOfMenu } from '../../src/protocol/clipView.ts';

it('the part that a menu is about comes from the page, and is checked', () => {
  expect(partOfMenu({ webviewSection: 'selection', from: 3, to: 9, webview: 'ser.clip' })).toEqual({ from: 3, to: 9 });
  for (const context of [undefined, null, 'x', {}, { from: 3 }, { from: 9, to: 3 }, { from: '3', to: 9 }, { from: -1, to: 1 }, { from: 0.5, to: 1 }]) expect(partOfMenu(context)).toBeUndefined();
});

describe('isFromClipPage', () => {
  it('lets pass what the page sends', () => {
    const messages = [{ type: 'ready' }, { type: 'classify' }, { type: 'explain' }, { type: 'timeline', lengths: { windowSec: 5, hopSec: 0.5 } }, { type: 'stopTimeline' }, { type: 'classifySelection', from: 0, to: 5 }, { type: 'settings', settings: {} }, { type: 'want', version: 1, keys: [] }];
    for (const message of messages) expect(isFromClipPage(message), JSON.stringify(message)).toBe(true);
  });

  it('refuses anything else', () => {
    const messages = [null, 'timeline', {}, { type: 'timelineEnded' }, { type: 'timeline' }, { type: 'timeline', lengths: { windowSec: 1, hopSec: 3 } }, { type: 'timeline', lengths: { windowSec: 3, hopSec: 0.001 } }, { type: ['timeline'] }, { type: 'classifySelection', from: 5, to: 5 }, { type: 'saveSelection', from: -1, to: 5 }, { type: 'want', version: 1, keys: ['x'] }];
    for (const message of messages) expect(isFromClipPage(message), JSON.stringify(message)).toBe(false);
  });
});
