import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { SerError } from '../../core/errors.ts';
import { classifyClips, openModelFile } from '../../node/classifyClips.ts';
import { readBytes } from '../../node/readClip.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import { note, noteProblems, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface ClassifyOptions extends SessionOptions {
  readonly json?: boolean;
}

export async function classify(modelPath: string, files: readonly string[], options: ClassifyOptions): Promise<void> {
  const model = openModelFile(await readBytes(modelPath));
  const { given, predictions, problems } = await withLab(options, async (lab, task) => {
    const { given, problems } = await expandFolders(files, task);
    const result = await classifyClips(lab, model, [...given.keys()], task);
    return { given, predictions: result.predictions, problems: [...problems, ...result.problems] };
  });
  const named = predictions.map((prediction) => ({ ...prediction, path: given.get(prediction.path) ?? prediction.path }));
  if (model.description.trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  if (options.json) printJson(named);
  else for (const { path, emotion, probabilities } of named) print(`${path}: ${emotion} (${Math.round((probabilities[emotion] ?? 0) * 100)} %)`);
  noteProblems(problems, (path) => given.get(path) ?? path);
  if (problems.length > 0) {
    throw new SerError('no-audio', `${problems.length} of ${given.size + problems.filter(({ path }) => !given.has(path)).length} files could not be classified.`);
  }
}

/** The files to classify by their absolute path, each with the name that its user gave; folders give the audio files in them. */
async function expandFolders(files: readonly string[], task: TaskOptions): Promise<{ given: Map<string, string>; problems: Problem[] }> {
  const given = new Map<string, string>();
  const problems: Problem[] = [];
  for (const file of files) {
    const path = resolve(file);
    if (!(await isFolder(path))) {
      given.set(path, file);
      continue;
    }
    const scan = await scanCorpus(path, task);
    if (scan.clips.length === 0 && scan.problems.length === 0) throw new SerError('no-audio', `There are no audio files under ${file}.`);
    for (const clip of scan.clips) given.set(clip.path, join(file, relative(path, clip.path)));
    problems.push(...scan.problems);
  }
  return { given, problems };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
