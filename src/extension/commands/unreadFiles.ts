import { basename } from 'node:path';
import * as vscode from 'vscode';
import { inEditorLanguage } from '../inEditorLanguage.ts';

interface UnreadFile {
  readonly path: string;
  readonly message: string;
}

/** Warns that figures are not of all files of a corpus, where some could not be read. */
export function warnOfUnread([first, ...others]: readonly UnreadFile[]): void {
  if (first === undefined) return;
  const [name, why] = [basename(first.path), inEditorLanguage(first.message)];
  void vscode.window.showWarningMessage(
    others.length === 0
      ? vscode.l10n.t('1 file could not be read and is not part of the figures, {0}: {1}', name, why)
      : vscode.l10n.t('{0} files could not be read and are not part of the figures, first {1}: {2}', others.length + 1, name, why),
  );
}
