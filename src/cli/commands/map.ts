import Papa from 'papaparse';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import type { EmbeddingMap } from '../../core/map/embeddingMap.ts';
import type { MapMethod } from '../../core/map/mapMethod.ts';
import { formatMapSummary } from '../../core/map/mapText.ts';
import { toClipTable } from '../../node/extractFeatures.ts';
import type { Lab } from '../../node/lab.ts';
import { mapClips } from '../../node/mapClips.ts';
import type { TaskOptions } from '../../node/task.ts';
import { checkOutFile } from '../checkOut.ts';
import { count } from '../count.ts';
import { isCsvPath } from '../csvText.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { extractFolder, openFolder } from '../folder.ts';
import { closeIncomplete, note, print, printJson, withLab, type Coverage, type SessionOptions } from '../session.ts';
import { writeWhole } from '../writeWhole.ts';

interface MapOptions extends SessionOptions, Omit<SourceOptions, 'augment'> {
  readonly method: MapMethod;
  readonly out?: string;
  readonly json?: boolean;
}

/** Gives each clip a place in two dimensions by its features: as CSV on stdout or in a file, or as JSON. */
export async function map(source: string, options: MapOptions): Promise<void> {
  const { method, seed, out, json } = options;
  if (out !== undefined) await checkOutFile(out, source);
  const { table, found, coverage } = await withLab(options, async (lab, task) => {
    const { table, coverage } = await readClips(lab, source, options, task);
    return { table, found: await mapClips(lab, table, method, seed, task), coverage };
  });
  const csv = (): string => Papa.unparse({ fields: ['file', 'emotion', 'speaker', 'x', 'y'], data: placesOf(found, table).map(({ file, emotion, speaker, x, y }) => [file, emotion, speaker, x, y]) }, { newline: '\n' });
  if (out !== undefined) await writeWhole(out, `${csv()}\n`);
  const summary = formatMapSummary(found, table.files.length);
  if (json) printJson({ method, seed, nClips: table.files.length, shares: [...found.shares], neighbours: found.neighbours, places: placesOf(found, table) });
  else if (out !== undefined) print(`Wrote ${count(found.rows.length, 'row')} to ${out}\n${summary}`);
  else {
    print(csv());
    note(summary);
  }
  closeIncomplete(coverage);
}

/** Clips without a label have a place as well. */
async function readClips(lab: Lab, source: string, options: MapOptions, task: TaskOptions): Promise<{ table: FeatureTable; coverage: Coverage }> {
  if (isCsvPath(source)) return readFeatureSource(lab, source, options, task);
  const recipe = createRecipe(options.set, options.rate);
  const { extracted, coverage } = await extractFolder(lab, await openFolder(source, task), recipe, task);
  return { table: toClipTable(extracted, recipe), coverage };
}

const placesOf = ({ rows, x, y }: EmbeddingMap, { files, emotions, speakers }: FeatureTable) =>
  Array.from(rows, (row, i) => ({ file: files[row] ?? '', emotion: emotions[row] ?? '', speaker: speakers[row] ?? '', x: x[i] ?? 0, y: y[i] ?? 0 }));
