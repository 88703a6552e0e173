import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Corpora } from '../explorer/corpora.ts';
import type { Row } from '../explorer/rows.ts';

export interface OtherCorporaQuestion {
  readonly title: string;
  readonly placeHolder: string;
  /** A corpus that is none of the others. */
  readonly except?: string;
  /** Corpora to begin with. */
  readonly picked?: readonly string[];
  /** Whether no corpus is an answer too. */
  readonly mayBeNone: boolean;
}

/** The corpora among the rows that a command was called on: those selected when the clicked one is among them, else that one. */
export function corporaOf(row: Row | undefined, rows: readonly Row[] | undefined): readonly string[] {
  const called = row && rows?.includes(row) ? rows : row ? [row] : [];
  return called.filter(({ kind }) => kind === 'corpus').map(({ root }) => root);
}

/** Corpora of the explorer, folders that the user picks, or both; undefined when the question was called off. */
export async function chooseOtherCorpora(corpora: Corpora, { title, placeHolder, except, picked = [], mayBeNone }: OtherCorporaQuestion): Promise<readonly string[] | undefined> {
  const roots = corpora.roots().filter((root) => root !== except);
  if (roots.length === 0 && !mayBeNone) return chooseFolders(title);
  const browse: vscode.QuickPickItem & { root?: string } = { label: vscode.l10n.t('Choose Folders…'), description: vscode.l10n.t('that are not open in the view') };
  const known = roots.map((root) => ({ label: basename(root), description: root, picked: picked.includes(root), root }));
  const chosen = await vscode.window.showQuickPick([...known, browse], { title, placeHolder, canPickMany: true, ignoreFocusOut: true });
  if (chosen === undefined) return undefined;
  const found = chosen.flatMap(({ root }) => root ?? []);
  if (!chosen.includes(browse) && (mayBeNone || found.length > 0)) return found;
  const folders = await chooseFolders(title);
  return folders && [...new Set([...found, ...folders])];
}

/** Folders that the user picks; undefined when that was called off. */
export async function chooseFolders(title: string, howMany: 'one' | 'many' = 'many'): Promise<readonly string[] | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, canSelectMany: howMany === 'many', title, openLabel: vscode.l10n.t('Choose'), ...(folder && { defaultUri: folder }) });
  if (!chosen) return undefined;
  const foreign = chosen.find(({ scheme }) => scheme !== 'file');
  if (foreign) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Only folders of this machine can be used, not "{0}:" resources.', foreign.scheme));
    return undefined;
  }
  return chosen.map(({ fsPath }) => fsPath);
}
