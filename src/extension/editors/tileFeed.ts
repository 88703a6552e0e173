import { tileId, type Tile, type TileKey } from '../../protocol/clipTiles.ts';

/** Draws for one page what it wants to see. */
export interface TileFeed {
  /** Replaces what was wanted before: what is being drawn and is no longer wanted is given up. */
  want(keys: readonly TileKey[]): void;
}

/** How many tiles are drawn at once: enough to keep the workers at work, few enough that the next wish is soon served. */
const MOST_AT_ONCE = 4;

/**
 * @param draw rejects when its signal fires
 * @param done gets each tile that is still wanted
 * @param failed gets the first failure after a wish; no more is drawn until the next
 */
export function createTileFeed(draw: (key: TileKey, signal: AbortSignal) => Promise<Tile>, done: (key: TileKey, tile: Tile) => void, failed: (error: unknown) => void): TileFeed {
  const running = new Map<string, AbortController>();
  let queue: TileKey[] = [];

  const next = (): void => {
    while (running.size < MOST_AT_ONCE) {
      const key = queue.shift();
      if (key === undefined) return;
      const abort = new AbortController();
      running.set(tileId(key), abort);
      draw(key, abort.signal).then(
        (tile) => {
          settle(key, abort);
          if (!abort.signal.aborted) done(key, tile);
        },
        (error: unknown) => {
          if (!abort.signal.aborted) {
            queue = [];
            failed(error);
          }
          settle(key, abort);
        },
      );
    }
  };
  const settle = (key: TileKey, abort: AbortController): void => {
    if (running.get(tileId(key)) === abort) running.delete(tileId(key));
    next();
  };

  return {
    want(keys) {
      const wanted = new Set(keys.map(tileId));
      for (const [id, abort] of running) {
        if (wanted.has(id)) continue;
        running.delete(id);
        abort.abort();
      }
      queue = keys.filter((key) => !running.has(tileId(key)));
      next();
    },
  };
}
