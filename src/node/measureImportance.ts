import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { matchLabels } from '../core/evaluation/studies/externalTest.ts';
import type { ShuffleUnit } from '../core/evaluation/studies/importanceStudy.ts';
import { featureSetById } from '../core/features/featureSet.ts';
import { selectRows } from '../core/learn/matrix.ts';
import { eachColumn, type PermutationImportance, type ShuffledUnit } from '../core/learn/permutationImportance.ts';
import { hasOutOfBag, type JudgedRows, type OwnImportance } from '../core/model/modelImportance.ts';
import type { ModelRequest } from '../protocol/analysis.ts';
import { checkColumns } from './classifyClips.ts';
import { preparedRows } from './copies.ts';
import { sharedMatrix } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { fingerprint } from './matchingRun.ts';
import { modelRequest } from './modelRequest.ts';
import type { TaskOptions } from './task.ts';
import type { ModelFile } from './trainModel.ts';

/** How much each column of a model matters. */
export interface ModelImportance {
  /** By what the model tells without clips; nothing for learners without trees. */
  readonly own: readonly OwnImportance[];
  /** On clips, where some were given: of each of `names`, which are columns or families. */
  readonly permutation?: PermutationImportance & { readonly by: ShuffleUnit; readonly names: readonly string[]; readonly nRepeats: number; readonly nClips: number; readonly inTraining: boolean };
  /** Where the clips are those that a forest was trained on. */
  readonly outOfBagAccuracy?: number;
}

export interface ImportanceRequest {
  readonly table: FeatureTable;
  readonly nRepeats: number;
  /** What is shuffled; each column takes as many predictions of all clips as there are repeats. */
  readonly by: ShuffleUnit;
  readonly seed: number;
}

/** So many parts a worker, so that a quick one takes over from a slow one. */
const PARTS_EACH = 4;

/**
 * Measures how much each column matters to a model; with labelled clips by permutation too, over the emotions that they share. The
 * figures do not depend on the number of workers.
 *
 * @throws SerError `parameter-invalid` for a learner that tells nothing without clips; `feature-mismatch`, also for families of columns
 *   that are of no feature set; `too-few-classes`; `cancelled`
 */
export async function measureImportance({ pool }: Pick<Lab, 'pool'>, model: ModelFile, request: ImportanceRequest | undefined, options: TaskOptions = {}): Promise<ModelImportance> {
  const { signal } = options;
  const { classes, classifier, columns, normalize, trainedOn } = model.description;
  const file = modelRequest(model);
  const own = await pool.run('ownImportance', file, { signal });
  if (!request) {
    if (own.length === 0) throw new SerError('parameter-invalid', `A model of ${classifier} tells nothing of its columns by itself; name labelled clips to measure it on.`);
    return { own };
  }
  const { table, nRepeats, by, seed } = request;
  if (table.columns.join() !== columns.join()) throw new SerError('feature-mismatch', `The model was trained on ${columns.length} columns of the set ${model.description.recipe.featureSet}; these features are not these.`);
  const { labelMap } = matchLabels(classes, table.emotions);
  const shared = Int32Array.from(table.emotions.keys()).filter((row) => Object.hasOwn(labelMap, table.emotions[row] ?? ''));
  const chosen = selectRows(preparedRows(table, normalize), shared);
  const X = sharedMatrix(chosen.nRows, chosen.nColumns);
  X.data.set(chosen.data);
  const judged = { X, y: Int32Array.from(shared, (row) => classes.indexOf(labelMap[table.emotions[row] ?? ''] ?? '')) };
  const inTraining = trainedOn.fingerprint !== undefined && fingerprint(table) === trainedOn.fingerprint;
  const { names, units } = by === 'family' ? familyUnits(model) : { names: columns, units: eachColumn(columns.length) };
  const permutation = await permute(pool, { ...file, ...judged }, { nRepeats, units, seed }, options);
  const outOfBagAccuracy = inTraining && hasOutOfBag(model.description) ? await pool.run('outOfBagAccuracy', { ...file, ...judged }, { signal }) : undefined;
  return { own, permutation: { ...permutation, by, names, nRepeats, nClips: shared.length, inTraining }, ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }) };
}

/** The columns of each family of the model's feature set. */
function familyUnits(model: ModelFile): { readonly names: readonly string[]; readonly units: readonly ShuffledUnit[] } {
  checkColumns(model);
  const { families } = featureSetById(model.description.recipe.featureSet);
  let first = 0;
  const units = families.map(({ columns }, stream) => ({ columns: columns.map(() => first++), stream }));
  return { names: families.map(({ id }) => id), units };
}

/** The same as in one worker, by parts of the units. */
async function permute(pool: Lab['pool'], rows: ModelRequest & JudgedRows, plan: { readonly nRepeats: number; readonly units: readonly ShuffledUnit[]; readonly seed: number }, { signal, onProgress }: TaskOptions): Promise<PermutationImportance> {
  const { units, nRepeats } = plan;
  const nParts = Math.min(units.length, PARTS_EACH * pool.size);
  const parts = Array.from({ length: nParts }, (_, part) => units.slice(Math.floor((part * units.length) / nParts), Math.floor(((part + 1) * units.length) / nParts)));
  const done = new Array<number>(nParts).fill(0);
  const report = (part: number, n: number): void => {
    done[part] = n;
    onProgress?.({ phase: 'permute', done: done.reduce((sum, value) => sum + value, 0), total: units.length * nRepeats });
  };
  const measured = await mapConcurrently(parts, pool.size, async (part, i) => {
    const found = await pool.run('permuteColumns', { ...rows, ...plan, units: part }, { signal, onProgress: (progress) => report(i, progress.done) });
    report(i, part.length * nRepeats);
    return found;
  });
  const joined = (values: (part: PermutationImportance) => Float64Array): Float64Array => Float64Array.from(measured.flatMap((part) => [...values(part)]));
  return { baseline: measured[0]?.baseline ?? Number.NaN, mean: joined(({ mean }) => mean), deviation: joined(({ deviation }) => deviation) };
}
