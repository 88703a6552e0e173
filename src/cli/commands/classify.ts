import { SerError } from '../../core/errors.ts';
import { classifyClips } from '../../node/classifyClips.ts';
import { expandFolders } from '../askedClips.ts';
import { estimateText } from '../estimateText.ts';
import { closeIncomplete, note, noteProblems, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ClassifyOptions extends SessionOptions {
  readonly json?: boolean;
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
