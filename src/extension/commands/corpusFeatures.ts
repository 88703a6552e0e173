import { SerError } from '../../core/errors.ts';
import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { extractFeatures, toFeatureTable } from '../../node/extractFeatures.ts';
import { scanCorpus, type CorpusScan } from '../../node/scanCorpus.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { CommandParts } from './parts.ts';

export interface CorpusFeatures {
  readonly table: FeatureTable;
  readonly recipe: Recipe;
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nComputed: number;
  readonly problems: readonly Problem[];
}

/** The features of every readable clip of a folder, from the store where they were computed before; by default the first set's. */
export async function readCorpusFeatures({ lab, corpora }: CommandParts, root: string, task: TaskOptions, recipe = createRecipe()): Promise<CorpusFeatures> {
  const scan = await readFolder(corpora, root, task);
  if (scan.clips.length === 0) throw new SerError('no-audio', `There are no readable audio files under ${root}.`);
  const { extracted, problems, nComputed } = await extractFeatures(lab.get(), scan.clips, recipe, task);
  return {
    table: toFeatureTable(extracted, recipe),
    recipe,
    data: { name: scan.name, root, corpus: scan.corpus, synthetic: scan.synthetic, featureSet: recipe.featureSet, recipe },
    nClips: extracted.length,
    nComputed,
    problems: [...scan.problems, ...problems],
  };
}

/** A corpus of the view is read anew, for the view as well; any other folder just here. */
async function readFolder(corpora: Corpora, root: string, task: TaskOptions): Promise<CorpusScan> {
  if (!corpora.roots().includes(root)) return scanCorpus(root, task);
  corpora.refresh(root);
  return corpora.scan(root);
}
