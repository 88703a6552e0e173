import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { scanCorpus } from '../node/scanCorpus.ts';
import { toProblem, type Problem, type TaskOptions } from '../node/task.ts';

/** What was asked for: the clips by their absolute path, each with the name that its user gave, and what cannot be used. */
export interface AskedClips {
  readonly clips: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Folders give the audio files in them. */
export async function expandFolders(paths: readonly string[], task: TaskOptions): Promise<AskedClips> {
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
