import { SerError } from '../../core/errors.ts';
import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { extractFeatures, toFeatureTable } from '../../node/extractFeatures.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import type { CommandParts } from './parts.ts';

export interface CorpusFeatures {
  readonly table: FeatureTable;
  readonly recipe: Recipe;
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nComputed: number;
  readonly problems: readonly Problem[];
}

/** The features of every readable clip of a corpus, from the store where they were computed before. */
export async function readCorpusFeatures({ lab, corpora }: CommandParts, root: string, task: TaskOptions): Promise<CorpusFeatures> {
  corpora.refresh(root);
  const scan = await corpora.scan(root);
  if (scan.clips.length === 0) throw new SerError('no-audio', `There are no readable audio files under ${root}.`);
  const recipe = createRecipe();
  const { extracted, problems, nComputed } = await extractFeatures(lab.get(), scan.clips, recipe, task);
  return {
    table: toFeatureTable(extracted, recipe),
    recipe,
    data: { name: scan.name, root, corpus: scan.corpus, synthetic: scan.synthetic, featureSet: recipe.featureSet },
    nClips: extracted.length,
    nComputed,
    problems: [...scan.problems, ...problems],
  };
}
