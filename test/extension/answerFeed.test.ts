import { describe, expect, it } from 'vitest';
import { createAnswerFeed } from '../../src/extension/editors/answerFeed.ts';
import type { EmotionEstimate, EstimateReasons, ToClipPage } from '../../src/protocol/clipView.ts';

const estimate: EmotionEstimate = { emotion: 'sad', probabilities: { sad: 0.8, calm: 0.2 }, model: 'one' };
const reasons: EstimateReasons = { model: 'one', modelHash: 'h1', answer: 'sad', about: 'Occlusion.', features: [], nOthers: 0 };
const why = { type: 'reasons', version: 7, reasons } as const;
const part = { type: 'selectionEstimate', version: 7, from: 0, to: 10, estimate } as const;

describe('the feed of what a model answers on demand', () => {
  it('sends it as it comes, and again to a page that comes back to the same state of the file', () => {
    const posted: ToClipPage[] = [];
    const feed = createAnswerFeed((message) => posted.push(message));
    feed.show(7, estimate);
    expect(posted).toEqual([]);
    feed.putReasons(why, estimate);
    feed.putPart(part);
    expect(posted).toEqual([why, part]);
    feed.show(7, { ...estimate });
    expect(posted.slice(2)).toEqual([why, part]);
    feed.show(8, estimate);
    expect(posted).toHaveLength(4);
  });

  it('does not give reasons of one estimate for another', () => {
    const posted: ToClipPage[] = [];
    const feed = createAnswerFeed((message) => posted.push(message));
    feed.putReasons(why, estimate);
    feed.show(7, { ...estimate, emotion: 'calm' });
    feed.show(7, undefined);
    expect(posted).toEqual([why]);
  });
});
