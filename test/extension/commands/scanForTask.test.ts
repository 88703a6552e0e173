import { describe, expect, it } from 'vitest';
import { SerError } from '../../../src/core/errors.ts';
import { scanForTask } from '../../../src/extension/commands/scanForTask.ts';
import type { CorpusState } from '../../../src/extension/explorer/corpora.ts';
import type { CorpusScan } from '../../../src/node/scanCorpus.ts';
import type { TaskProgress } from '../../../src/node/task.ts';

const root = '/data/voices';
const scan: CorpusScan = { root, name: 'voices', corpus: 'unknown', clips: [], problems: [], labelProblems: [], synthetic: false };

/** The corpora of a view that is reading one. */
function readingCorpora() {
  let state: CorpusState = {};
  const listeners = new Set<() => void>();
  let resolve: (scan: CorpusScan) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<CorpusScan>((...ends) => ([resolve, reject] = ends));
  return {
    corpora: {
      scan: () => promise,
      stateOf: (of: string): CorpusState => (of === root ? state : {}),
      onDidProgress: (listener: () => void) => {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
    },
    listeners,
    finish: () => resolve(scan),
    fail: (error: Error) => reject(error),
    come: (done: number, total: number) => {
      state = { reading: { phase: 'scan', done, total } };
      for (const listener of listeners) listener();
    },
  };
}

describe('scanForTask', () => {
  it('tells how far the reading has come, and nothing after it', async () => {
    const { corpora, listeners, come, finish } = readingCorpora();
    const told: TaskProgress[] = [];
    const scanned = scanForTask(corpora, root, { onProgress: (progress) => told.push(progress) });
    // While files are listed, there is nothing to tell.
    come(0, 0);
    come(5, 20);
    finish();
    expect(await scanned).toBe(scan);
    expect(told).toEqual([{ phase: 'scan', done: 5, total: 20 }]);
    expect(listeners.size).toBe(0);
  });

  it('waits no longer once the task is cancelled, and leaves the reading to the view', async () => {
    const { corpora, listeners, finish } = readingCorpora();
    const abort = new AbortController();
    const scanned = scanForTask(corpora, root, { signal: abort.signal });
    abort.abort();
    await expect(scanned).rejects.toMatchObject({ code: 'cancelled' });
    expect(listeners.size).toBe(0);
    await expect(scanForTask(corpora, root, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
    finish();
    expect(await corpora.scan()).toBe(scan);
  });

  it('says why a folder cannot be read; one that nobody waits for any more disturbs nobody', async () => {
    const { corpora, fail } = readingCorpora();
    const abort = new AbortController();
    const scanned = scanForTask(corpora, root, { signal: abort.signal });
    const left = new AbortController();
    const leaving = scanForTask(corpora, root, { signal: left.signal });
    left.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    fail(new SerError('directory-unreadable', 'gone'));
    await expect(scanned).rejects.toMatchObject({ code: 'directory-unreadable' });
  });
});
