import { basename } from 'node:path';
import * as vscode from 'vscode';
import { createRecipe } from '../../core/features/recipe.ts';
import { modelName } from '../../core/model/modelName.ts';
import { checkColumns } from '../../node/classifyClips.ts';
import { importanceStudy, trainingData } from '../../node/importanceStudy.ts';
import { measureImportance } from '../../node/measureImportance.ts';
import type { Study } from '../../node/store/study.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { offerTraining } from '../models/offerTraining.ts';
import { askImportancePlan, N_REPEATS, type ImportancePlan } from '../questions/importancePlan.ts';
import { SEED } from '../seed.ts';
import { formatExcluded, readCorpusFeatures } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';
import { warnOfUnread } from './unreadFiles.ts';

/** "Feature Importance…": which features matter to a trained model. */
export function registerImportanceCommand(parts: CommandParts): vscode.Disposable {
  const { lab, models, tasks, corpora } = parts;

  const measure = async (row?: Row): Promise<void> => {
    const known = await tasks.run(vscode.l10n.t('Reading the models'), async () => ({ list: models.list(), inUse: models.inUse() }));
    if (!known) return;
    if (known.list.length === 0) return offerTraining(vscode.l10n.t('No model is trained yet, so it cannot be told what matters to one.'));
    const plan = await askImportancePlan({ models: known.list, inUse: known.inUse, roots: corpora.roots(), root: row?.root });
    if (!plan) return;
    const measured = await tasks.runInTurn(vscode.l10n.t('Measuring what matters to {0}', modelName(plan.model)), async (task) => {
      const { study, nExcluded, problems } = await measureOn(parts, plan, task);
      return { id: lab.get().store.saveStudy(study), nExcluded, problems };
    });
    if (!measured) return;
    parts.didEvaluate.fire();
    parts.showResult({ kind: 'importance', id: measured.id });
    if (measured.nExcluded > 0) void vscode.window.showInformationMessage(vscode.l10n.t('{0} was measured.', basename(plan.root)) + formatExcluded(measured.nExcluded));
    warnOfUnread(measured.problems);
  };

  return vscode.commands.registerCommand(commands.measureImportance, measure);
}

async function measureOn(parts: CommandParts, { model, root, by }: ImportancePlan, task: TaskOptions): Promise<{ study: Study<'importance'>; nExcluded: number; problems: readonly Problem[] }> {
  const lab = parts.lab.get();
  const remembered = (found: Awaited<ReturnType<typeof measureImportance>>, nLabelled: number) => importanceStudy(model, found, { seed: SEED, nLabelled });
  if (root === 'none') {
    const found = await measureImportance(lab, model, undefined, task);
    return { study: { kind: 'importance', data: trainingData(model), record: remembered(found, 0) }, nExcluded: 0, problems: [] };
  }
  checkColumns(model);
  const { recipe } = model.description;
  const { table, data, nExcluded, problems } = await readCorpusFeatures(parts, root, task, createRecipe(recipe.featureSet, recipe.rate));
  const found = await measureImportance(lab, model, { table, nRepeats: N_REPEATS, by, seed: SEED }, task);
  return { study: { kind: 'importance', data, record: remembered(found, table.files.length) }, nExcluded, problems };
}
