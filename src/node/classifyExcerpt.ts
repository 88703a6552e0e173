import { remarkOn } from '../core/audio/clipSound.ts';
import { SerError } from '../core/errors.ts';
import { checkColumns } from './classifyClips.ts';
import { sharedMatrix } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { toEstimate, type Estimate } from './toEstimate.ts';
import type { ModelFile } from './trainModel.ts';

/** A part of a clip: the first sample, and the one after the last. */
export interface Excerpt {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Estimates the emotion in a part of a clip, as of a clip of its own. Nothing of it is written or remembered.
 *
 * @throws SerError `feature-mismatch`; `parameter-invalid` for a model that measures clips against others of their speaker, of
 *   which a part has none; `audio-too-short`, `file-unreadable` or a coded error of the format; `cancelled`
 */
export async function classifyExcerpt(lab: Lab, model: ModelFile, { path, from, to }: Excerpt, signal?: AbortSignal): Promise<Estimate> {
  const { columns, recipe } = model.description;
  checkJudgesParts(model);
  const { vector, sound } = await lab.pool.run('extractExcerpt', { path, from, to, recipe }, { signal });
  const X = sharedMatrix(1, columns.length);
  X.data.set(vector);
  const probabilities = await lab.pool.run('predict', { modelHash: model.hash, modelBytes: model.bytes, X }, { signal });
  return toEstimate(model, probabilities, remarkOn(sound));
}

/**
 * Whether a model can judge a part of a clip.
 *
 * @throws SerError `feature-mismatch`; `parameter-invalid` for a model that measures clips against others of their speaker
 */
export function checkJudgesParts(model: ModelFile): void {
  checkColumns(model);
  if (model.description.normalize === 'speaker') {
    throw new SerError('parameter-invalid', 'The model was trained with normalisation by speaker, so it judges a clip among others of its speaker; a part of one clip has no others.');
  }
}
