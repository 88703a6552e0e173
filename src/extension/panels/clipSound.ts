import { basename, extname } from 'node:path';
import * as vscode from 'vscode';

/** What browsers call the files that they may know. */
const mimes: Readonly<Record<string, string>> = { '.wav': 'audio/wav', '.flac': 'audio/flac', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.oga': 'audio/ogg' };

/** Longer recordings are heard in the clip editor, which streams them. */
const MAX_PLAYED_MB = 20;

/** A clip's file to be played by a page, or a sentence that says why not. */
export async function clipSound(path: string): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: string } | { readonly message: string }> {
  const uri = vscode.Uri.file(path);
  const name = basename(path);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_PLAYED_MB * 1e6) return { message: vscode.l10n.t('{0} has {1} MB; files of more than {2} MB play in the clip editor.', name, Math.round(size / 1e6), MAX_PLAYED_MB) };
    const mime = mimes[extname(path).toLowerCase()];
    if (mime === undefined) return { message: vscode.l10n.t('{0} is of a kind that plays in the clip editor alone.', name) };
    // A copy: what is read may be a part of a larger buffer, all of which would be sent.
    return { bytes: new Uint8Array(await vscode.workspace.fs.readFile(uri)), mime };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { message: vscode.l10n.t('{0} is no longer where it was.', name) };
    return { message: vscode.l10n.t('{0} cannot be read: {1}', name, error instanceof Error ? error.message : String(error)) };
  }
}
