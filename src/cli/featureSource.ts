import { basename, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SerError } from '../core/errors.ts';
import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { columnsOf, featureSetById, featureSets } from '../core/features/featureSet.ts';
import { createRecipe, type Recipe } from '../core/features/recipe.ts';
import { parseFeatureCsv, type LabelColumns } from '../core/interchange/featureCsv.ts';
import { extractFeatures, toFeatureTable } from '../node/extractFeatures.ts';
import type { Lab } from '../node/lab.ts';
import { readBytes } from '../node/readClip.ts';
import { scanCorpus } from '../node/scanCorpus.ts';
import type { TaskOptions } from '../node/task.ts';
import { note, noteProblems } from './session.ts';

export interface SourceOptions {
  readonly rate: Recipe['rate'];
  readonly set: string;
  readonly labels?: LabelColumns;
}

export interface FeatureSource {
  readonly table: FeatureTable;
  readonly recipe: Recipe;
  readonly data: EvaluatedData;
}

/** Labelled features of a folder of audio files, or of a CSV that holds features. */
export async function readFeatureSource(lab: Lab, source: string, { rate, set, labels }: SourceOptions, task: TaskOptions): Promise<FeatureSource> {
  const recipe = createRecipe(set, rate);
  if (featureSetById(set).shape === 'frames') throw new SerError('parameter-invalid', `The set ${set} has a matrix for each clip, and the learners here want one row; choose another set.`);
  const data = { name: basename(resolve(source)), root: source, featureSet: recipe.featureSet };
  if (/\.csv(\.gz)?$/i.test(source)) {
    const table = parseFeatureCsv(await readText(source), labels);
    // The columns tell the set, whatever was asked for.
    const known = featureSets.find((candidate) => columnsOf(candidate).join() === table.columns.join())?.id ?? set;
    return { table, recipe: createRecipe(known, rate), data: { ...data, featureSet: known, corpus: 'csv', synthetic: false } };
  }
  const scan = await scanCorpus(resolve(source), task);
  if (scan.clips.length === 0) {
    noteProblems(scan.problems);
    throw new SerError('no-audio', `There are no readable audio files under ${source}.`);
  }
  const { extracted, problems } = await extractFeatures(lab, scan.clips, recipe, task);
  noteProblems([...scan.problems, ...problems]);
  const table = toFeatureTable(extracted, recipe);
  const nUnlabelled = extracted.length - table.files.length;
  if (nUnlabelled > 0) note(`${nUnlabelled} of ${extracted.length} clips are left out: their names tell no emotion.`);
  return { table, recipe, data: { ...data, corpus: scan.corpus, synthetic: scan.synthetic } };
}

async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  if (!path.toLowerCase().endsWith('.gz')) return new TextDecoder().decode(bytes);
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    throw new SerError('table-invalid', `${path} is not a gzip file.`);
  }
}
