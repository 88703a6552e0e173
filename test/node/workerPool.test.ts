import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createWorkerPool } from '../../src/node/workerPool.ts';
import type { TestContract } from './testWorker.ts';

const pool = createWorkerPool<TestContract>(join(import.meta.dirname, 'testWorker.ts'), 2);
afterAll(() => pool.dispose());

const cancelled = expect.objectContaining({ code: 'cancelled' });

/** Rejects with what `start` rejects with, and gives the time from the abort to the rejection. */
async function abortAfter(ms: number, start: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const controller = new AbortController();
  const running = start(controller.signal);
  await Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), running.catch(() => undefined)]);
  const abortedAt = performance.now();
  controller.abort();
  await expect(running).rejects.toEqual(cancelled);
  return performance.now() - abortedAt;
}

describe('worker pool', () => {
  it('runs calls, many at once, each with its own reply', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => pool.run('double', Float32Array.of(i))));
    expect(results.map(([value]) => value)).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
  });

  it('reads shared memory without a copy', async () => {
    const shared = new Float32Array(new SharedArrayBuffer(8));
    shared.set([1, 2]);
    expect(await pool.run('sum', shared)).toBe(3);
  });

  it('reports progress, at most ten times a second', async () => {
    const seen: number[] = [];
    const started = performance.now();
    expect(await pool.run('count', { units: 60, unitMs: 5 }, { onProgress: (unit) => seen.push(unit) })).toBe(60);
    expect(seen[0]).toBe(1);
    expect(seen.length).toBeGreaterThan(1);
    // As many as fit into the time that it took, on a busy machine more than 300 ms.
    expect(seen.length).toBeLessThanOrEqual(1 + (performance.now() - started) / 100);
  });

  it('keeps code, message and details of an error; a defect is internal with its stack', async () => {
    await expect(pool.run('fail', { kind: 'coded' })).rejects.toMatchObject({ code: 'parameter-invalid', message: 'C is -1; it must be above 0.', details: { C: -1 } });
    await expect(pool.run('fail', { kind: 'plain' })).rejects.toMatchObject({ code: 'internal', message: 'a defect', stack: expect.stringContaining('testWorker') as string });
  });

  it('a thread that dies rejects its call, and the next call gets another', async () => {
    await expect(pool.run('die', null)).rejects.toMatchObject({ code: 'worker-failed' });
    expect(await pool.run('sum', Float32Array.of(1))).toBe(1);
  });

  // The product's promise is 200 ms on an idle machine; the limit here leaves room for a busy one.
  it('cancels between units of work, and the thread goes on to serve', async () => {
    expect(await abortAfter(100, (signal) => pool.run('count', { units: 1000, unitMs: 10 }, { signal }))).toBeLessThan(1000);
    expect(await pool.run('sum', Float32Array.of(2))).toBe(2);
  });

  it('cancels a computation that never pauses, by ending its thread', async () => {
    expect(await abortAfter(100, (signal) => pool.run('count', { units: 1, unitMs: 20_000 }, { signal }))).toBeLessThan(1000);
    expect(await pool.run('sum', Float32Array.of(3))).toBe(3);
  });

  it('cancels calls that wait, and those whose signal had already fired', async () => {
    const busy = [1, 2].map(() => pool.run('count', { units: 20, unitMs: 10 }));
    await abortAfter(0, (signal) => pool.run('sum', Float32Array.of(1), { signal }));
    await expect(pool.run('sum', Float32Array.of(1), { signal: AbortSignal.abort() })).rejects.toEqual(cancelled);
    expect(await Promise.all(busy)).toEqual([20, 20]);
  });

  it('prepare starts the one thread that then takes the first call', async () => {
    // A busy machine takes long to boot a thread, so the wait grows; without `prepare` no wait is long enough.
    for (const waitMs of [200, 1000, 5000, 15_000]) {
      const short = createWorkerPool<TestContract>(join(import.meta.dirname, 'testWorker.ts'), 2);
      short.prepare();
      short.prepare();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const calledAt = performance.timeOrigin + performance.now();
      const first = await short.run('bootedAt', null);
      const second = await short.run('bootedAt', null);
      await short.dispose();
      expect(second.threadId).toBe(first.threadId);
      if (first.ms < calledAt) return;
    }
    expect.fail('The thread was never ready before its first call.');
  }, 30_000);

  it('dispose refuses what is pending and what comes later', async () => {
    const short = createWorkerPool<TestContract>(join(import.meta.dirname, 'testWorker.ts'), 1);
    const pending = [short.run('count', { units: 1000, unitMs: 10 }), short.run('sum', Float32Array.of(1))].map((call) => expect(call).rejects.toEqual(cancelled));
    await short.dispose();
    await Promise.all(pending);
    await expect(short.run('sum', Float32Array.of(1))).rejects.toEqual(cancelled);
  });
});
