import { join } from 'node:path';
import * as vscode from 'vscode';
import { makeSampleCorpus } from '../../node/makeSampleCorpus.ts';
import { commands, views } from '../contributions.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { Row } from '../explorer/rows.ts';
import type { CommandParts } from './parts.ts';

const SAMPLE_FOLDER = 'sample-corpus';

/** Opens folders as corpora, and tells of what cannot be one. */
export async function openCorpora(corpora: Corpora, uris: readonly vscode.Uri[]): Promise<void> {
  // First of all: once a row is in sight, the focus is no longer taken from what the user does with it.
  await vscode.commands.executeCommand(`${views.corpora}.focus`);
  const refused: vscode.Uri[] = [];
  for (const uri of uris) {
    if (uri.scheme !== 'file' || !(await isFolder(uri))) refused.push(uri);
    // What is known of one that is open stays in sight while it is read again.
    else if (corpora.roots().includes(uri.fsPath)) corpora.refresh(uri.fsPath);
    else await corpora.add(uri.fsPath);
  }
  const [first] = refused;
  if (first) void vscode.window.showWarningMessage(refusalOf(first, refused.length));
}

/** One sentence, however many were dropped at once. */
function refusalOf(first: vscode.Uri, nRefused: number): string {
  if (nRefused > 1) return vscode.l10n.t('{0} of these are no folders of this machine that can be read, first {1}; a corpus is a folder of audio files.', nRefused, first.fsPath);
  if (first.scheme !== 'file') return vscode.l10n.t('Only folders of this machine can be opened as a corpus, not "{0}:" resources.', first.scheme);
  return vscode.l10n.t('{0} is no folder that can be read; a corpus is a folder of audio files.', first.fsPath);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/** Opening, making and removing corpora. */
export function registerCorpusCommands({ lab, tasks, corpora }: CommandParts, storageUri: vscode.Uri): vscode.Disposable {
  const open = (uri: vscode.Uri): Promise<void> => openCorpora(corpora, [uri]);

  const openByDialog = async (): Promise<void> => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t('Open a Corpus'),
      openLabel: vscode.l10n.t('Open Corpus'),
      ...(folder && { defaultUri: folder }),
    });
    if (chosen?.[0]) await open(chosen[0]);
  };

  const makeSample = async (): Promise<void> => {
    const parent = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri ?? storageUri;
    const dir = join(parent.fsPath, SAMPLE_FOLDER);
    const nClips = await tasks.run(vscode.l10n.t('Making the sample corpus'), (task) => makeSampleCorpus(lab.get(), dir, task));
    if (nClips === undefined) return;
    await open(vscode.Uri.file(dir));
    void vscode.window.showInformationMessage(vscode.l10n.t('Wrote {0} synthetic clips to {1}. Nothing measured on them says anything about human speech.', nClips, dir));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openCorpus, openByDialog),
    vscode.commands.registerCommand(commands.openAsCorpus, (uri?: vscode.Uri) => (uri ? open(uri) : openByDialog())),
    vscode.commands.registerCommand(commands.makeSampleCorpus, makeSample),
    vscode.commands.registerCommand(commands.removeCorpus, (row?: Row) => row && corpora.remove(row.root)),
  );
}
