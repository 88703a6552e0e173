import { Worker } from 'node:worker_threads';
import { SerError } from '../core/errors.ts';
import type { CallOptions, ProgressOf, RequestOf, ResultOf, ToCallee, ToCaller } from '../protocol/rpc.ts';

/** How long a worker may take to hear a cancellation before its thread is ended, in milliseconds. */
const GRACE_MS = 120;

/** Threads that answer the calls of one contract, one call at a time each. */
export interface WorkerPool<Contract> {
  readonly size: number;
  /**
   * Runs one operation in the next free worker.
   *
   * @throws SerError with the worker's own code; `cancelled` when the signal fires; `worker-failed` when the thread dies
   */
  run<Op extends keyof Contract & string>(op: Op, request: RequestOf<Contract, Op>, options?: CallOptions<ProgressOf<Contract, Op>>): Promise<ResultOf<Contract, Op>>;
  /** Starts the first thread ahead of the first call, so that it boots while its work is being prepared. */
  prepare(): void;
  /** Ends all threads; calls that are pending are refused as cancelled. */
  dispose(): Promise<void>;
}

interface Job {
  readonly op: string;
  readonly request: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  onAbort: (() => void) | undefined;
}

interface Seat {
  worker: Worker;
  job: { readonly id: number; readonly job: Job } | undefined;
  graceTimer: NodeJS.Timeout | undefined;
}

/**
 * A pool of at most `size` threads that run the script at `workerPath`. Threads start with the first calls, and are kept.
 */
export function createWorkerPool<Contract>(workerPath: string, size: number): WorkerPool<Contract> {
  const seats: Seat[] = [];
  const queue: Job[] = [];
  let nextId = 1;
  let disposed = false;

  const settle = (seat: Seat, finish: (job: Job) => void): void => {
    const current = seat.job;
    if (!current) return;
    seat.job = undefined;
    clearTimeout(seat.graceTimer);
    if (current.job.onAbort) current.job.signal?.removeEventListener('abort', current.job.onAbort);
    finish(current.job);
    if (queue.length === 0) seat.worker.unref();
  };

  const leave = (seat: Seat): void => {
    const at = seats.indexOf(seat);
    if (at >= 0) seats.splice(at, 1);
  };

  const endThread = (seat: Seat, error: SerError): void => {
    leave(seat);
    settle(seat, (job) => job.reject(error));
    void seat.worker.terminate();
    next();
  };

  const openSeat = (): Seat => {
    const seat: Seat = { worker: new Worker(workerPath), job: undefined, graceTimer: undefined };
    seat.worker.on('message', (message: ToCaller) => {
      if (seat.job?.id !== message.id) return;
      if ('progress' in message) {
        seat.job.job.onProgress?.(message.progress as never);
        return;
      }
      settle(seat, (job) => {
        if ('result' in message) job.resolve(message.result as never);
        else job.reject(toError(message.error));
      });
      next();
    });
    seat.worker.on('error', (error: Error) => endThread(seat, new SerError('worker-failed', `A worker thread failed: ${error.message}`)));
    seat.worker.on('exit', (code) => {
      if (seats.includes(seat)) endThread(seat, new SerError('worker-failed', `A worker thread ended with code ${code}.`));
    });
    seats.push(seat);
    return seat;
  };

  const next = (): void => {
    while (queue.length > 0 && !disposed) {
      const seat = seats.find((candidate) => !candidate.job) ?? (seats.length < size ? openSeat() : undefined);
      if (!seat) return;
      const job = queue.shift();
      if (job) start(seat, job);
    }
  };

  const start = (seat: Seat, job: Job): void => {
    const id = nextId++;
    seat.job = { id, job };
    seat.worker.ref();
    const call: ToCallee = { id, op: job.op, request: job.request };
    seat.worker.postMessage(call);
    if (job.onAbort) job.signal?.removeEventListener('abort', job.onAbort);
    job.onAbort = () => {
      const cancel: ToCallee = { id, cancel: true };
      seat.worker.postMessage(cancel);
      seat.graceTimer = setTimeout(() => endThread(seat, cancelled()), GRACE_MS);
    };
    job.signal?.addEventListener('abort', job.onAbort, { once: true });
  };

  return {
    size,
    run: (op, request, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (disposed || signal?.aborted) {
          reject(cancelled());
          return;
        }
        const job: Job = { op, request, resolve, reject, onProgress, signal, onAbort: undefined };
        job.onAbort = () => {
          queue.splice(queue.indexOf(job), 1);
          reject(cancelled());
        };
        signal?.addEventListener('abort', job.onAbort, { once: true });
        queue.push(job);
        next();
      }),
    prepare: () => {
      if (seats.length === 0 && !disposed) openSeat().worker.unref();
    },
    dispose: async () => {
      disposed = true;
      for (const job of queue.splice(0)) job.reject(cancelled());
      const open = seats.splice(0);
      for (const seat of open) settle(seat, (job) => job.reject(cancelled()));
      await Promise.all(open.map((seat) => seat.worker.terminate()));
    },
  };
}

const cancelled = (): SerError => new SerError('cancelled', 'Cancelled.');

function toError({ code, message, details, stack }: Extract<ToCaller, { error: unknown }>['error']): SerError {
  const error = new SerError(code, message, details);
  if (stack) error.stack = stack;
  return error;
}
