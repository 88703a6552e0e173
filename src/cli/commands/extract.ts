import { relative, sep } from 'node:path';
import { featureSetById } from '../../core/features/featureSet.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { checkOutFile, checkOutFolder } from '../checkOut.ts';
import { extractFolder, openFolder } from '../folder.ts';
import { closeIncomplete, note, print, withLab, type SessionOptions } from '../session.ts';
import { writeFeatures } from './writeFeatures.ts';

export interface ExtractOptions extends SessionOptions {
  readonly out: string;
  readonly set: string;
  readonly rate: Recipe['rate'];
}

export async function extract(dir: string, options: ExtractOptions): Promise<void> {
  const set = featureSetById(options.set);
  await (set.shape === 'frames' ? checkOutFolder : checkOutFile)(options.out);
  const coverage = await withLab(options, async (lab, task) => {
    const folder = await openFolder(dir, task);
    const { root, synthetic } = folder.scan;
    const recipe = createRecipe(set.id, options.rate);
    const { extracted, nComputed, coverage } = await extractFolder(lab, folder, recipe, task);
    const rows = extracted.map(({ clip, vector }) => ({ file: relative(root, clip.path).split(sep).join('/'), emotion: clip.emotion, speaker: clip.speaker, vector }));
    const written = await writeFeatures(set, recipe, rows, options.out);
    if (synthetic) note('These clips are synthetic speech.');
    print(`${written} (${nComputed} computed, ${extracted.length - nComputed} from the store${coverage.nSkipped > 0 ? `; ${coverage.nSkipped} of ${coverage.nFiles} files left out` : ''}).`);
    return coverage;
  });
  closeIncomplete(coverage);
}
