import { parentPort } from 'node:worker_threads';
import { analysisHandlers } from '../node/analysisHandlers.ts';
import type { AnalysisContract } from '../protocol/analysis.ts';
import { serveCalls } from '../protocol/rpc.ts';

const port = parentPort;
if (!port) throw new Error('analysisWorker runs as a worker thread');

serveCalls<AnalysisContract>(
  {
    post: (message, transfer) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => port.on('message', listener),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  analysisHandlers(),
);
