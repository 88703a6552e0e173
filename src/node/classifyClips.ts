import { createHash } from 'node:crypto';
import { dirname, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { remarkOn, type ClipRemark } from '../core/audio/clipSound.ts';
import { recogniseClip } from '../core/corpus/corpora.ts';
import { SerError } from '../core/errors.ts';
import { columnsOf, featureSetById } from '../core/features/featureSet.ts';
import { UNKNOWN_FEATURE_SET } from '../core/features/recipe.ts';
import { parseModelDescription, parseModelFile } from '../core/interchange/modelFile.ts';
import type { Matrix } from '../core/learn/matrix.ts';
import { checkClipsOfSpeaker, normaliseBySpeaker } from '../core/learn/preparation/speakerNormaliser.ts';
import { extractFeatures, sharedMatrix, type ExtractedClip } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { measureClip } from './measureClip.ts';
import { readHeader } from './scanCorpus.ts';
import type { Prediction } from './store/store.ts';
import { throwIfCancelled, toProblem, type Problem, type TaskOptions } from './task.ts';
import { toEstimate } from './toEstimate.ts';
import type { ModelFile } from './trainModel.ts';

const OPEN_FILES = 32;
/** Estimates that are remembered at once: some milliseconds, after which others get their turn. */
const SAVED_AT_ONCE = 500;

/**
 * Opens a model file after checking all of it.
 *
 * @throws SerError `model-invalid`
 */
export function openModelFile(bytes: Uint8Array): ModelFile {
  const { description } = parseModelFile(bytes);
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes, description };
}

/** Opens a model from the store, which was checked when it was made. */
export function openStoredModel(hash: string, bytes: Uint8Array): ModelFile {
  return { hash, bytes, description: parseModelDescription(bytes) };
}

/**
 * Estimates the emotion of each file, in order, and remembers the estimates; one of a clip in which there is nothing to judge
 * carries a remark, and one that a model with a threshold is not sure of says so.
 *
 * A model that was trained with normalisation by speaker measures each clip against the other clips here of the same speaker:
 * whom the file's name tells, else whoever speaks in its folder. A clip of a speaker with too few becomes a problem.
 *
 * @throws SerError `feature-mismatch` when this program computes other columns than the model was trained on; `cancelled`, where
 *   estimates that were remembered by then stay so
 */
export async function classifyClips(lab: Lab, model: ModelFile, paths: readonly string[], options: TaskOptions = {}): Promise<{ predictions: Prediction[]; problems: Problem[] }> {
  const { signal, onProgress } = options;
  const { classes } = model.description;
  const { clips: extracted, X, problems } = await readClipRows(lab, model, paths, options);
  if (extracted.length === 0) return { predictions: [], problems };
  onProgress?.({ phase: 'classify', done: 0, total: extracted.length });
  const probabilities = await lab.pool.run('predict', { modelHash: model.hash, modelBytes: model.bytes, X }, { signal });
  const predictions: Prediction[] = [];
  for (let from = 0; from < extracted.length; from += SAVED_AT_ONCE) {
    throwIfCancelled(signal);
    const batch = extracted.slice(from, from + SAVED_AT_ONCE).map(({ clip, hash, remark }, i) => {
      const row = from + i;
      const prediction: Prediction = { path: clip.path, ...toEstimate(model, probabilities.subarray(row * classes.length, (row + 1) * classes.length), remark) };
      return { hash, prediction };
    });
    lab.store.savePredictions(model.hash, batch);
    for (const { prediction } of batch) predictions.push(prediction);
    onProgress?.({ phase: 'classify', done: predictions.length, total: extracted.length });
    await setImmediate();
  }
  return { predictions, problems };
}

/** Clips that a model can judge, with their features. */
export interface ClipRows {
  readonly clips: readonly RemarkedClip[];
  /** What the model sees: normalised by speaker where it asks for that. */
  readonly X: Matrix;
  readonly problems: Problem[];
}

/**
 * The rows of clips as a model takes them, in the order of `paths`; what cannot be used becomes a problem.
 *
 * @throws SerError `feature-mismatch` when this program computes other columns than the model was trained on; `cancelled`
 */
