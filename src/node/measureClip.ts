import type { ClipSound } from '../core/audio/clipSound.ts';
import type { ExtractedClip } from './extractFeatures.ts';
import type { Lab } from './lab.ts';

/** The measures lie among the features, since they too belong to a content and not to a path; a change of them raises the version. */
const KEY = 'sound@1';

/**
 * A clip's length and level: from the store where the same content was measured before, else by a worker, and stored.
 *
 * @throws SerError `cancelled`, and what is wrong with a file that has changed since its features were computed
 */
export async function measureClip({ store, pool }: Lab, { clip: { path }, hash }: ExtractedClip, signal: AbortSignal | undefined): Promise<ClipSound> {
  const stored = store.features(hash, KEY);
  if (stored) return { durationSec: stored[0] ?? 0, peak: stored[1] ?? 0 };
  const sound = await pool.run('measureSound', { path }, { signal });
  const kept = Float32Array.of(sound.durationSec, sound.peak);
  store.saveFeatures(hash, KEY, kept);
  // Not the measures themselves, which have more digits: a remark must be the same the second time.
  return { durationSec: kept[0] ?? 0, peak: kept[1] ?? 0 };
}
