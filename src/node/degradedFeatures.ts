import { degradationKind, type Degradation } from '../core/audio/degrade/degradation.ts';
import { recipeKey, type Recipe } from '../core/features/recipe.ts';
import { createRandom } from '../core/learn/random.ts';
import type { Matrix } from '../core/learn/matrix.ts';
import { sharedMatrix, type ExtractedClip } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { throwIfCancelled, type TaskOptions } from './task.ts';

/** Raised when a degradation changes what it does to samples. */
const VERSION = 1;
/** Voices that babble is made of. */
const N_VOICES = 6;

/** The features of all clips of a table after one degradation, in the order of its rows. */
export interface DegradedCopy {
  readonly degradation: Degradation;
  readonly X: Matrix;
}

/**
 * Computes the features of clips anew after each of several degradations: from the store where that was done before, else by the
 * workers. What is random depends on the clip's content and the seed alone. Babble is made of other clips, which the seed
 * chooses.
 *
 * @throws SerError `cancelled`, and what a degraded clip's features are refused for
 */
export async function degradedFeatures({ store, pool }: Lab, clips: readonly ExtractedClip[], recipe: Recipe, degradations: readonly Degradation[], seed: number, { signal, onProgress }: TaskOptions = {}): Promise<DegradedCopy[]> {
  const total = clips.length * degradations.length;
  let done = 0;
  const copies: DegradedCopy[] = [];
  for (const degradation of degradations) {
    const X = sharedMatrix(clips.length, clips[0]?.vector.length ?? 0);
    await mapConcurrently(clips, 2 * pool.size, async ({ clip, hash }, row) => {
      throwIfCancelled(signal);
      const voices = degradationKind(degradation.kind).needsVoices ? voicesFor(clips, row, seed) : [];
      const key = [recipeKey(recipe), `degraded@${VERSION}`, degradation.kind, degradation.level, seed, ...voices.map((voice) => voice.hash.slice(0, 16))].join('/');
      let vector = store.features(hash, key);
      if (!vector) {
        vector = await pool.run('extractDegraded', { path: clip.path, recipe, degradation, seed, stream: streamOf(hash), voices: voices.map((voice) => voice.clip.path) }, { signal });
        store.saveFeatures(hash, key, vector);
      }
      X.data.set(vector, row * X.nColumns);
      onProgress?.({ phase: 'degrade', done: ++done, total });
    });
    copies.push({ degradation, X });
  }
  return copies;
}

/** Different clips, none of them the one that they will disturb. */
function voicesFor(clips: readonly ExtractedClip[], row: number, seed: number): ExtractedClip[] {
  const own = clips[row]?.hash ?? '';
  const random = createRandom(seed, streamOf(own));
  const voices = new Map<string, ExtractedClip>();
  // A corpus of few different clips gives fewer voices.
  for (let draw = 0; draw < 10 * N_VOICES && voices.size < N_VOICES; draw++) {
    const voice = clips[random.integer(clips.length)];
    if (voice && voice.hash !== own) voices.set(voice.hash, voice);
  }
  return [...voices.values()];
}

/** A stream of random numbers for each content: the first 32 bits of its hash. */
const streamOf = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);
