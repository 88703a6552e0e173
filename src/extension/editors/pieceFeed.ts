import { pieceId, type Piece, type PieceKey } from '../../protocol/clipTracks.ts';

/** Draws for one page what it wants to see. */
export interface PieceFeed {
  /** Replaces what was wanted before: what is being drawn and is no longer wanted is given up. */
  want(keys: readonly PieceKey[]): void;
}

/** How many pieces are drawn at once: enough to keep the workers at work, few enough that the next wish is soon served. */
const MOST_AT_ONCE = 4;

/**
 * @param draw rejects when its signal fires
 * @param done gets each piece that is still wanted
 * @param failed gets the first failure after a wish; no more is drawn until the next
 */
export function createPieceFeed(draw: (key: PieceKey, signal: AbortSignal) => Promise<Piece>, done: (key: PieceKey, piece: Piece) => void, failed: (error: unknown) => void): PieceFeed {
  const running = new Map<string, AbortController>();
  let queue: PieceKey[] = [];

  const next = (): void => {
    while (running.size < MOST_AT_ONCE) {
      const key = queue.shift();
      if (key === undefined) return;
      const abort = new AbortController();
      running.set(pieceId(key), abort);
      draw(key, abort.signal).then(
        (piece) => {
          settle(key, abort);
          if (!abort.signal.aborted) done(key, piece);
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
  const settle = (key: PieceKey, abort: AbortController): void => {
    if (running.get(pieceId(key)) === abort) running.delete(pieceId(key));
    next();
  };

  return {
    want(keys) {
      const wanted = new Set(keys.map(pieceId));
      for (const [id, abort] of running) {
        if (wanted.has(id)) continue;
        running.delete(id);
        abort.abort();
      }
      queue = keys.filter((key) => !running.has(pieceId(key)));
      next();
    },
  };
}
