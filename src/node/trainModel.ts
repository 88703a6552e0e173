import { createHash } from 'node:crypto';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { compareIds } from '../core/evaluation/splits.ts';
import type { Recipe } from '../core/features/recipe.ts';
import { encodeModelFile } from '../core/interchange/modelFile.ts';
import type { Params } from '../core/learn/classifier.ts';
import type { ModelDescription } from '../core/model/emotionModel.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { normalised } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

export interface TrainingRequest {
  readonly model: string;
  readonly params?: Params;
  readonly seed: number;
  readonly recipe: Recipe;
  readonly normalize?: 'speaker';
  readonly data: { readonly corpus: string; readonly synthetic: boolean };
}

/** A model as a file, ready to be written or used. */
export interface ModelFile {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly description: ModelDescription;
}

/**
 * Trains a learner on a whole table and stores the model. An SVM is fitted with probabilities, since it will be asked for
 * its confidence. With `normalize` the columns are first standardised within each speaker, which the model then asks of every
 * clip that it judges.
 *
 * @throws SerError `too-few-clips`, `too-few-classes`, `parameter-invalid`, `cancelled`
 */
export async function trainModel({ store, pool }: Pick<Lab, 'store' | 'pool'>, table: FeatureTable, request: TrainingRequest, { signal, onProgress }: TaskOptions = {}): Promise<ModelFile> {
  const defaults = learnerParams(request.model, request.recipe.featureSet);
  const params = { ...defaults, ...('probability' in defaults && { probability: true }), ...request.params };
  const { classes, y } = classesOf(table);
  const pipeline = await pool.run(
    'fit',
    { classifier: request.model, params, seed: request.seed, X: request.normalize === 'speaker' ? normalised(table) : table.X, y, nClasses: classes.length },
    { signal, onProgress: ({ done, total }) => onProgress?.({ phase: 'fit', done, total }) },
  );
  const description: ModelDescription = {
    classifier: request.model,
    params,
    seed: request.seed,
    recipe: request.recipe,
    ...(request.normalize && { normalize: request.normalize }),
    columns: table.columns,
    classes,
    trainedOn: { ...request.data, nClips: table.files.length, speakers: [...new Set(table.speakers)].filter((speaker) => speaker !== '').sort(compareIds) },
  };
  const bytes = encodeModelFile({ description, pipeline });
  const hash = createHash('sha256').update(bytes).digest('hex');
  store.saveModel(hash, bytes);
  return { hash, bytes, description };
}
