import { describe, expect, it } from 'vitest';
import type { ClipTimelines, TimelineOrder } from '../../src/extension/editors/clipTimelines.ts';
import { createTimelineFeed, type TimelineFeed } from '../../src/extension/editors/timelineFeed.ts';
import type { TimelinePart } from '../../src/protocol/clipTimeline.ts';
import type { ToClipPage } from '../../src/protocol/clipView.ts';
import type { OpenSound } from '../../src/protocol/clipWork.ts';

const sound: OpenSound = { sampleRate: 16_000, nChannels: 1, nSamples: 160_000, synthetic: false, place: { decoded: [] } };
const lengths = { windowSec: 5, hopSec: 2 };
/** Models of one name are told apart by their hashes. */
const part = (first: number, modelHash = 'one'): TimelinePart => ({ model: 'svm on toy', modelHash, byStarter: false, synthetic: false, windowSec: 3, hopSec: 1, classes: ['sad'], total: 2, first, windows: [] });

/** A feed whose timelines are computed by hand. */
function byHand(): { readonly feed: TimelineFeed; readonly posted: ToClipPage[]; readonly orders: { readonly order: TimelineOrder; readonly end: (isWhole: boolean) => void }[]; choose(model: string): void } {
  const orders: { order: TimelineOrder; end: (isWhole: boolean) => void }[] = [];
  const posted: ToClipPage[] = [];
  let model = 'one';
  let changed = (): void => undefined;
  const timelines: ClipTimelines = {
    compute: (order) => new Promise((end) => orders.push({ order, end })),
    onDidChangeModel: (listener) => {
      changed = () => listener();
      return { dispose: () => (changed = () => undefined) };
    },
    modelInUse: () => model,
  };
  return { feed: createTimelineFeed(timelines, (message) => posted.push(message)), posted, orders, choose: (next) => ((model = next), changed()) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the feed of an emotion timeline', () => {
  it('sends parts as they come, and all of them again for a page that comes back to the same state of the file', async () => {
    const { feed, posted, orders } = byHand();
    void feed.start('/a.wav', sound, 7, lengths);
    expect(orders[0]!.order.lengths).toEqual(lengths);
    orders[0]!.order.onPart(part(1));
    orders[0]!.order.onPart(part(0));
    orders[0]!.end(true);
    await settled();
    const all = [{ type: 'timeline', version: 7, part: part(1) }, { type: 'timeline', version: 7, part: part(0) }, { type: 'timelineEnded', version: 7, isWhole: true }];
    expect(posted).toEqual(all);
    feed.show(7);
    expect(posted).toEqual([...all, ...all]);
    feed.show(8);
    expect(posted).toHaveLength(6);
  });

  it('stops, says so, and forgets what is not whole', async () => {
    const { feed, posted, orders } = byHand();
    void feed.start('/a.wav', sound, 7, lengths);
    orders[0]!.order.onPart(part(0));
    feed.stop();
    expect(orders[0]!.order.signal.aborted).toBe(true);
    orders[0]!.order.onPart(part(1));
    orders[0]!.end(false);
    await settled();
    expect(posted.map(({ type }) => type)).toEqual(['timeline', 'timelineEnded']);
    feed.show(7);
    expect(posted).toHaveLength(2);
  });

  it('begins anew without a word of the one before', async () => {
    const { feed, posted, orders } = byHand();
    void feed.start('/a.wav', sound, 7, lengths);
    void feed.start('/a.wav', sound, 7, lengths);
    orders[0]!.end(false);
    await settled();
    expect([orders[0]!.order.signal.aborted, posted]).toEqual([true, []]);
    orders[1]!.end(true);
    await settled();
    expect(posted).toEqual([{ type: 'timelineEnded', version: 7, isWhole: true }]);
  });

  it('is stale once another model is in use, also for a page that comes back', async () => {
    const { feed, posted, orders, choose } = byHand();
    void feed.start('/a.wav', sound, 7, lengths);
    orders[0]!.order.onPart(part(0));
    orders[0]!.end(true);
    await settled();
    choose('one');
    expect(posted.at(-1)?.type).toBe('timelineEnded');
    choose('two');
    expect(posted.at(-1)).toEqual({ type: 'timelineStale' });
    feed.show(7);
    expect(posted.at(-1)).toEqual({ type: 'timelineStale' });
    void feed.start('/a.wav', sound, 7, lengths);
    orders[1]!.order.onPart(part(0));
    orders[1]!.end(true);
    await settled();
    expect(posted.at(-1)).toEqual({ type: 'timelineStale' });
    choose('one');
    feed.dispose();
    choose('two');
    expect(posted.filter(({ type }) => type === 'timelineStale')).toHaveLength(3);
  });
});
