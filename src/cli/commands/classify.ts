import { sep } from 'node:path';
import { recogniseClip } from '../../core/corpus/corpora.ts';
import { SerError } from '../../core/errors.ts';
import { formatClipCsv, type WrittenClip } from '../../core/interchange/estimateCsv.ts';
import { classifyClips } from '../../node/classifyClips.ts';
import type { Prediction } from '../../node/store/store.ts';
import { expandFolders } from '../askedClips.ts';
import { estimateText } from '../estimateText.ts';
import { closeIncomplete, note, noteProblems, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ClassifyOptions extends SessionOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
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
  else if (options.csv) process.stdout.write(formatClipCsv(named.map(withLabel)));
  else for (const prediction of named) print(`${prediction.path}: ${estimateText(prediction)}`);
  const nFiles = predictions.length + problems.length;
  const [only] = problems;
  if (only && nFiles === 1) throw new SerError(only.code, `${only.path}: ${only.message}`);
  noteProblems(problems, (path) => path);
  closeIncomplete({ nFiles, nSkipped: problems.length });
}

/** With the emotion that the file's name tells by the rule of its corpus. */
function withLabel(prediction: Prediction): WrittenClip {
  const label = recogniseClip(prediction.path.split(sep).join('/'))?.labels.emotion;
  return { ...prediction, ...(label !== undefined && { label }) };
}
