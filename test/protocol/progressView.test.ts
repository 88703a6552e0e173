import { expect, it } from 'vitest';
import { isFromProgressPage } from '../../src/protocol/progressView.ts';

it('the progress page may ask for little', () => {
  for (const message of [{ type: 'ready' }, { type: 'showResults' }, { type: 'cancel', id: 3 }]) expect(isFromProgressPage(message), JSON.stringify(message)).toBe(true);
  for (const message of [null, 'ready', {}, { type: 'cancel' }, { type: 'cancel', id: '3' }, { type: 'tasks' }]) expect(isFromProgressPage(message), JSON.stringify(message)).toBe(false);
});
