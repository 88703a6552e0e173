import { describe, expect, it } from 'vitest';
import type { TimelinePart, TimelineWindow } from '../../../../src/protocol/clipTimeline.ts';
import { cellOf, indexAt, runsOf, tallyAnswers, withPart, type EmotionTimeline } from '../../../../src/webviews/clip/timeline/emotionTimeline.ts';

const window = (fromSec: number, emotion: string, share: number, more: Partial<TimelineWindow> = {}): TimelineWindow => ({ fromSec, toSec: fromSec + 3, emotion, probabilities: { [emotion]: share }, ...more });

const part = (first: number, total: number, windows: readonly TimelineWindow[], model = 'SVM on x'): TimelinePart => ({ model, modelHash: model, byStarter: false, synthetic: false, windowSec: 3, hopSec: 1, classes: ['angry', 'sad'], total, first, windows });

const timelineOf = (windows: readonly TimelineWindow[]): EmotionTimeline => withPart(undefined, part(0, windows.length, windows));

describe('an emotion timeline', () => {
  it('is put together of parts in any order', () => {
    const windows = Array.from({ length: 5 }, (_, i) => window(i, 'angry', i / 10));
    const half = withPart(undefined, part(3, 5, windows.slice(3)));
    expect([half.nDone, half.windows[0], half.windows[4]]).toEqual([2, undefined, windows[4]]);
    const whole = withPart(half, part(0, 5, windows.slice(0, 3)));
    expect([whole.nDone, whole.windows]).toEqual([5, windows]);
    // What was there is not changed, and a part of another model begins another timeline.
    expect(half.nDone).toBe(2);
    expect(withPart(whole, part(0, 5, windows.slice(0, 1), 'other')).nDone).toBe(1);
  });

  it('gives each window the time to which its middle is nearest, without gaps, to both ends', () => {
    const timeline = timelineOf([0, 1, 2, 2.4].map((fromSec) => window(fromSec, 'angry', 1)));
    const cells = timeline.windows.map((_, i) => cellOf(timeline, i, 5.4));
    expect(cells.map(({ fromSec, toSec }) => [fromSec, Number(toSec.toFixed(6))])).toEqual([[0, 2], [2, 3], [3, 3.7], [3.7, 5.4]]);
    expect([0, 1.9, 2.1, 3.6, 3.8, 5.4].map((timeSec) => indexAt(timeline, timeSec))).toEqual([0, 0, 1, 2, 3, 3]);
  });

  it('of one window is all of the clip', () => {
    const timeline = timelineOf([window(0, 'sad', 0.6)]);
    expect(cellOf(timeline, 0, 2)).toEqual({ fromSec: 0, toSec: 2 });
    expect([0, 9].map((timeSec) => indexAt(timeline, timeSec))).toEqual([0, 0]);
  });

  it('counts answers, and joins windows of one answer: what is uncertain or no speech is no emotion', () => {
    const timeline = timelineOf([
      window(0, 'angry', 0.6), window(1, 'angry', 0.8), window(2, 'angry', 0.3, { uncertain: true }), window(3, 'sad', 0.9, { remark: 'no speech', uncertain: true }), window(4, 'sad', 0.5), window(5, 'angry', 0.5),
    ]);
    expect(tallyAnswers(timeline)).toEqual([
      { answer: { kind: 'emotion', emotion: 'angry' }, nWindows: 3 },
      { answer: { kind: 'uncertain' }, nWindows: 1 },
      { answer: { kind: 'remark', remark: 'no speech' }, nWindows: 1 },
      { answer: { kind: 'emotion', emotion: 'sad' }, nWindows: 1 },
    ]);
    expect(runsOf(timeline).map(({ answer, fromSec, toSec, nWindows, probability }) => [answer.kind, fromSec, toSec, nWindows, probability && Number(probability.toFixed(6))])).toEqual([
      ['emotion', 0, 4, 2, 0.7], ['uncertain', 2, 5, 1, undefined], ['remark', 3, 6, 1, undefined], ['emotion', 4, 7, 1, 0.5], ['emotion', 5, 8, 1, 0.5],
    ]);
  });
});
