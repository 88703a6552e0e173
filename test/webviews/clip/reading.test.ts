import { describe, expect, it } from 'vitest';
import { hzToMel } from '../../../src/core/signal/mel.ts';
import { bentTicks, createFrequencyScale } from '../../../src/webviews/clip/frequencyScale.ts';
import { noteName } from '../../../src/webviews/clip/noteName.ts';
import { rangeOf, samplesOf } from '../../../src/webviews/clip/selection.ts';
import { timeText, timeTicks } from '../../../src/webviews/shared/timeTicks.ts';

describe('frequency scales', () => {
  it.each(['linear', 'mel', 'log'] as const)('%s: a share of the axis and its frequency are each other’s inverse, from end to end', (name) => {
    const scale = createFrequencyScale(name, 8000);
    expect(scale.share(scale.fromHz)).toBeCloseTo(0, 12);
    expect(scale.share(8000)).toBeCloseTo(1, 12);
    for (const share of [0, 0.1, 0.5, 0.77, 1]) expect(scale.share(scale.hertz(share))).toBeCloseTo(share, 12);
  });

  it('the mel axis is that of the features, and the logarithmic one gives each octave the same room', () => {
    const mel = createFrequencyScale('mel', 8000);
    for (const hertz of [100, 999, 1000, 3000]) expect(mel.share(hertz)).toBeCloseTo(hzToMel(hertz) / hzToMel(8000), 12);
    const log = createFrequencyScale('log', 8000);
    expect(log.share(400) - log.share(200)).toBeCloseTo(log.share(6000) - log.share(3000), 12);
  });

  it('have ticks in order and apart', () => {
    for (const name of ['mel', 'log'] as const) {
      const scale = createFrequencyScale(name, 24_000);
      const shares = bentTicks(scale, 0.08).map((hertz) => scale.share(hertz));
      expect(shares.length).toBeGreaterThan(5);
      for (let i = 1; i < shares.length; i++) expect((shares[i] ?? 0) - (shares[i - 1] ?? 0)).toBeGreaterThanOrEqual(0.08);
    }
  });
});

describe('notes', () => {
  it.each([[440, 'A4 +0 ct'], [261.6256, 'C4 +0 ct'], [27.5, 'A0 +0 ct'], [445, 'A4 +20 ct'], [1000, 'B5 +21 ct'], [435, 'A4 −20 ct'], [10, ''], [Number.NaN, '']])('%f Hz is "%s"', (hertz, name) => expect(noteName(hertz)).toBe(name));
});

describe('times', () => {
  it('are as fine as what is in sight, and count minutes in a long clip', () => {
    expect(timeText(1.5, 3, 4)).toBe('1.50 s');
    expect(timeText(1.5, 0.001, 4)).toBe('1.50000 s');
    expect(timeText(3599.996, 5, 7200)).toBe('1:00:00.00');
    expect(timeText(125, 3000, 3000)).toBe('2:05');
  });

  it('have ticks at whole minutes on an hour, and at seconds on a clip', () => {
    expect(timeTicks(0, 3600, 8)).toMatchObject({ unit: 'h:min:s', ticks: [0, 600, 1200, 1800, 2400, 3000, 3600].map((sec) => ({ sec })) });
    expect(timeTicks(0, 4, 5).ticks.map(({ label }) => label)).toEqual(['0', '1', '2', '3', '4']);
    expect(timeTicks(600, 605, 5)).toMatchObject({ unit: 'min:s', ticks: [{ label: '10:00' }, { label: '10:01' }, { label: '10:02' }, { label: '10:03' }, { label: '10:04' }, { label: '10:05' }] });
  });
});

describe('a selection', () => {
  it('is a range in order of time, whichever way it was drawn, and nothing when it has no length', () => {
    expect(rangeOf({ anchorSec: 3, headSec: 1 })).toEqual({ fromSec: 1, toSec: 3 });
    expect(rangeOf({ anchorSec: 3, headSec: 3 })).toBeUndefined();
    expect(samplesOf({ fromSec: 0.5, toSec: 99 }, { nSamples: 1000, sampleRate: 100 })).toEqual({ from: 50, to: 1000 });
  });
});
