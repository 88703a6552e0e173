import { join } from 'node:path';
import * as vscode from 'vscode';
import { STARTER_CARD } from '../../node/starterModel.ts';
import { offerTraining } from './offerTraining.ts';
import { commands } from '../contributions.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { isStarterOffered, type Models } from './models.ts';
import { pickModel } from './pickModel.ts';

export interface ModelsParts {
  readonly models: Models;
  readonly tasks: Tasks;
  /** The folder of the extension. */
  readonly extensionPath: string;
}

/** "Choose Model…", "Show the Starter Model's Card", and the model in use in the status bar. */
export function registerModels({ models, tasks, extensionPath }: ModelsParts): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('ser.model', vscode.StatusBarAlignment.Right);
  item.name = vscode.l10n.t('Speech emotion model');
  item.command = commands.chooseModel;
  const draw = (): void => {
    const name = models.lastName ?? (isStarterOffered() ? vscode.l10n.t('Starter model') : vscode.l10n.t('No emotion model'));
    item.text = `$(unmute) ${name}`;
    item.tooltip = vscode.l10n.t('Clips are classified by: {0}. Click to choose another model.', name);
  };
  draw();
  item.show();

  const choose = async (): Promise<void> => {
    const known = await tasks.run(vscode.l10n.t('Reading the models'), async () => ({ list: models.list(), inUse: models.inUse() }));
    if (!known) return;
    if (known.list.length === 0) return offerTraining(vscode.l10n.t('No model is trained yet, and the setting that offers the starter model is off.'));
    const model = await pickModel(known.list, vscode.l10n.t('Choose the Model to Classify with'), known.inUse);
    if (model) models.use(model);
  };
  const showCard = (): Thenable<unknown> => vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(join(extensionPath, STARTER_CARD)));

  return vscode.Disposable.from(item, models.onDidChange(draw), vscode.commands.registerCommand(commands.chooseModel, choose), vscode.commands.registerCommand(commands.showStarterCard, showCard));
}
