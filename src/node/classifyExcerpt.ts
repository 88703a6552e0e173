import { remarkOn, type ClipRemark } from '../core/audio/clipSound.ts';
import { SerError } from '../core/errors.ts';
import { predictedClasses } from '../core/learn/classifier.ts';
import { checkColumns, modelName } from './classifyClips.ts';
import { sharedMatrix } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import type { ModelFile } from './trainModel.ts';

/** A part of a clip: the first sample, and the one after the last. */
export interface Excerpt {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** A model's opinion of a part of a clip. */
export interface ExcerptEstimate {
  readonly emotion: string;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly model: string;
  readonly remark?: ClipRemark;
}

/**
 * Estimates the emotion in a part of a clip, as of a clip of its own. Nothing of it is written or remembered.
 *
 * @throws SerError `feature-mismatch`; `parameter-invalid` for a model that measures clips against others of their speaker, of
 *   which a part has none; `audio-too-short`, `file-unreadable` or a coded error of the format; `cancelled`
 */
export async function classifyExcerpt(lab: Lab, model: ModelFile, { path, from, to }: Excerpt, signal?: AbortSignal): Promise<ExcerptEstimate> {
  const { classes, columns, recipe, normalize } = model.description;
  checkColumns(model);
  if (normalize === 'speaker') {
    throw new SerError('parameter-invalid', 'The model was trained with normalisation by speaker, so it judges a clip among others of its speaker; a part of one clip has no others.');
  }
  const { vector, sound } = await lab.pool.run('extractExcerpt', { path, from, to, recipe }, { signal });
  const X = sharedMatrix(1, columns.length);
  X.data.set(vector);
  const probabilities = await lab.pool.run('predict', { modelHash: model.hash, modelBytes: model.bytes, X }, { signal });
  const remark = remarkOn(sound);
  return {
    emotion: classes[predictedClasses(probabilities, classes.length)[0] ?? 0] ?? '',
    probabilities: Object.fromEntries(classes.map((name, k) => [name, probabilities[k] ?? 0])),
    model: modelName(model),
    ...(remark && { remark }),
  };
}
