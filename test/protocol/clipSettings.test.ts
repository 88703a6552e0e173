import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsOf } from '../../src/protocol/clipSettings.ts';

describe('settings of the clip editor', () => {
  it('of unknown origin keep what can be chosen and take the default for the rest', () => {
    expect(settingsOf({ nFft: 2048, colours: 'magma', rangeDb: 79, scale: 'bark', more: 1 })).toEqual({ ...defaultSettings, nFft: 2048, colours: 'magma' });
  });

  it.each([undefined, null, 7, 'mel', []])('%j are the defaults', (value) => expect(settingsOf(value)).toEqual(defaultSettings));
});
