import { rename, writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { SerError } from '../../core/errors.ts';
import { columnsOf, featureSetById } from '../../core/features/featureSet.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { formatFeatureCsv } from '../../core/interchange/featureCsv.ts';
import { extractFeatures } from '../../node/extractFeatures.ts';
import { systemReason } from '../../node/readClip.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import { note, noteProblems, print, withLab, type SessionOptions } from '../session.ts';

interface ExtractOptions extends SessionOptions {
  readonly out: string;
  readonly rate: Recipe['rate'];
}

export async function extract(dir: string, options: ExtractOptions): Promise<void> {
  const root = resolve(dir);
  await withLab(options, async (lab, task) => {
    const { clips, problems: unreadable, synthetic } = await scanCorpus(root, task);
    if (clips.length === 0 && unreadable.length === 0) throw new SerError('no-audio', `There are no WAV files under ${dir}.`);
    const recipe = createRecipe(undefined, options.rate);
    const { extracted, problems, nComputed } = await extractFeatures(lab, clips, recipe, task);
    const nameOf = (path: string): string => relative(root, path).split(sep).join('/');
    noteProblems([...unreadable, ...problems], nameOf);
    if (extracted.length === 0) throw new SerError('no-audio', `None of the ${unreadable.length + problems.length} WAV files under ${dir} can be used.`);
    const rows = extracted.map(({ clip, vector }) => ({ file: nameOf(clip.path), vector }));
    await writeWhole(options.out, formatFeatureCsv(columnsOf(featureSetById(recipe.featureSet)), rows));
    if (synthetic) note('These clips are synthetic speech.');
    print(`Wrote ${extracted.length} rows to ${options.out} (${nComputed} computed, ${extracted.length - nComputed} from the store).`);
  });
}

/**
 * Writes a file in one step, so that a stopped program leaves the old one.
 *
 * @throws SerError `file-unwritable`
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new SerError('file-unwritable', `${path} cannot be written: ${systemReason(error)}.`, { path });
  }
}
