import { sampleCorpusPlan } from '../core/audio/synthesis/samplePlan.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { TaskOptions } from './task.ts';

/** The seed of the corpus that everyone gets. */
export const SAMPLE_SEED = 1;

/**
 * Writes the synthetic sample corpus under a folder.
 *
 * @returns how many clips it has
 * @throws SerError `file-unwritable`, `cancelled`
 */
export async function makeSampleCorpus({ pool }: Pick<Lab, 'pool'>, dir: string, { signal, onProgress }: TaskOptions = {}, seed = SAMPLE_SEED): Promise<number> {
  const plan = sampleCorpusPlan();
  let done = 0;
  await mapConcurrently(plan, 2 * pool.size, async (clip) => {
    await pool.run('writeSampleClip', { dir, clip, seed }, { signal });
    onProgress?.({ phase: 'synthesise', done: ++done, total: plan.length });
  });
  return plan.length;
}
