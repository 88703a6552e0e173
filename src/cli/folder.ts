import { join, relative } from 'node:path';
import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import type { Recipe } from '../core/features/recipe.ts';
import { extractFeatures, toFeatureTable, type Extraction } from '../node/extractFeatures.ts';
import type { Lab } from '../node/lab.ts';
import { scanCorpus, type CorpusScan, type ScannedClip } from '../node/scanCorpus.ts';
import type { TaskOptions } from '../node/task.ts';
import { count } from './count.ts';
import { note, noteProblems, type Coverage } from './session.ts';

/** A folder of audio files. */
export interface Folder {
  /** As its user named it. */
  readonly dir: string;
  readonly scan: CorpusScan;
  /** A path in it as its user would name it. */
  nameOf(path: string): string;
}

export interface FolderFeatures extends Omit<Extraction<ScannedClip>, 'problems'> {
  readonly coverage: Coverage;
}

/** @throws SerError `directory-unreadable`, `cancelled`; `no-audio` when no file in it has the name of an audio file */
export async function openFolder(dir: string, task: TaskOptions): Promise<Folder> {
  const scan = await scanCorpus(dir, task);
  if (scan.clips.length === 0 && scan.problems.length === 0) throw new SerError('no-audio', `There are no audio files under ${dir}.`);
  return { dir, scan, nameOf: (path) => join(dir, relative(scan.root, path)) };
}

/**
 * The features of all clips in a folder; each file that cannot be used is named on stderr.
 *
 * @throws SerError `no-audio` when none can be used; `cancelled`
 */
export async function extractFolder(lab: Lab, { dir, scan, nameOf }: Folder, recipe: Recipe, task: TaskOptions): Promise<FolderFeatures> {
  const { extracted, problems, nComputed } = await extractFeatures(lab, scan.clips, recipe, task);
  noteProblems([...scan.problems, ...problems, ...scan.labelProblems], nameOf);
  const nSkipped = scan.problems.length + problems.length;
  const nFiles = extracted.length + nSkipped;
  if (extracted.length === 0) throw new SerError('no-audio', nFiles === 1 ? `The only audio file under ${dir} cannot be used.` : `None of the ${nFiles} audio files under ${dir} can be used.`);
  return { extracted, nComputed, coverage: { nFiles, nSkipped } };
}

/** The labelled clips as a table; how many have no label is told on stderr. */
export function labelledTable({ extracted }: Pick<FolderFeatures, 'extracted'>, recipe: Recipe): FeatureTable {
  const table = toFeatureTable(extracted, recipe);
  const nUnlabelled = extracted.length - table.files.length;
  if (nUnlabelled > 0) note(`${nUnlabelled} of ${count(extracted.length, 'clip')} ${nUnlabelled === 1 ? 'is' : 'are'} left out: nothing tells the emotion.`);
  return table;
}
