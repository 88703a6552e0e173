import { basename } from 'node:path';
import { createRecipe } from '../../core/features/recipe.ts';
import type { MapMethod } from '../../core/map/mapMethod.ts';
import { toClipTable } from '../../node/extractFeatures.ts';
import { mapClips } from '../../node/mapClips.ts';
import { isStillOf } from '../../node/store/store.ts';
import type { TaskOptions } from '../../node/task.ts';
import type { MapEvaluation, ShownMap } from '../../protocol/mapView.ts';
import { learnerName } from '../learnerName.ts';
import type { DrawnMap } from '../panels/mapPanel.ts';
import { SEED } from '../seed.ts';
import { extractCorpus } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';

type Parts = Pick<CommandParts, 'lab' | 'corpora' | 'exclusions'>;

/**
 * Draws the clips of a corpus, labelled or not, that are not excluded.
 *
 * @throws SerError `directory-unreadable`, `no-audio`, `too-few-clips`, `cancelled`
 */
export async function drawCorpus(parts: Parts, root: string, method: MapMethod, task: TaskOptions): Promise<DrawnMap> {
  const recipe = createRecipe();
  const { extracted, data, nExcluded, problems } = await extractCorpus(parts, root, task, recipe);
  const table = toClipTable(extracted, recipe);
  const { rows, x, y, shares, neighbours } = await mapClips(parts.lab.get(), table, method, SEED, task);
  const chosen = (values: readonly string[]): string[] => Array.from(rows, (row) => values[row] ?? '');
  const files = chosen(table.files);
  return {
    files,
    places: {
      corpus: data.name,
      method,
      seed: SEED,
      featureSet: data.featureSet,
      synthetic: data.synthetic,
      nExcluded,
      nSkipped: problems.length,
      nClips: table.files.length,
      names: files.map((file) => basename(file)),
      emotions: chosen(table.emotions),
      speakers: chosen(table.speakers),
      x,
      y,
      shares: [...shares],
      neighbours,
    },
  };
}

/** What the store knows of the clips of a map now: their last estimates, and the corpus's latest cross-validation. */
export function knownOf({ lab, corpora }: Pick<Parts, 'lab' | 'corpora'>, root: string, files: readonly string[]): Pick<ShownMap, 'estimates' | 'evaluation'> {
  const { store } = lab.get();
  const estimates = store.estimates();
  const evaluation = evaluationOf(store.latestRunOf(root), files);
  const estimateOf = (file: string): string => {
    const found = estimates.get(file);
    const clip = corpora.clip(file);
    return found && (!clip || isStillOf(found, clip)) ? found.emotion : '';
  };
  return { estimates: files.map(estimateOf), ...(evaluation && { evaluation }) };
}

function evaluationOf(stored: ReturnType<ReturnType<Parts['lab']['get']>['store']['latestRunOf']>, files: readonly string[]): MapEvaluation | undefined {
  if (!stored) return undefined;
  const { classes, predictions, model, cv } = stored.run;
  const heldOut = new Map(predictions.map(({ file, predictedClass }) => [file, classes[predictedClass] ?? '']));
  return { id: stored.id, modelName: learnerName(model), cv, heldOut: files.map((file) => heldOut.get(file) ?? '') };
}
