import { describe, expect, it } from 'vitest';
import { mapConcurrently } from '../../src/node/mapConcurrently.ts';
import { throwIfCancelled } from '../../src/node/task.ts';

/** Takes its time without waiting for anything, as what is read from the store. */
const busyFor = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('mapConcurrently', () => {
  it('keeps the order of the items, and no more of them under way than asked for', async () => {
    let nUnderWay = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++nUnderWay);
      await new Promise((resolve) => setTimeout(resolve, 5 - item));
      nUnderWay--;
      return 2 * item;
    };
    expect(await mapConcurrently([0, 1, 2, 3, 4], 2, work)).toEqual([0, 2, 4, 6, 8]);
    expect(most).toBe(2);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const work = (item: number): Promise<void> => {
      begun.push(item);
      return item === 1 ? Promise.reject(new Error('broken')) : Promise.resolve();
    };
    await expect(mapConcurrently([0, 1, 2, 3, 4, 5, 6, 7], 2, work)).rejects.toThrow('broken');
    expect(begun.length).toBeLessThan(8);
  });

  it('gives timers and messages their turn among items that wait for nothing, however many lanes there are', async () => {
    let nDone = 0;
    const doneAtTurn: number[] = [];
    const listen = (): void => {
      doneAtTurn.push(nDone);
      if (nDone < 400) setImmediate(listen);
    };
    setImmediate(listen);
    await mapConcurrently(Array.from({ length: 400 }), 64, () => {
      busyFor(1);
      nDone++;
      return Promise.resolve();
    });
    // Some ten items of a millisecond before each turn, and those that the lanes had begun by then.
    expect(doneAtTurn.length).toBeGreaterThan(2);
    for (let turn = 1; turn < doneAtTurn.length; turn++) expect(doneAtTurn[turn]! - doneAtTurn[turn - 1]!).toBeLessThan(200);
  });

  it('lets items hear a cancellation that arrives between them', async () => {
    const abort = new AbortController();
    let nDone = 0;
    setTimeout(() => abort.abort(), 1);
    const mapping = mapConcurrently(Array.from({ length: 1000 }), 4, async () => {
      throwIfCancelled(abort.signal);
      busyFor(1);
      nDone++;
    });
    await expect(mapping).rejects.toMatchObject({ code: 'cancelled' });
    expect(nDone).toBeLessThan(1000);
  });
});
