import * as vscode from 'vscode';
import type { ClipFigure } from '../../protocol/clipView.ts';

/** A file's name as a glob that means only itself: a clip may be called "take [1].wav". */
function literalGlob(name: string): string {
  return name.replace(/[*?[\]{}]/g, (character) => `[${character}]`);
}

/** Writers report several changes in a row; the file is read once after the last. */
const settleMs = 250;

/**
 * An open clip, shared by all its editors: its figure is drawn at first need, once, and again after the file changed. A
 * hidden editor loses its page but not the figure.
 */
export class ClipDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly onDidChange: vscode.Event<void>;
  /** Differs after each change, so that players do not go on with the old sound from their cache. */
  version = Date.now();
  readonly #draw: (uri: vscode.Uri, signal: AbortSignal) => Promise<ClipFigure>;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #watcher: vscode.FileSystemWatcher;
  #drawing: { readonly figure: Promise<ClipFigure>; readonly abort: AbortController } | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(uri: vscode.Uri, draw: (uri: vscode.Uri, signal: AbortSignal) => Promise<ClipFigure>) {
    this.uri = uri;
    this.#draw = draw;
    this.onDidChange = this.#changes.event;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    this.#watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), literalGlob(name)));
    const settle = (): void => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#reload(), settleMs);
    };
    this.#watcher.onDidChange(settle);
    this.#watcher.onDidCreate(settle);
    this.#watcher.onDidDelete(settle);
  }

  figure(): Promise<ClipFigure> {
    if (this.#drawing === undefined) {
      const abort = new AbortController();
      const drawing = { figure: this.#draw(this.uri, abort.signal), abort };
      this.#drawing = drawing;
      // A failure is not kept: the next look at the clip tries again.
      drawing.figure.catch(() => {
        if (this.#drawing === drawing) this.#drawing = undefined;
      });
    }
    return this.#drawing.figure;
  }

  #reload(): void {
    this.#drawing?.abort.abort();
    this.#drawing = undefined;
    this.version = Date.now();
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#drawing?.abort.abort();
    this.#watcher.dispose();
    this.#changes.dispose();
  }
}
