import type { ClipSound } from '../core/audio/clipSound.ts';
import type { ExtractedClip } from './extractFeatures.ts';
import type { Lab } from './lab.ts';

/** The measures lie among the features, since they too belong to a content and not to a path; a change of them raises the version. */
const KEY = 'sound@2';

/**
 * A clip's length, level and voicing: from the store where the same content was measured before, else by a worker, and stored.
 *
 * @throws SerError `cancelled`, and what is wrong with a file that has changed since its features were computed
 */
export async function measureClip({ store, pool }: Lab, { clip: { path }, hash }: ExtractedClip, signal: AbortSignal | undefined): Promise<ClipSound> {
  const stored = store.features(hash, KEY);
  if (stored) return toSound(stored);
  const { durationSec, peak, voicing } = await pool.run('measureSound', { path }, { signal });
  const kept = Float32Array.of(durationSec, peak, voicing.voicedSec, voicing.voicedShare, voicing.pitchSpread, voicing.levelSpread);
  store.saveFeatures(hash, KEY, kept);
  // Not the measures themselves, which have more digits: a remark must be the same the second time.
  return toSound(kept);
}

const toSound = ([durationSec = 0, peak = 0, voicedSec = 0, voicedShare = 0, pitchSpread = 0, levelSpread = 0]: Float32Array): ClipSound => ({ durationSec, peak, voicing: { voicedSec, voicedShare, pitchSpread, levelSpread } });
