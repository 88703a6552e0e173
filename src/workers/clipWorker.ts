import { parentPort } from 'node:worker_threads';
import { clipHandlers } from '../node/clip/clipHandlers.ts';
import type { ClipContract } from '../protocol/clipWork.ts';
import { serveCalls } from '../protocol/rpc.ts';

const port = parentPort;
if (!port) throw new Error('clipWorker runs as a worker thread');

serveCalls<ClipContract>(
  {
    post: (message, transfer) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => port.on('message', listener),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  clipHandlers(),
);
