import * as vscode from 'vscode';

const lfsPointer = 'version https://git-lfs.github.com/spec/';

/** Whether a file holds the name of a file in Git LFS in place of the file. */
async function isLfsPointer(uri: vscode.Uri): Promise<boolean> {
  // Pointers are below 1 KiB by Git LFS's own rule, so a large recording is not read for this.
  if ((await vscode.workspace.fs.stat(uri)).size >= 1024) return false;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)).startsWith(lfsPointer);
}

/** The sentence that tells why a clip cannot be drawn, and what to do about it where we know. */
export async function clipFailure(uri: vscode.Uri, error: unknown, describeError: (error: unknown) => string): Promise<string> {
  try {
    if (await isLfsPointer(uri)) {
      return vscode.l10n.t('This file is a Git LFS pointer: the recording itself has not been fetched. Run "git lfs pull" in its repository; the clip then opens here by itself.');
    }
  } catch (problem) {
    if (problem instanceof vscode.FileSystemError && problem.code === 'FileNotFound') {
      return vscode.l10n.t('The file is no longer there. If it comes back, the clip opens here by itself.');
    }
    // Whatever else keeps us from reading it, the first error tells better.
  }
  return describeError(error);
}
