import { basename } from 'node:path';
import * as vscode from 'vscode';
import { SerError } from '../../core/errors.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import { checkColumns } from '../../node/classifyClips.ts';
import { externalStudy, refuseTrainingData } from '../../node/externalStudy.ts';
import { ownMetrics } from '../../node/matchingRun.ts';
import { toProblem, type Problem, type TaskOptions } from '../../node/task.ts';
import { testModel } from '../../node/testModel.ts';
import type { ModelFile } from '../../node/trainModel.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';
import { pickModel } from '../models/pickModel.ts';
import { SEED } from '../seed.ts';
import { chooseOtherCorpora, corporaOf } from './chooseOtherCorpora.ts';
import { formatExcluded, readCorpusFeatures } from './corpusFeatures.ts';
import { offerTraining } from '../models/offerTraining.ts';
import type { CommandParts } from './parts.ts';

/** "Test on External Audio…": how a trained model does on corpora that it was not trained on. */
export function registerExternalTestCommand(parts: CommandParts): vscode.Disposable {
  const { models, tasks, corpora } = parts;

  const test = async (row?: Row, rows?: readonly Row[]): Promise<void> => {
    const title = vscode.l10n.t('Test on External Audio');
    const known = await tasks.run(vscode.l10n.t('Reading the models'), async () => ({ list: models.list(), inUse: models.inUse() }));
    if (!known) return;
    if (known.list.length === 0) return offerTraining(vscode.l10n.t('No model is trained yet, so nothing can be tested.'));
    const model = known.list.length === 1 ? known.list[0]?.model : await pickModel(known.list, title, known.inUse);
    if (!model) return;
    const called = corporaOf(row, rows);
    const roots = called.length > 0 ? called : await chooseOtherCorpora(corpora, { title, placeHolder: vscode.l10n.t('Which corpora, that the model was not trained on?'), mayBeNone: false });
    if (!roots || roots.length === 0) return;
    const tested = await tasks.run(vscode.l10n.t('Testing on external audio'), (task) => testOnAll(parts, model, roots, task));
    if (!tested) return;
    parts.didEvaluate.fire();
    parts.showResult({ kind: 'external', id: tested.id });
    if (tested.nExcluded > 0) void vscode.window.showInformationMessage(vscode.l10n.t('The model was tested.') + formatExcluded(tested.nExcluded));
    const [first] = tested.problems;
    if (first) void vscode.window.showWarningMessage(vscode.l10n.t('{0} of {1} corpora could not be tested, first {2}: {3}', tested.problems.length, roots.length, basename(first.path), inEditorLanguage(first.message)));
  };

  return vscode.commands.registerCommand(commands.testOnExternal, test);
}

/**
 * Tests the model on each folder and remembers each test; a folder that cannot be tested becomes a problem.
 *
 * @returns the number of the first test
 * @throws SerError the first problem, when no folder could be tested
 */
async function testOnAll(parts: CommandParts, stored: ModelFile, roots: readonly string[], task: Required<TaskOptions>): Promise<{ id: number; problems: readonly Problem[]; nExcluded: number }> {
  const { store } = parts.lab.get();
  checkColumns(stored);
  const metrics = ownMetrics(store, stored.description);
  const model = { ...stored, description: { ...stored.description, ...(metrics && { metrics }) } };
  const ids: number[] = [];
  let nExcluded = 0;
  const problems: Problem[] = [];
  for (const root of roots) {
    try {
      const test = await testOn(parts, model, root, task);
      ids.push(test.id);
      nExcluded += test.nExcluded;
    } catch (error) {
      if (roots.length === 1) throw error;
      problems.push(toProblem(root, error));
    }
  }
  const [id] = ids;
  const [first] = problems;
  if (id === undefined) throw new SerError(first?.code ?? 'no-audio', `${basename(first?.path ?? '')}: ${inEditorLanguage(first?.message ?? '')}`);
  return { id, problems, nExcluded };
}

async function testOn(parts: CommandParts, model: ModelFile, root: string, task: Required<TaskOptions>): Promise<{ id: number; nExcluded: number }> {
  const { lab } = parts;
  const { recipe } = model.description;
  const { table, data, nExcluded, problems } = await readCorpusFeatures(parts, root, task, createRecipe(recipe.featureSet, recipe.rate));
  refuseTrainingData(model, table, data.name);
  task.onProgress?.({ phase: 'classify', done: 0, total: table.files.length });
  const tested = await testModel(lab.get(), model, data.name, table, SEED, task);
  const record = externalStudy(model, table, tested, { seed: SEED, nUnreadable: problems.length });
  return { id: lab.get().store.saveStudy({ kind: 'external', data, record }), nExcluded };
}