export async function readClipRows(lab: Lab, model: ModelFile, paths: readonly string[], options: TaskOptions): Promise<ClipRows> {
  const { signal } = options;
  const { columns, recipe } = model.description;
  checkColumns(model);
  const problems: Problem[] = [];
  const stamps = await mapConcurrently(paths, OPEN_FILES, async (path) => {
    throwIfCancelled(signal);
    try {
      return (await readHeader(path)).stamp;
    } catch (error) {
      problems.push(toProblem(path, error));
      return undefined;
    }
  });
  const { extracted: usable, problems: unusable } = await extractFeatures(lab, stamps.filter((stamp) => stamp !== undefined), recipe, options);
  problems.push(...unusable);
  const remarked = await remarkOnClips(lab, usable, problems, signal);
  const extracted = model.description.normalize === 'speaker' ? leaveLonelySpeakers(remarked, problems) : remarked;
  const order = new Map(paths.map((path, i) => [path, i]));
  problems.sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0));
  const X = sharedMatrix(extracted.length, columns.length);
  extracted.forEach(({ vector }, row) => X.data.set(vector, row * columns.length));
  if (extracted.length > 0 && model.description.normalize === 'speaker') X.data.set(normaliseBySpeaker(X, extracted.map(({ clip }) => speakerOf(clip.path))).data);
  return { clips: extracted, X, problems };
}

/** A clip, and what its reader must know of it. */
export interface RemarkedClip extends ExtractedClip {
  readonly remark: ClipRemark | undefined;
}

async function remarkOnClips(lab: Lab, clips: readonly ExtractedClip[], problems: Problem[], signal: AbortSignal | undefined): Promise<RemarkedClip[]> {
  const remarked = await mapConcurrently(clips, 2 * lab.pool.size, async (clip): Promise<RemarkedClip | undefined> => {
    throwIfCancelled(signal);
    try {
      return { ...clip, remark: remarkOn(await measureClip(lab, clip, signal)) };
    } catch (error) {
      problems.push(toProblem(clip.clip.path, error));
      return undefined;
    }
  });
  return remarked.filter((clip) => clip !== undefined);
}

/** The speaker by the rule of the clip's corpus; else its folder stands for one. */
function speakerOf(path: string): string {
  const recognised = recogniseClip(path.split(sep).join('/'));
  return recognised?.labels.speaker ? `${recognised.convention.id}:${recognised.labels.speaker}` : dirname(path);
}

function leaveLonelySpeakers<Clip extends { readonly clip: { readonly path: string } }>(extracted: readonly Clip[], problems: Problem[]): Clip[] {
  const counts = new Map<string, number>();
  for (const { clip } of extracted) counts.set(speakerOf(clip.path), (counts.get(speakerOf(clip.path)) ?? 0) + 1);
  return extracted.filter(({ clip }) => {
    try {
      checkClipsOfSpeaker(speakerOf(clip.path), counts.get(speakerOf(clip.path)) ?? 0);
      return true;
    } catch (error) {
      problems.push(toProblem(clip.path, error));
      return false;
    }
  });
}

/**
 * Whether this program computes the columns that a model asks for.
 *
 * @throws SerError `feature-mismatch`
 */
export function checkColumns({ description: { recipe, columns } }: ModelFile): void {
  if (recipe.featureSet === UNKNOWN_FEATURE_SET) throw new SerError('feature-mismatch', 'The columns of the model are of no feature set of this program, so it cannot classify clips. Import it again and name them with --columns, if they are.');
  const set = featureSetById(recipe.featureSet);
  const ours = columnsOf(set);
  const differs = ours.length !== columns.length ? Math.min(ours.length, columns.length) : ours.findIndex((name, i) => name !== columns[i]);
  if (set.version !== recipe.version || differs >= 0) {
    throw new SerError(
      'feature-mismatch',
      `The model was trained on ${columns.length} columns of "${recipe.featureSet}" version ${recipe.version}; this program computes ${ours.length} columns of version ${set.version}. Train it again.`,
    );
  }
}
