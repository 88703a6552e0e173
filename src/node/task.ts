import type { FitProgress, RoundLosses } from '../core/learn/classifier.ts';
import { isSerError, SerError, type SerErrorCode } from '../core/errors.ts';

/** How far a task has come. `total` is 0 while it is not known yet. */
export interface TaskProgress {
  readonly phase: 'scan' | 'check' | 'extract' | 'search' | 'fit' | 'fold' | 'classify' | 'explain' | 'permute' | 'map' | 'synthesise' | 'degrade';
  readonly done: number;
  readonly total: number;
  /** How far the fit has come that goes on; of folds that are fitted at the same time the first, whose index from 0 is `fold`. */
  readonly fit?: FitProgress & { readonly fold?: number };
  /** The last losses of each fold that is fitted, by its index from 0; of a single fit, that of fold 0. */
  readonly losses?: ReadonlyMap<number, RoundLosses>;
}

/** How a task is watched and stopped. */
export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TaskProgress) => void) | undefined;
}

/** A clip that could not be used; the rest of its batch went on. */
export interface Problem {
  readonly path: string;
  readonly code: SerErrorCode;
  readonly message: string;
}

const noClipsFault: readonly SerErrorCode[] = ['cancelled', 'internal', 'store-unusable'];

/** The problem that an error of one clip makes; what is not the clip's own fault (cancellation, a defect, the store) is thrown on. */
export function toProblem(path: string, error: unknown): Problem {
  if (!isSerError(error) || noClipsFault.includes(error.code)) throw error;
  return { path, code: error.code, message: error.message };
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/**
 * The outcome of work that goes on for others as well, for somebody who may call off waiting for it.
 *
 * @throws SerError `cancelled` when the signal fires first
 */
export function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(cancelled());
    const stay = (): void => signal?.removeEventListener('abort', leave);
    work.finally(stay).then(resolve, reject);
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  });
}

const cancelled = (): SerError => new SerError('cancelled', 'Cancelled.');
