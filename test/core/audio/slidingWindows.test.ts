import { describe, expect, it } from 'vitest';
import { createWindowLengths, DEFAULT_WINDOWS, slidingWindows } from '../../../src/core/audio/slidingWindows.ts';
import { isSerError } from '../../../src/core/errors.ts';

const windows = (nSamples: number, sampleRate: number, windowSec = 3, hopSec = 1) => slidingWindows({ nSamples, sampleRate }, { windowSec, hopSec });

describe('sliding windows', () => {
  it('begin every hop as long as they fit', () => {
    expect(windows(500, 100)).toEqual([{ from: 0, to: 300 }, { from: 100, to: 400 }, { from: 200, to: 500 }]);
  });

  it('end with the recording, where steps of the hop leave an end over', () => {
    expect(windows(441, 100).map(({ from }) => from)).toEqual([0, 100, 141]);
    expect(windows(301, 100).map(({ from }) => from)).toEqual([0, 1]);
  });

  it('of a recording that is no longer than one are one; of nothing, none', () => {
    for (const n of [1, 299, 300]) expect(windows(n, 100)).toEqual([{ from: 0, to: n }]);
    expect(windows(0, 100)).toEqual([]);
  });

  it('are all of one length, in order, within the recording, and leave no sample out, at any rate', () => {
    for (const sampleRate of [8000, 11_025, 22_050, 44_100]) {
      for (const hopSec of [0.1, 0.333, 0.7, 2.5]) {
        const nSamples = 20 * sampleRate + 137;
        const spans = windows(nSamples, sampleRate, 2.5, hopSec);
        expect(new Set(spans.map(({ from, to }) => to - from))).toEqual(new Set([Math.round(2.5 * sampleRate)]));
        spans.forEach(({ from }, i) => i > 0 && expect(from).toBeGreaterThan(spans[i - 1]!.from));
        spans.forEach(({ from }, i) => i > 0 && expect(from).toBeLessThanOrEqual(spans[i - 1]!.to + 1));
        expect([spans[0]!.from, spans.at(-1)!.to]).toEqual([0, nSamples]);
      }
    }
  });

  it('are refused where they make no sense, and where there are too many', () => {
    expect(createWindowLengths(DEFAULT_WINDOWS.windowSec, DEFAULT_WINDOWS.hopSec)).toEqual(DEFAULT_WINDOWS);
    for (const [windowSec, hopSec] of [[0.4, 0.1], [61, 1], [3, 3.1], [3, 0.05], [Number.NaN, 1], [3, Number.NaN]] as const) {
      expect(() => createWindowLengths(windowSec, hopSec)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
    }
    try {
      windows(16_000 * 3600 * 10, 16_000, 3, 0.1);
      expect.unreachable();
    } catch (error) {
      expect(isSerError(error) && error.message).toMatch(/^The recording has 359971 windows of 3 s every 0\.1 s; at most 100000/);
    }
  });
});
