import { SerError } from '../../core/errors.ts';

/** Lets one piece of work go on at a time, in the order in which they asked. */
export interface Turns {
  /**
   * Waits for its turn.
   *
   * @returns how to give the turn to the next
   * @throws SerError `cancelled` when the signal fires first
   */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  const next = (): void => {
    const begin = waiting.shift();
    isTaken = begin !== undefined;
    begin?.();
  };
  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        const begin = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(next);
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(begin), 1);
          reject(new SerError('cancelled', 'Cancelled.'));
        };
        if (!isTaken) {
          isTaken = true;
          resolve(next);
          return;
        }
        waiting.push(begin);
        signal.addEventListener('abort', leave, { once: true });
      }),
  };
}
