import * as vscode from 'vscode';
import { SerError } from '../../core/errors.ts';
import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { extractFeatures, toFeatureTable, type Extraction } from '../../node/extractFeatures.ts';
import { scanCorpus, type CorpusScan, type ScannedClip } from '../../node/scanCorpus.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { CommandParts } from './parts.ts';
import { scanForTask } from './scanForTask.ts';

export interface CorpusFeatures extends ExtractedCorpus {
  /** Of the labelled clips. */
  readonly table: FeatureTable;
}

export interface ExtractedCorpus {
  readonly extracted: Extraction<ScannedClip>['extracted'];
  readonly recipe: Recipe;
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nComputed: number;
  /** Clips that the user has excluded, which are in nothing else here. */
  readonly nExcluded: number;
  readonly problems: readonly Problem[];
}

/** The features of every readable, labelled clip of a folder that is not excluded, from the store where they were computed before; by default the first set's. */
export async function readCorpusFeatures(parts: CommandParts, root: string, task: TaskOptions, recipe = createRecipe()): Promise<CorpusFeatures> {
  const corpus = await extractCorpus(parts, root, task, recipe);
  return { ...corpus, table: toFeatureTable(corpus.extracted, recipe) };
}

/** The same of all clips, labelled or not. */
export async function extractCorpus({ lab, corpora, exclusions }: Pick<CommandParts, 'lab' | 'corpora' | 'exclusions'>, root: string, task: TaskOptions, recipe = createRecipe()): Promise<ExtractedCorpus> {
  const scan = await readFolder(corpora, root, task);
  if (scan.clips.length === 0) throw new SerError('no-audio', vscode.l10n.t('There are no readable audio files under {0}.', root));
  const { included, nExcluded } = exclusions.applyTo(scan.clips);
  if (included.length === 0) throw new SerError('no-audio', vscode.l10n.t('All {0} clips of {1} are excluded; "Include" on the corpus takes them in again.', nExcluded, scan.name));
  const { extracted, problems, nComputed } = await extractFeatures(lab.get(), included, recipe, task);
  return {
    extracted,
    recipe,
    data: { name: scan.name, root, corpus: scan.corpus, synthetic: scan.synthetic, featureSet: recipe.featureSet, recipe, ...(nExcluded > 0 && { nExcluded }) },
    nClips: extracted.length,
    nComputed,
    nExcluded,
    problems: [...scan.problems, ...problems],
  };
}

/** Says that clips were left out by their user's choice; nothing where none were. */
export function formatExcluded(nExcluded: number): string {
  if (nExcluded === 0) return '';
  return ` ${nExcluded === 1 ? vscode.l10n.t('1 excluded clip was left out.') : vscode.l10n.t('{0} excluded clips were left out.', nExcluded)}`;
}

/** A corpus of the view is read anew, for the view as well; any other folder just here. */
async function readFolder(corpora: Corpora, root: string, task: TaskOptions): Promise<CorpusScan> {
  if (!corpora.roots().includes(root)) return scanCorpus(root, task);
  corpora.refresh(root);
  return scanForTask(corpora, root, task);
}
