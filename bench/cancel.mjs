// How soon a running job is cancelled: from the abort to the rejection, through the built worker.
import { join } from 'node:path';
import { createRandom } from '../src/core/learn/random.ts';
import { classifiers } from '../src/core/learn/classifiers.ts';
import { createWorkerPool } from '../src/node/workerPool.ts';

const ROUNDS = 9;
const pool = createWorkerPool(join(import.meta.dirname, '../dist/analysisWorker.cjs'), 2);
const random = createRandom(1);
const [nRows, nColumns, nClasses] = [1200, 122, 8];
const X = { data: new Float32Array(new SharedArrayBuffer(4 * nRows * nColumns)), nRows, nColumns };
const y = Int32Array.from({ length: nRows }, (_, i) => i % nClasses);
X.data.forEach((_, i) => (X.data[i] = random.normal() + 0.05 * y[Math.floor(i / nColumns)]));

const medianOf = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
console.log('from abort to rejection, ms       median    worst');
for (const { id, defaults } of classifiers) {
  const params = { ...defaults, ...('probability' in defaults && { probability: true, C: 1e5 }) };
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const controller = new AbortController();
    const running = pool.run('fit', { classifier: id, params, seed: 1, X, y, nClasses }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 60 + 15 * round));
    const aborted = performance.now();
    controller.abort();
    const outcome = await running.then(() => 'finished', (error) => error.code);
    if (outcome === 'cancelled') times.push(performance.now() - aborted);
  }
  console.log(`fit ${id.padEnd(10)} (${times.length} of ${ROUNDS} in time) ${medianOf(times)?.toFixed(1).padStart(8)} ${Math.max(...times).toFixed(1).padStart(8)}`);
}
await pool.dispose();
