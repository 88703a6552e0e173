import * as vscode from 'vscode';
import { learners } from '../../core/learn/learners.ts';
import { learnerName } from '../learnerName.ts';

const learnerItems = (): (vscode.QuickPickItem & { id: string })[] => learners.map(({ id }) => ({ label: learnerName(id), id }));

/** The ids of one or several learners, the first one checked to begin with; undefined when there are none. */
export async function chooseLearners(title: string): Promise<readonly string[] | undefined> {
  const items = learnerItems().map((item, i) => ({ ...item, picked: i === 0 }));
  // As in pickModel: what had the focus before may take it back late.
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which learners?'), canPickMany: true, ignoreFocusOut: true });
  return chosen && chosen.length > 0 ? chosen.map(({ id }) => id) : undefined;
}
