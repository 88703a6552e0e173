import * as vscode from 'vscode';
import type { ResultsAction, ResultsPlace, ToResultsPage } from '../../protocol/resultsView.ts';
import { isFromResultsPage, placeOfState, shownPlace } from '../../protocol/resultsView.ts';
import { isFromClipLists } from '../../protocol/runClips.ts';
import { describeError } from '../describeError.ts';
import type { ClipDesk } from './clipDesk.ts';
import { registerPagePanel } from './pagePanel.ts';
import { saveFigure } from './saveFigure.ts';
import type { StoredResults } from './storedResults.ts';

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
  let shown: ResultsPlace | undefined;

  const send = (): void => {
    if (!panel.isOpen) return;
    orFailed(() => {
      const message = results.message(shown);
      shown = shownPlace(message);
      panel.post(message);
    });
  };

  /** A store that cannot be used leaves a sentence on the page, not a page that waits. */
  const orFailed = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      panel.post({ type: 'failed', message: describeError(error) } satisfies ToResultsPage);
    }
  };

  const receive = (message: unknown): void => {
    if (!isFromResultsPage(message)) return;
    if (isFromClipLists(message)) return orFailed(() => clips.receive(message, panel.post));
    if (message.type === 'saveFigure') return void saveFigure(message);
    if (message.type === 'show') shown = message.key;
    else if (message.type !== 'ready') return start(message.type);
    send();
  };

  const panel = registerPagePanel({
    extensionUri,
    page: 'results',
    viewType: 'ser.results',
    title: vscode.l10n.t('Evaluation Results'),
    icon: 'graph',
    receive,
    restore: (state) => {
      shown = placeOfState(state) ?? shown;
    },
  });
  const changes = onDidChangeResults?.(send);

  return {
    show(place) {
      shown = place;
      if (panel.reveal()) send();
    },
    dispose() {
      changes?.dispose();
      panel.dispose();
    },
  };
}
