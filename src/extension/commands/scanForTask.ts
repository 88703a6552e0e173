import type { CorpusScan } from '../../node/scanCorpus.ts';
import { orCancelled, type TaskOptions } from '../../node/task.ts';
import type { Corpora } from '../explorer/corpora.ts';

/**
 * What a corpus of the view holds, for a task that waits for it: the task shows how far the reading has come, and a cancellation ends
 * the waiting, not the reading, which is the view's.
 *
 * @throws SerError `cancelled`, and why the folder cannot be read
 */
export async function scanForTask(corpora: Pick<Corpora, 'scan' | 'stateOf' | 'onDidProgress'>, root: string, { signal, onProgress }: TaskOptions): Promise<CorpusScan> {
  const following = corpora.onDidProgress(() => {
    const { reading } = corpora.stateOf(root);
    if (reading && reading.total > 0) onProgress?.(reading);
  });
  try {
    return await orCancelled(corpora.scan(root), signal);
  } finally {
    following.dispose();
  }
}
