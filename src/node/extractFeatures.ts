import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { columnsOf, featureSetById } from '../core/features/featureSet.ts';
import { recipeKey, type Recipe } from '../core/features/recipe.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { ScannedClip } from './scanCorpus.ts';
import type { FileStamp } from './store/store.ts';
import { throwIfCancelled, toProblem, type Problem, type TaskOptions } from './task.ts';

/** The features of one clip, and the hash of its file. */
export interface ExtractedClip<Clip extends FileStamp = FileStamp> {
  readonly clip: Clip;
  readonly hash: string;
  readonly vector: Float32Array;
}

export interface Extraction<Clip extends FileStamp = FileStamp> {
  readonly extracted: readonly ExtractedClip<Clip>[];
  readonly problems: readonly Problem[];
  /** Clips whose features were computed now; the others were in the store. */
  readonly nComputed: number;
}

/**
 * The features of clips, in their order: from the store where the same content was computed before, else by the workers,
 * each clip stored as soon as it is finished. A clip that cannot be used becomes a problem.
 *
 * @throws SerError `cancelled`; what was finished stays in the store
 */
export async function extractFeatures<Clip extends FileStamp>(lab: Lab, clips: readonly Clip[], recipe: Recipe, { signal, onProgress }: TaskOptions = {}): Promise<Extraction<Clip>> {
  const { store, pool } = lab;
  const key = recipeKey(recipe);
  const problems: Problem[] = [];
  let done = 0;
  let nComputed = 0;
  // Twice as many clips under way as there are workers keeps each of them busy.
  const results = await mapConcurrently(clips, 2 * pool.size, async (clip): Promise<ExtractedClip<Clip> | undefined> => {
    throwIfCancelled(signal);
    try {
      const hash = store.hashOf(clip) ?? (await hashClip(lab, clip, signal));
      let vector = store.features(hash, key);
      if (!vector) {
        vector = await pool.run('extractFeatures', { path: clip.path, recipe }, { signal });
        store.saveFeatures(hash, key, vector);
        nComputed++;
      }
      return { clip, hash, vector };
    } catch (error) {
      problems.push(toProblem(clip.path, error));
      return undefined;
    } finally {
      onProgress?.({ phase: 'extract', done: ++done, total: clips.length });
    }
  });
  problems.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { extracted: results.filter((result) => result !== undefined), problems, nComputed };
}

/** Hashes a file in a worker, and stores the hash. */
export async function hashClip({ store, pool }: Lab, clip: FileStamp, signal: AbortSignal | undefined): Promise<string> {
  const hash = await pool.run('hashFile', { path: clip.path }, { signal });
  store.saveHash(clip, hash);
  return hash;
}

/** The clips whose emotion is known: the rows of a table, in their order. */
export const labelledClips = (extracted: readonly ExtractedClip<ScannedClip>[]): ExtractedClip<ScannedClip>[] => extracted.filter(({ clip }) => clip.emotion !== undefined);

/** Nothing can be learnt from clips without labels. */
export const noLabels = (nClips: number): SerError =>
  new SerError('no-labels', `None of the ${nClips} clips has a name, a folder or a label file that tells its emotion; RAVDESS, EMO-DB, CREMA-D and other corpora are known by their names, and a CSV with the columns file, speaker and emotion beside the clips labels any others.`);

/**
 * The labelled clips among the extracted ones as a table over shared memory, which workers read without a copy.
 *
 * @throws SerError `no-labels` when no clip has a label
 */
export function toFeatureTable(extracted: readonly ExtractedClip<ScannedClip>[], recipe: Recipe): FeatureTable {
  const labelled = labelledClips(extracted);
  if (labelled.length === 0 && extracted.length > 0) {
    throw noLabels(extracted.length);
  }
  return toClipTable(labelled, recipe);
}

/** All extracted clips as a table over shared memory; the emotion of one without a label is empty. */
export function toClipTable(extracted: readonly ExtractedClip<ScannedClip>[], recipe: Recipe): FeatureTable {
  const columns = columnsOf(featureSetById(recipe.featureSet));
  const X = sharedMatrix(extracted.length, columns.length);
  extracted.forEach(({ vector }, row) => X.data.set(vector, row * columns.length));
  return { columns, ...labelsOf(extracted.map(({ clip }) => clip)), X };
}

/** What is known of clips, as a table has it beside their features. */
export function labelsOf(clips: readonly ScannedClip[]): Omit<FeatureTable, 'columns' | 'X'> {
  return {
    files: clips.map(({ path }) => path),
    emotions: clips.map(({ emotion }) => emotion ?? ''),
    speakers: clips.map(({ speaker }) => speaker ?? ''),
    sentences: clips.map(({ sentence }) => sentence ?? ''),
    corpora: clips.map(({ corpus }) => corpus ?? ''),
  };
}

/** An empty matrix that threads share. */
export function sharedMatrix(nRows: number, nColumns: number): FeatureTable['X'] {
  return { data: new Float32Array(new SharedArrayBuffer(4 * nRows * nColumns)), nRows, nColumns };
}
