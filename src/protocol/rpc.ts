import { isSerError, SerError, type SerErrorCode, type SerErrorDetails } from '../core/errors.ts';

/** One operation across a thread: what is asked, what comes back, and what is reported on the way. */
export interface Call<Request, Result, Progress = never> {
  readonly request: Request;
  readonly result: Result;
  readonly progress: Progress;
}

type AnyCall = Call<unknown, unknown, unknown>;

/**
 * What the answering side must implement: every operation of the contract. A long computation is a generator that yields
 * its progress after each unit, so that a cancellation can be heard between units.
 */
export type Handlers<Contract> = {
  readonly [Op in keyof Contract]: Contract[Op] extends Call<infer Request, infer Result, infer Progress>
    ? (request: Request) => Result | Promise<Result> | Generator<Progress, Result>
    : never;
};

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export type ToCallee = { readonly id: number; readonly op: string; readonly request: unknown } | { readonly id: number; readonly cancel: true };

export type ToCaller =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly error: { readonly code: SerErrorCode; readonly message: string; readonly details: SerErrorDetails; readonly stack?: string | undefined } };

/** The end of a channel as the callee sees it. */
export interface CalleePort {
  post(message: ToCaller, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: ToCallee) => void): void;
  /** Resolves after the messages that wait have been heard. */
  pause(): Promise<void>;
}

/** How long a computation may run before the channel is heard, and at most how often progress is sent, in milliseconds. */
const HEAR_EVERY_MS = 20;
const REPORT_EVERY_MS = 100;

/** Answers calls on a port until the port closes. Every call gets exactly one reply. */
export function serveCalls<Contract>(port: CalleePort, handlers: Handlers<Contract>): void {
  const cancelled = new Set<number>();
  const table = handlers as Readonly<Record<string, (request: unknown) => unknown>>;

  const run = async (id: number, op: string, request: unknown): Promise<unknown> => {
    const handler = Object.hasOwn(table, op) ? table[op] : undefined;
    if (!handler) throw new SerError('internal', `There is no operation "${op}".`);
    const answer = handler(request);
    if (!isGenerator(answer)) return answer;
    let heardAt = performance.now();
    let reportedAt = -Infinity;
    for (;;) {
      const step = answer.next();
      if (step.done) return step.value;
      const now = performance.now();
      if (now - reportedAt >= REPORT_EVERY_MS) {
        port.post({ id, progress: step.value }, []);
        reportedAt = now;
      }
      if (now - heardAt >= HEAR_EVERY_MS) {
        await port.pause();
        heardAt = performance.now();
        if (cancelled.has(id)) {
          answer.return(undefined);
          throw new SerError('cancelled', 'Cancelled.');
        }
      }
    }
  };

  port.onMessage((message) => {
    if ('cancel' in message) {
      cancelled.add(message.id);
      return;
    }
    const { id, op, request } = message;
    run(id, op, request)
      .then((result) => port.post({ id, result }, buffersOf(result)))
      .catch((error: unknown) => port.post({ id, error: toPlainError(error) }, []))
      .finally(() => cancelled.delete(id));
  });
}

/** An error as plain values: a SerError keeps its code and details, anything else becomes `internal`. */
export function toPlainError(error: unknown): { code: SerErrorCode; message: string; details: SerErrorDetails; stack?: string | undefined } {
  if (isSerError(error)) return { code: error.code, message: error.message, details: error.details };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {}, stack: error instanceof Error ? error.stack : undefined };
}

const isGenerator = (value: unknown): value is Generator<unknown, unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Generator>).next === 'function' && typeof (value as Partial<Generator>).return === 'function';

/** The buffers inside a reply, each once: they are moved to the caller, not copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (ArrayBuffer.isView(node)) {
      if (node.buffer instanceof ArrayBuffer) found.add(node.buffer);
    } else if (Array.isArray(node)) {
      // Arrays of plain numbers can be long and hold no buffers.
      if (typeof node[0] === 'object') node.forEach(visit);
    } else {
      Object.values(node).forEach(visit);
    }
  };
  visit(value);
  return [...found];
}

export type RequestOf<Contract, Op extends keyof Contract> = Contract[Op] extends AnyCall ? Contract[Op]['request'] : never;
export type ResultOf<Contract, Op extends keyof Contract> = Contract[Op] extends AnyCall ? Contract[Op]['result'] : never;
export type ProgressOf<Contract, Op extends keyof Contract> = Contract[Op] extends AnyCall ? Contract[Op]['progress'] : never;
