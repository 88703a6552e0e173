import { relative, resolve, sep } from 'node:path';
import { SerError } from '../../core/errors.ts';
import { featureSetById } from '../../core/features/featureSet.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { extractFeatures } from '../../node/extractFeatures.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import { refuseOut, writeFeatures } from './writeFeatures.ts';
import { note, noteProblems, print, withLab, type SessionOptions } from '../session.ts';

interface ExtractOptions extends SessionOptions {
  readonly out: string;
  readonly set: string;
  readonly rate: Recipe['rate'];
}

export async function extract(dir: string, options: ExtractOptions): Promise<void> {
  const root = resolve(dir);
  const set = featureSetById(options.set);
  const refusal = refuseOut(set, options.out);
  if (refusal) throw new SerError('format-unsupported', refusal);
  await withLab(options, async (lab, task) => {
    const { clips, problems: unreadable, synthetic } = await scanCorpus(root, task);
    if (clips.length === 0 && unreadable.length === 0) throw new SerError('no-audio', `There are no audio files under ${dir}.`);
    const recipe = createRecipe(set.id, options.rate);
    const { extracted, problems, nComputed } = await extractFeatures(lab, clips, recipe, task);
    const nameOf = (path: string): string => relative(root, path).split(sep).join('/');
    noteProblems([...unreadable, ...problems], nameOf);
    if (extracted.length === 0) throw new SerError('no-audio', `None of the ${unreadable.length + problems.length} audio files under ${dir} can be used.`);
    const rows = extracted.map(({ clip, vector }) => ({ file: nameOf(clip.path), emotion: clip.emotion, speaker: clip.speaker, vector }));
    const written = await writeFeatures(set, recipe, rows, options.out);
    if (synthetic) note('These clips are synthetic speech.');
    print(`${written} (${nComputed} computed, ${extracted.length - nComputed} from the store).`);
  });
}
