import * as vscode from 'vscode';
import type { ResultsAction, ResultsPlace } from '../../protocol/resultsView.ts';
import { isFromResultsPage, placeOfState, shownPlace } from '../../protocol/resultsView.ts';
import { isFromClipLists } from '../../protocol/runClips.ts';
import { webviewHtml, webviewOptions } from '../webviewHtml.ts';
import type { ClipDesk } from './clipDesk.ts';
import { saveFigure } from './saveFigure.ts';
import type { StoredResults } from './storedResults.ts';

export const resultsPanelViewType = 'ser.results';

/** What the results panel needs of the rest of the extension. */
export interface ResultsPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly results: StoredResults;
  readonly clips: ClipDesk;
  /** A result was stored or removed: an open panel refreshes its choice. */
  readonly onDidChangeResults?: vscode.Event<unknown>;
  start(action: ResultsAction): void;
}

/** The one panel of evaluation results. */
export interface ResultsPanel extends vscode.Disposable {
  /** Shows a result, all runs or a comparison, by default the latest result, and brings the panel to the front. */
  show(place?: ResultsPlace): void;
}

/** Registers the panel and its way back after a restart of the editor. */
export function registerResultsPanel({ extensionUri, results, clips, onDidChangeResults, start }: ResultsPanelParts): ResultsPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown: ResultsPlace | undefined;

  const send = (): void => {
    if (panel === undefined) return;
    const message = results.message(shown);
    shown = shownPlace(message);
    void panel.webview.postMessage(message);
  };

  const receive = (message: unknown): void => {
    if (!isFromResultsPage(message)) return;
    const { webview } = panel ?? {};
    if (isFromClipLists(message)) return clips.receive(message, (answer) => void webview?.postMessage(answer));
    if (message.type === 'saveFigure') return void saveFigure(message);
    if (message.type === 'show') shown = message.key;
    else if (message.type !== 'ready') return start(message.type);
    send();
  };

  const adopt = (next: vscode.WebviewPanel): void => {
    panel = next;
    next.iconPath = new vscode.ThemeIcon('graph');
    next.webview.options = webviewOptions(extensionUri);
    const received = next.webview.onDidReceiveMessage(receive);
    next.onDidDispose(() => {
      received.dispose();
      if (panel === next) panel = undefined;
    });
    next.webview.html = webviewHtml(next.webview, extensionUri, 'results', next.title);
  };

  const registrations = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(resultsPanelViewType, {
      async deserializeWebviewPanel(restored: vscode.WebviewPanel, state: unknown) {
        // A command may have opened the panel before the editor brought the old one back.
        if (panel !== undefined) return restored.dispose();
        shown = placeOfState(state) ?? shown;
        adopt(restored);
      },
    }),
    onDidChangeResults?.(send) ?? { dispose: () => undefined },
  );

  return {
    show(place) {
      shown = place;
      if (panel === undefined) {
        adopt(vscode.window.createWebviewPanel(resultsPanelViewType, vscode.l10n.t('Evaluation Results'), vscode.ViewColumn.Active));
        return; // The page asks for its result once it is ready.
      }
      panel.reveal();
      send();
    },
    dispose() {
      registrations.dispose();
      panel?.dispose();
    },
  };
}
