import { describe, expect, it } from 'vitest';
import { createWindowLengths, DEFAULT_WINDOWS } from '../../src/core/audio/slidingWindows.ts';
import { areWindowLengths, defaultSettings, hopsWithin, settingChoices, settingsOf } from '../../src/protocol/clipSettings.ts';

describe('settings of the clip editor', () => {
  it('of unknown origin keep what can be chosen and take the default for the rest', () => {
    expect(settingsOf({ nFft: 2048, colours: 'magma', rangeDb: 79, scale: 'bark', more: 1 })).toEqual({ ...defaultSettings, nFft: 2048, colours: 'magma' });
  });

  it.each([undefined, null, 7, 'mel', []])('%j are the defaults', (value) => expect(settingsOf(value)).toEqual(defaultSettings));

  it('have windows of a timeline that fit each other, and else those of the command line', () => {
    expect(settingsOf({ windowSec: 10, hopSec: 5 })).toEqual({ ...defaultSettings, windowSec: 10, hopSec: 5 });
    expect(settingsOf({ windowSec: 1, hopSec: 5 })).toEqual(defaultSettings);
    expect(defaultSettings).toMatchObject(DEFAULT_WINDOWS);
  });

  it('offer no windows that the timeline refuses, from the shortest to the longest', () => {
    for (const windowSec of settingChoices.windowSec) {
      expect(hopsWithin(windowSec).at(-1)).toBe(windowSec);
      for (const hopSec of hopsWithin(windowSec)) {
        expect(createWindowLengths(windowSec, hopSec)).toEqual({ windowSec, hopSec });
        expect(areWindowLengths({ windowSec, hopSec })).toBe(true);
      }
    }
    for (const [windowSec, hopSec] of [[settingChoices.windowSec[0]! - 0.1, 0.1], [settingChoices.windowSec.at(-1)! + 1, 1], [1, settingChoices.hopSec[0]! - 0.01]] as const) expect(() => createWindowLengths(windowSec, hopSec)).toThrow();
  });
});
