import * as vscode from 'vscode';
import type { Corpora } from './corpora.ts';
import { concernsCorpus } from './concernsCorpus.ts';

/** How long nothing must have happened in a folder before it is read again, in milliseconds: files are copied in crowds. */
const QUIET_MS = 500;

/** A larger corpus takes seconds to read, so that is left to the user. */
const MOST_CLIPS_READ_UNASKED = 20_000;

/** Keeps the corpora that have been read up to date, by one watcher a folder. */
export function watchCorpora(corpora: Corpora): vscode.Disposable {
  const watches = new Map<string, vscode.Disposable>();
  const update = (): void => {
    // One that cannot be read for a moment, as when its disk is away, is watched on for its coming back.
    const read = new Set(corpora.roots().filter((root) => watches.has(root) || corpora.stateOf(root).scan));
    for (const [root, watch] of watches) {
      if (read.has(root)) continue;
      watch.dispose();
      watches.delete(root);
    }
    for (const root of read) if (!watches.has(root)) watches.set(root, watch(corpora, root));
  };
  const listening = corpora.onDidChange(update);
  return new vscode.Disposable(() => {
    listening.dispose();
    for (const watch of watches.values()) watch.dispose();
  });
}

function watch(corpora: Corpora, root: string): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(root), '**/*'));
  let timer: NodeJS.Timeout | undefined;
  const read = (): void => {
    const { scan, reading } = corpora.stateOf(root);
    // A reading that is under way may have passed the file by.
    if (reading) notice();
    else if ((scan?.clips.length ?? 0) > MOST_CLIPS_READ_UNASKED) corpora.markOutdated(root);
    else corpora.refresh(root);
  };
  const notice = (): void => {
    clearTimeout(timer);
    timer = setTimeout(read, QUIET_MS);
  };
  const noticeIf = (happening: 'created' | 'changed' | 'deleted') => ({ fsPath }: vscode.Uri): void => {
    if (concernsCorpus(root, fsPath, happening)) notice();
  };
  return vscode.Disposable.from(watcher, watcher.onDidCreate(noticeIf('created')), watcher.onDidChange(noticeIf('changed')), watcher.onDidDelete(noticeIf('deleted')), new vscode.Disposable(() => clearTimeout(timer)));
}
