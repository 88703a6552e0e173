import { extname } from 'node:path';
import * as vscode from 'vscode';

/** What browsers call the files that they may know. */
const mimes: Readonly<Record<string, string>> = { '.wav': 'audio/wav', '.flac': 'audio/flac', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.oga': 'audio/ogg' };

/** A longer recording is for the clip editor, which streams it. */
const MOST_BYTES = 50_000_000;

/** A clip's file to be played by a page, or a sentence that says why not. */
export async function clipSound(path: string): Promise<{ readonly bytes: Uint8Array; readonly mime: string } | { readonly message: string }> {
  const uri = vscode.Uri.file(path);
  try {
    const mime = mimes[extname(path).toLowerCase()];
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) return { message: vscode.l10n.t('This recording is too long to be played here; O opens it in the clip editor.') };
    if (mime === undefined) return { message: vscode.l10n.t('This recording cannot be played here; O opens it in the clip editor.') };
    // A copy: what is read may be a part of a larger buffer, all of which would be sent.
    return { bytes: new Uint8Array(await vscode.workspace.fs.readFile(uri)), mime };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { message: vscode.l10n.t('The file is no longer there: {0}', path) };
    return { message: vscode.l10n.t('The file cannot be read: {0}', error instanceof Error ? error.message : String(error)) };
  }
}
