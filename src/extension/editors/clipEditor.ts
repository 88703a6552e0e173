import * as vscode from 'vscode';
import type { ClipFacts, ClipFigure, ToClipPage } from '../../protocol/clipView.ts';
import { isFromClipPage } from '../../protocol/clipView.ts';
import { webviewHtml, webviewOptions } from '../webviewHtml.ts';
import { ClipDocument } from './clipDocument.ts';
import { clipFailure } from './clipFailure.ts';

export const clipEditorViewType = 'ser.clip';

/** What the clip editor needs of the rest of the extension. */
export interface ClipEditorParts {
  readonly extensionUri: vscode.Uri;
  /** Reads and draws the file, off this thread. */
  drawClip(path: string, signal: AbortSignal): Promise<ClipFigure>;
  factsOf(path: string): ClipFacts;
  /** Labels were read, or a clip was classified: facts are asked for again. */
  readonly onDidChangeFacts: vscode.Event<void>;
  classify(uri: vscode.Uri): void;
  /** A sentence for a user. */
  describeError(error: unknown): string;
}

/** Registers the read-only editor that draws and plays a clip. */
export function registerClipEditor(parts: ClipEditorParts): vscode.Disposable {
  const draw = async (uri: vscode.Uri, signal: AbortSignal): Promise<ClipFigure> => {
    if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Only clips in a folder of this machine can be drawn, not "{0}:" resources.', uri.scheme));
    return ownBuffers(await parts.drawClip(uri.fsPath, signal));
  };
  return vscode.window.registerCustomEditorProvider(
    clipEditorViewType,
    { openCustomDocument: (uri) => new ClipDocument(uri, draw), resolveCustomEditor: (document: ClipDocument, panel) => showClip(document, panel, parts) },
    { supportsMultipleEditorsPerDocument: true },
  );
}

function showClip(document: ClipDocument, panel: vscode.WebviewPanel, parts: ClipEditorParts): void {
  const { uri } = document;
  const { webview } = panel;
  const facts = (): ClipFacts => parts.factsOf(uri.fsPath);
  const post = (message: ToClipPage): void => void webview.postMessage(message);
  let latest = 0;

  const postFigure = async (): Promise<void> => {
    const asked = ++latest;
    post({ type: 'loading', facts: facts() });
    let message: ToClipPage;
    try {
      const figure = await document.figure();
      const audioUri = webview.asWebviewUri(uri.with({ query: `version=${document.version}` })).toString();
      message = { type: 'figure', figure, facts: facts(), audioUri };
    } catch (error) {
      if (asked !== latest) return;
      const text = uri.scheme === 'file' ? await clipFailure(uri, error, parts.describeError) : (error as Error).message;
      message = { type: 'failed', facts: facts(), message: text };
    }
    // A change of the file, or a closed tab, has overtaken this drawing.
    if (asked === latest) post(message);
  };

  const registrations = [
    webview.onDidReceiveMessage((message: unknown) => {
      if (!isFromClipPage(message)) return;
      // The page says "ready" anew each time its tab comes back into sight.
      if (message.type === 'ready') void postFigure();
      if (message.type === 'classify') parts.classify(uri);
      if (message.type === 'openAsText') void vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    }),
    document.onDidChange(() => void postFigure()),
    parts.onDidChangeFacts(() => post({ type: 'facts', facts: facts() })),
  ];
  panel.onDidDispose(() => {
    latest = -1;
    for (const registration of registrations) registration.dispose();
  });
  webview.options = webviewOptions(parts.extensionUri, vscode.Uri.joinPath(uri, '..'));
  webview.html = webviewHtml(webview, parts.extensionUri, 'clip', vscode.l10n.t('Speech clip'));
}

/** A typed array that is a view posts its whole buffer; this sends no more than the figure. */
function ownBuffers(figure: ClipFigure): ClipFigure {
  const own = <T extends Float32Array | Uint8Array>(view: T): T => (view.byteLength === view.buffer.byteLength ? view : (view.slice() as T));
  const { waveform, spectrogram } = figure;
  return { ...figure, waveform: { min: own(waveform.min), max: own(waveform.max) }, spectrogram: { ...spectrogram, levels: own(spectrogram.levels) } };
}
