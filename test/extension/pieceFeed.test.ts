import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPieceFeed } from '../../src/extension/editors/pieceFeed.ts';
import type { Tile, TileKey } from '../../src/protocol/clipTiles.ts';
import { pieceId } from '../../src/protocol/clipTracks.ts';

const keyOf = (index: number): TileKey => ({ kind: 'wave', level: 0, index, channel: 'mix' });
const tile: Tile = { min: new Float32Array(1), max: new Float32Array(1) };

/** A feed whose tiles are drawn by hand. */
function handFeed() {
  const drawing = new Map<number, { readonly signal: AbortSignal; readonly finish: () => void; readonly fail: () => void }>();
  const started: number[] = [];
  const done: number[] = [];
  const failures: unknown[] = [];
  const feed = createPieceFeed(
    (key, signal) =>
      new Promise((resolve, reject) => {
        started.push(key.index);
        drawing.set(key.index, { signal, finish: () => resolve(tile), fail: () => reject(new Error(pieceId(key))) });
      }),
    (key) => done.push(key.index),
    (error) => failures.push(error),
  );
  const finish = async (index: number): Promise<void> => {
    drawing.get(index)?.finish();
    await sleep(0);
  };
  return { feed, drawing, started, done, failures, finish };
}

describe('a feed of pieces', () => {
  it('draws a few at once, in the order of the wish', async () => {
    const { feed, started, done, finish } = handFeed();
    feed.want([5, 6, 7, 8, 9].map(keyOf));
    expect(started).toEqual([5, 6, 7, 8]);
    await finish(6);
    expect(started).toEqual([5, 6, 7, 8, 9]);
    expect(done).toEqual([6]);
  });

  it('gives up what is no longer wanted, goes on with what still is, and tells nothing of the former', async () => {
    const { feed, drawing, started, done, finish } = handFeed();
    feed.want([1, 2, 3, 4].map(keyOf));
    feed.want([4, 9].map(keyOf));
    expect([1, 2, 3, 4].map((index) => drawing.get(index)?.signal.aborted)).toEqual([true, true, true, false]);
    expect(started).toEqual([1, 2, 3, 4, 9]);
    for (const index of [1, 2, 9, 4]) await finish(index);
    expect(done).toEqual([9, 4]);
  });

  it('tells of a failure once, and draws no more until the next wish', async () => {
    const { feed, drawing, started, failures } = handFeed();
    feed.want([1, 2, 3, 4, 5, 6].map(keyOf));
    drawing.get(2)?.fail();
    await sleep(0);
    expect(failures).toHaveLength(1);
    expect(started).toEqual([1, 2, 3, 4]);
  });
});
