import * as vscode from 'vscode';
import { commands } from '../contributions.ts';

/** Tells what cannot be done for want of a model, and how to get one. */
export async function offerTraining(message: string): Promise<void> {
  const train = vscode.l10n.t('Train a Model…');
  if ((await vscode.window.showInformationMessage(message, train)) === train) await vscode.commands.executeCommand(commands.trainModel);
}
