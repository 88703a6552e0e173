import { mkdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import Papa from 'papaparse';
import { SerError } from '../../core/errors.ts';
import { columnsOf, type FeatureSet } from '../../core/features/featureSet.ts';
import { recipeKey, type Recipe } from '../../core/features/recipe.ts';
import { formatFeatureCsv } from '../../core/interchange/featureCsv.ts';
import { formatFeatureParquet, type LabelledRow } from '../../core/interchange/featureParquet.ts';
import { formatNpy } from '../../core/interchange/npy.ts';
import { systemReason } from '../../node/systemReason.ts';
import { count } from '../count.ts';
import { writeWhole } from '../writeWhole.ts';

/** Where a table's names go that an array has no place for. */
const DESCRIPTION_ENDING = '.json';

/** The rule that a name of `out` breaks for this set; undefined when it keeps all. */
export function refuseOut(set: FeatureSet, out: string): string | undefined {
  const ending = extname(out).toLowerCase();
  if (set.shape === 'frames') return ending === '' ? undefined : `The set ${set.id} has a matrix for each clip: --out must name a folder, not ${out}.`;
  return ['.csv', '.parquet', '.npy'].includes(ending) ? undefined : `--out must end in .csv, .parquet or .npy; it is ${out}.`;
}

/** Writes the features of clips in the format that `out` asks for, and tells what was written. */
export async function writeFeatures(set: FeatureSet, recipe: Recipe, rows: readonly LabelledRow[], out: string): Promise<string> {
  if (set.shape === 'frames') return writeFrames(set, recipe, rows, out);
  const columns = columnsOf(set);
  switch (extname(out).toLowerCase()) {
    case '.parquet':
      await writeWhole(out, formatFeatureParquet(columns, rows, { recipe: recipeKey(recipe) }));
      break;
    case '.npy':
      await writeWhole(out, formatNpy(concatenate(rows.map(({ vector }) => vector)), [rows.length, columns.length]));
      await writeWhole(out + DESCRIPTION_ENDING, describeRows(recipe, columns, rows));
      break;
    default:
      await writeWhole(out, formatFeatureCsv(columns, rows));
  }
  return `Wrote ${count(rows.length, 'row')} to ${out}`;
}

/**
 * One array of frames × columns a clip, since clips differ in length and a network's loader pads its own batches; index.csv
 * lists them with their labels.
 */
async function writeFrames(set: FeatureSet, recipe: Recipe, rows: readonly LabelledRow[], folder: string): Promise<string> {
  const columns = columnsOf(set);
  const index: string[][] = [];
  for (const { file, emotion, speaker, vector } of rows) {
    const array = `${file.replace(/\.[^./]*$/, '')}.npy`;
    const nFrames = vector.length / columns.length;
    await makeFolder(dirname(join(folder, array)));
    await writeWhole(join(folder, array), formatNpy(vector, [nFrames, columns.length]));
    index.push([array, file, emotion ?? '', speaker ?? '', String(nFrames)]);
  }
  await writeWhole(join(folder, 'index.csv'), `${Papa.unparse({ fields: ['array', 'file', 'emotion', 'speaker', 'frames'], data: index }, { newline: '\n' })}\n`);
  await writeWhole(join(folder, 'index.json'), describeRows(recipe, columns, []));
  return `Wrote ${count(rows.length, 'array')} of frames × ${columns.length} and index.csv to ${folder}`;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new SerError('file-unwritable', `${path} cannot be made: ${systemReason(error)}.`, { path });
  }
}

function describeRows(recipe: Recipe, columns: readonly string[], rows: readonly LabelledRow[]): string {
  const described = rows.map(({ file, emotion, speaker }) => ({ file, emotion: emotion ?? null, speaker: speaker ?? null }));
  return `${JSON.stringify({ recipe: recipeKey(recipe), columns, ...(rows.length > 0 && { rows: described }) }, null, 2)}\n`;
}

function concatenate(vectors: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(vectors.reduce((total, vector) => total + vector.length, 0));
  let at = 0;
  for (const vector of vectors) {
    out.set(vector, at);
    at += vector.length;
  }
  return out;
}
