import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { matchLabels } from '../core/evaluation/studies/externalTest.ts';
import { selectRows } from '../core/learn/matrix.ts';
import type { PermutationImportance } from '../core/learn/permutationImportance.ts';
import { hasOutOfBag, type OwnImportance } from '../core/model/modelImportance.ts';
import { preparedRows } from './copies.ts';
import type { Lab } from './lab.ts';
import { fingerprint } from './matchingRun.ts';
import type { TaskOptions } from './task.ts';
import type { ModelFile } from './trainModel.ts';

/** How much each column of a model matters. */
export interface ModelImportance {
  /** By what the model tells without clips; nothing for learners without trees. */
  readonly own: readonly OwnImportance[];
  /** On clips, where some were given. */
  readonly permutation?: PermutationImportance & { readonly nRepeats: number; readonly nClips: number; readonly inTraining: boolean };
  /** Where the clips are those that a forest was trained on. */
  readonly outOfBagAccuracy?: number;
}

export interface ImportanceRequest {
  readonly table: FeatureTable;
  readonly nRepeats: number;
  readonly seed: number;
}

/**
 * Measures how much each column matters to a model; with labelled clips by permutation too, over the emotions that they share.
 *
 * @throws SerError `parameter-invalid` for a learner that tells nothing without clips; `feature-mismatch`; `too-few-classes`; `cancelled`
 */
export async function measureImportance({ pool }: Pick<Lab, 'pool'>, model: ModelFile, request: ImportanceRequest | undefined, { signal, onProgress }: TaskOptions = {}): Promise<ModelImportance> {
  const { classes, classifier, columns, normalize, trainedOn } = model.description;
  const file = { modelHash: model.hash, modelBytes: model.bytes };
  const own = await pool.run('ownImportance', file, { signal });
  if (!request) {
    if (own.length === 0) throw new SerError('parameter-invalid', `A model of ${classifier} tells nothing of its columns by itself; name labelled clips to measure it on.`);
    return { own };
  }
  const { table, nRepeats, seed } = request;
  if (table.columns.join() !== columns.join()) throw new SerError('feature-mismatch', `The model was trained on ${columns.length} columns of the set ${model.description.recipe.featureSet}; these features are not these.`);
  const { labelMap } = matchLabels(classes, table.emotions);
  const shared = Int32Array.from(table.emotions.keys()).filter((row) => Object.hasOwn(labelMap, table.emotions[row] ?? ''));
  const judged = {
    X: selectRows(preparedRows(table, normalize), shared),
    y: Int32Array.from(shared, (row) => classes.indexOf(labelMap[table.emotions[row] ?? ''] ?? '')),
  };
  const inTraining = trainedOn.fingerprint !== undefined && fingerprint(table) === trainedOn.fingerprint;
  const permutation = await pool.run('permuteColumns', { ...file, ...judged, nRepeats, seed }, { signal, onProgress: ({ done, total }) => onProgress?.({ phase: 'permute', done, total }) });
  const outOfBagAccuracy = inTraining && hasOutOfBag(model.description) ? await pool.run('outOfBagAccuracy', { ...file, ...judged }, { signal }) : undefined;
  return { own, permutation: { ...permutation, nRepeats, nClips: shared.length, inTraining }, ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }) };
}
