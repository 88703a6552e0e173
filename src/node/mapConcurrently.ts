import { setImmediate } from 'node:timers/promises';

/** How long items may follow one another before timers, messages and a cancellation get their turn, in milliseconds. */
const TURN_AFTER_MS = 10;

/**
 * Applies `work` to every item, at most `limit` at a time, in order of the items; the first failure rejects, after which
 * no further item is begun. Work that waits for nothing, since all that it asks for is stored, does not keep others waiting.
 */
export async function mapConcurrently<T, R>(items: readonly T[], limit: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let nextIndex = 0;
  let failed = false;
  let turnAt = performance.now();
  // One for all lanes: each would else go on for as long while another waits.
  let turn: Promise<void> | undefined;
  const giveTurn = async (): Promise<void> => {
    await setImmediate();
    turn = undefined;
    turnAt = performance.now();
  };
  const lane = async (): Promise<void> => {
    while (nextIndex < items.length && !failed) {
      const index = nextIndex++;
      try {
        results[index] = await work(items[index] as T, index);
      } catch (error) {
        failed = true;
        throw error;
      }
      if (turn || performance.now() - turnAt > TURN_AFTER_MS) await (turn ??= giveTurn());
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
