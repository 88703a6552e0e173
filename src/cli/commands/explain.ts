import { SerError } from '../../core/errors.ts';
import { explanationWords } from '../../core/learn/explain/explanation.ts';
import { formatExplanation } from '../../core/model/explanationText.ts';
import { modelName } from '../../core/model/modelName.ts';
import { explainClips } from '../../node/explainClips.ts';
import { expandFolders } from '../askedClips.ts';
import { closeIncomplete, note, noteProblems, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ExplainOptions extends SessionOptions {
  readonly json?: boolean;
}

/** Says of the model's answer to each clip what speaks for it and what against it. */
export async function explain(modelPath: string, paths: readonly string[], options: ExplainOptions): Promise<void> {
  const model = await readUsableModel(modelPath);
  const { explanations, problems } = await withLab(options, async (lab, task) => {
    const { clips, problems } = await expandFolders(paths, task);
    const nameOf = (path: string): string => clips.get(path) ?? path;
    const found = await explainClips(lab, model, [...clips.keys()], task);
    return { explanations: found.explanations.map((explanation) => ({ ...explanation, path: nameOf(explanation.path) })), problems: [...problems, ...found.problems.map((problem) => ({ ...problem, path: nameOf(problem.path) }))] };
  });
  const [first] = explanations;
  if (first && model.description.trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  if (options.json) printJson({ model: modelName(model), explanations: explanations.map((explanation) => ({ ...explanation, remark: explanation.remark ?? null })) });
  else if (first) {
    print([`${modelName(model)}. ${explanationWords(first)}`, 'It explains the model, not the person: what speaks for an estimate is no cause of an emotion.'].join('\n'));
    for (const explanation of explanations) print(`\n${explanation.path}: ${formatExplanation(explanation)}${explanation.remark ? `\n  ${explanation.remark}` : ''}`);
  }
  const nFiles = explanations.length + problems.length;
  const [only] = problems;
  if (only && nFiles === 1) throw new SerError(only.code, `${only.path}: ${only.message}`);
  noteProblems(problems, (path) => path);
  closeIncomplete({ nFiles, nSkipped: problems.length });
}
