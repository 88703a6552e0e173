import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Degradation } from '../core/audio/degrade/degradation.ts';
import { SerError } from '../core/errors.ts';
import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { columnsOf, featureSets } from '../core/features/featureSet.ts';
import { createRecipe, type Recipe } from '../core/features/recipe.ts';
import { parseFeatureCsv, type LabelColumns } from '../core/interchange/featureCsv.ts';
import { degradedFeatures, type DegradedCopy } from '../node/degradedFeatures.ts';
import { labelledClips } from '../node/extractFeatures.ts';
import type { Lab } from '../node/lab.ts';
import type { TaskOptions } from '../node/task.ts';
import { isCsvPath, readCsvText } from './csvText.ts';
import { extractFolder, labelledTable, openFolder } from './folder.ts';
import { ofFile } from './ofFile.ts';
import type { Coverage } from './session.ts';

export interface SourceOptions {
  readonly rate: Recipe['rate'];
  readonly set: string;
  readonly labels?: LabelColumns;
  /** Degradations of which copies of the clips are made, to learn from or to test on. */
  readonly augment?: readonly Degradation[];
  readonly seed: number;
}

export interface FeatureSource {
  readonly table: FeatureTable;
  readonly recipe: Recipe;
  readonly data: EvaluatedData;
  /** One for each degradation asked for. */
  readonly copies: readonly DegradedCopy[];
  readonly coverage: Coverage;
}

/** Labelled features of a folder of audio files, or of a CSV that holds features. */
export async function readFeatureSource(lab: Lab, source: string, { rate, set, labels, augment = [], seed }: SourceOptions, task: TaskOptions): Promise<FeatureSource> {
  const recipe = createRecipe(set, rate);
  const data = { name: basename(resolve(source)), root: source, featureSet: recipe.featureSet };
  if (isCsvPath(source)) {
    if (augment.length > 0) throw new SerError('parameter-invalid', `${source} holds features; clips are degraded as audio, which needs the folder of the clips.`);
    const table = await ofFile(source, async () => parseFeatureCsv(await readCsvText(source), labels));
    // The columns tell the set, whatever was asked for.
    const known = featureSets.find((candidate) => columnsOf(candidate).join() === table.columns.join())?.id ?? set;
    return { table, recipe: createRecipe(known, rate), data: { ...data, featureSet: known, ...(labels && { labels }), corpus: 'csv', synthetic: false }, copies: [], coverage: { nFiles: 1, nSkipped: 0 } };
  }
  if (await isFile(source)) throw new SerError('format-unsupported', `${source} is neither a folder of audio files nor a CSV of features (.csv, .csv.gz).`);
  const folder = await openFolder(source, task);
  const features = await extractFolder(lab, folder, recipe, task);
  const { corpus, synthetic } = folder.scan;
  const table = labelledTable(features, recipe);
  const copies = await degradedFeatures(lab, labelledClips(features.extracted), recipe, augment, seed, task);
  return { table, recipe, data: { ...data, recipe, corpus, synthetic }, copies, coverage: features.coverage };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
