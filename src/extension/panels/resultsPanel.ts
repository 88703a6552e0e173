import * as vscode from 'vscode';
import { classifierById } from '../../core/learn/classifiers.ts';
import type { RunChoice, ShownRun, StoredRun, ToResultsPage } from '../../protocol/resultsView.ts';
import { isFromResultsPage, isResultsPageState } from '../../protocol/resultsView.ts';
import { webviewHtml, webviewOptions } from '../webviewHtml.ts';

export const resultsPanelViewType = 'ser.results';

/** The stored runs, as far as the panel needs them. */
export interface StoredRuns {
  /** All runs, newest first. */
  list(): readonly RunChoice[];
  read(id: number): StoredRun | undefined;
  latest(): StoredRun | undefined;
}

/** What the results panel needs of the rest of the extension. */
export interface ResultsPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly runs: StoredRuns;
  /** A run was stored or removed: an open panel refreshes its choice. */
  readonly onDidChangeRuns?: vscode.Event<unknown>;
  crossValidate(): void;
}

/** The one panel of evaluation results. */
export interface ResultsPanel extends vscode.Disposable {
  /** Shows a run, by default the latest, and brings the panel to the front. */
  show(id?: number): void;
}

function withoutPredictions({ id, endedAt, run }: StoredRun): ShownRun {
  const { predictions, ...shown } = run;
  void predictions;
  return { id, modelName: classifierById(run.model).name, endedAt, run: shown };
}

/** Registers the panel and its way back after a restart of the editor. */
export function registerResultsPanel({ extensionUri, runs, onDidChangeRuns, crossValidate }: ResultsPanelParts): ResultsPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shownId: number | undefined;

  const send = (): void => {
    const stored = (shownId === undefined ? undefined : runs.read(shownId)) ?? runs.latest();
    shownId = stored?.id;
    const message: ToResultsPage = stored === undefined ? { type: 'empty' } : { type: 'run', shown: withoutPredictions(stored), choices: runs.list() };
    void panel?.webview.postMessage(message);
  };

  const receive = (message: unknown): void => {
    if (!isFromResultsPage(message)) return;
    if (message.type === 'crossValidate') return crossValidate();
    if (message.type === 'show') shownId = message.id;
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
        if (isResultsPageState(state)) shownId = state.id;
        adopt(restored);
      },
    }),
    onDidChangeRuns?.(send) ?? { dispose: () => undefined },
  );

  return {
    show(id) {
      shownId = id;
      if (panel === undefined) {
        adopt(vscode.window.createWebviewPanel(resultsPanelViewType, vscode.l10n.t('Evaluation Results'), vscode.ViewColumn.Active));
        return; // The page asks for its run once it is ready.
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
