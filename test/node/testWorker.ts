import { parentPort, threadId } from 'node:worker_threads';
import { SerError } from '../../src/core/errors.ts';
import { serveCalls, type Call } from '../../src/protocol/rpc.ts';

/** Operations that show how a pool behaves. */
export interface TestContract {
  double: Call<Float32Array, Float32Array>;
  count: Call<{ readonly units: number; readonly unitMs: number }, number, number>;
  fail: Call<{ readonly kind: 'coded' | 'plain' }, null>;
  die: Call<null, null>;
  sum: Call<Float32Array, number>;
  /** The thread that answers, and when it was ready, in milliseconds since 1970. */
  bootedAt: Call<null, { readonly threadId: number; readonly ms: number }>;
}

function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

const bootedAt = performance.timeOrigin + performance.now();
const port = parentPort;
if (port) {
  serveCalls<TestContract>(
    { post: (message, transfer) => port.postMessage(message, [...transfer]), onMessage: (listener) => port.on('message', listener), pause: () => new Promise((resolve) => setImmediate(resolve)) },
    {
      double: (values) => values.map((value) => 2 * value),
      *count({ units, unitMs }) {
        for (let unit = 1; unit <= units; unit++) {
          spin(unitMs);
          yield unit;
        }
        return units;
      },
      fail: ({ kind }) => {
        if (kind === 'coded') throw new SerError('parameter-invalid', 'C is -1; it must be above 0.', { C: -1 });
        throw new TypeError('a defect');
      },
      die: () => process.exit(3),
      bootedAt: () => ({ threadId, ms: bootedAt }),
      sum: (values) => values.reduce((total, value) => total + value, 0),
    },
  );
}
