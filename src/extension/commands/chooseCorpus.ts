import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { Row } from '../explorer/rows.ts';

/** The corpus of the row that a command was called on, the only one there is, or the one that the user picks. */
export async function chooseCorpus(corpora: Corpora, row: Row | undefined): Promise<string | undefined> {
  if (row) return row.root;
  const roots = corpora.roots();
  if (roots.length === 0) {
    const openCorpus = vscode.l10n.t('Open a Corpus…');
    const makeSample = vscode.l10n.t('Make the Sample Corpus');
    const answer = await vscode.window.showInformationMessage(vscode.l10n.t('No corpus is open yet.'), openCorpus, makeSample);
    if (answer) void vscode.commands.executeCommand(answer === openCorpus ? commands.openCorpus : commands.makeSampleCorpus);
    return undefined;
  }
  if (roots.length === 1) return roots[0];
  const chosen = await vscode.window.showQuickPick(
    roots.map((root) => ({ label: basename(root), description: root, root })),
    { title: vscode.l10n.t('Corpus'), placeHolder: vscode.l10n.t('Which corpus?') },
  );
  return chosen?.root;
}
