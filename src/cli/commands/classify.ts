import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { SerError } from '../../core/errors.ts';
import { classifyClips } from '../../node/classifyClips.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import { toProblem, type Problem, type TaskOptions } from '../../node/task.ts';
import { estimateText } from '../estimateText.ts';
import { closeIncomplete, note, noteProblems, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ClassifyOptions extends SessionOptions {
  readonly json?: boolean;
}

/** What was asked for: the clips by their absolute path, each with the name that its user gave, and what cannot be used. */
interface Asked {
  readonly clips: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

export async function classify(modelPath: string, paths: readonly string[], options: ClassifyOptions): Promise<void> {
  const model = await readUsableModel(modelPath);
  const { clips, predictions, problems } = await withLab(options, async (lab, task) => {
    const { clips, problems } = await expandFolders(paths, task);
    const result = await classifyClips(lab, model, [...clips.keys()], task);
    return { clips, predictions: result.predictions, problems: [...problems, ...result.problems.map((problem) => ({ ...problem, path: clips.get(problem.path) ?? problem.path }))] };
  });
  const named = predictions.map((prediction) => ({ ...prediction, path: clips.get(prediction.path) ?? prediction.path }));
  if (named.length > 0 && model.description.trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  if (options.json) printJson(named.map((prediction) => ({ ...prediction, remark: prediction.remark ?? null })));
  else for (const prediction of named) print(`${prediction.path}: ${estimateText(prediction)}`);
  const nFiles = predictions.length + problems.length;
  const [only] = problems;
  if (only && nFiles === 1) throw new SerError(only.code, `${only.path}: ${only.message}`);
  noteProblems(problems, (path) => path);
  closeIncomplete({ nFiles, nSkipped: problems.length });
}

/** Folders give the audio files in them. */
async function expandFolders(paths: readonly string[], task: TaskOptions): Promise<Asked> {
  const clips = new Map<string, string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    if (!(await isFolder(path))) {
      clips.set(resolve(path), path);
      continue;
    }
    try {
      const scan = await scanCorpus(path, task);
      const nameOf = (found: string): string => join(path, relative(scan.root, found));
      for (const clip of scan.clips) clips.set(clip.path, nameOf(clip.path));
      problems.push(...scan.problems.map((problem) => ({ ...problem, path: nameOf(problem.path) })));
      if (scan.clips.length + scan.problems.length === 0) problems.push({ path, code: 'no-audio', message: 'There are no audio files in this folder.' });
    } catch (error) {
      problems.push(toProblem(path, error));
    }
  }
  return { clips, problems };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
