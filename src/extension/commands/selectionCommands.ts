import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import { formatClips } from '../explorer/amounts.ts';
import { pathsOf, type Row } from '../explorer/rows.ts';
import type { CommandParts } from './parts.ts';

/** What can be done with the rows that are selected in the explorer. */
export function registerSelectionCommands({ corpora, exclusions }: CommandParts): vscode.Disposable {
  const rowsOf = (clicked: Row | undefined, selected: readonly Row[] | undefined): readonly Row[] => selected ?? (clicked ? [clicked] : []);

  const filesOf = async (clicked: Row | undefined, selected: readonly Row[] | undefined): Promise<readonly string[]> => {
    const files = new Set<string>();
    for (const row of rowsOf(clicked, selected)) {
      const paths = row.kind === 'corpus' ? (await corpora.scan(row.root)).clips.map(({ path }) => path) : pathsOf(row);
      for (const path of paths) files.add(path);
    }
    return [...files];
  };

  const exclude = async (clicked?: Row, selected?: readonly Row[]): Promise<void> => exclusions.exclude(await filesOf(clicked, selected));

  const include = async (clicked?: Row, selected?: readonly Row[]): Promise<void> => exclusions.include(await filesOf(clicked, selected));

  const copyPaths = async (clicked?: Row, selected?: readonly Row[]): Promise<void> => {
    const rows = rowsOf(clicked, selected);
    const paths = rows.map((row) => (row.kind === 'corpus' ? [row.root] : pathsOf(row))).flat();
    await vscode.env.clipboard.writeText(paths.join('\n'));
    vscode.window.setStatusBarMessage(paths.length === 1 ? vscode.l10n.t('Copied the path of {0}.', basename(paths[0] ?? '')) : vscode.l10n.t('Copied the paths of {0}.', formatClips(paths.length)), 4000);
  };

  const reveal = async (clicked?: Row): Promise<void> => {
    const path = clicked?.kind === 'corpus' ? clicked.root : clicked && pathsOf(clicked)[0];
    if (path === undefined) return;
    const uri = vscode.Uri.file(path);
    if (vscode.workspace.getWorkspaceFolder(uri)) {
      await vscode.commands.executeCommand('revealInExplorer', uri);
      return;
    }
    const copy = vscode.l10n.t('Copy Path');
    const answer = await vscode.window.showInformationMessage(vscode.l10n.t('{0} is not in the folder that is open in this window, so the Explorer does not show it: {1}', basename(path), path), copy);
    if (answer === copy) await vscode.env.clipboard.writeText(path);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.excludeClips, exclude),
    vscode.commands.registerCommand(commands.includeClips, include),
    vscode.commands.registerCommand(commands.copyClipPath, copyPaths),
    vscode.commands.registerCommand(commands.revealClip, reveal),
  );
}
