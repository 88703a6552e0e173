import { basename, sep } from 'node:path';
import * as vscode from 'vscode';
import { formatClipCsv } from '../../core/interchange/estimateCsv.ts';
import { formatClipMarkdown } from '../../core/interchange/estimateMarkdown.ts';
import type { Prediction } from '../../node/store/store.ts';
import { batchOfState, isFromClassifiedPage, type FromClassifiedPage, type KeptBatch, type ToClassifiedPage } from '../../protocol/classifiedView.ts';
import { commands } from '../contributions.ts';
import { describeError } from '../describeError.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { fromKept, toBatch, writtenClips, type ClassifiedClips } from './classifiedBatch.ts';
import { registerPagePanel } from './pagePanel.ts';

/** What the table of classified clips needs of the rest of the extension. */
export interface ClassifiedPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly corpora: Corpora;
  readonly tasks: Tasks;
  /** The last estimate of a file. */
  prediction(path: string): Prediction | undefined;
}

/** The one panel of the clips that were classified last. */
export interface ClassifiedPanel extends vscode.Disposable {
  /** Shows a batch, by default the last one, and brings the panel into sight. */
  show(batch?: ClassifiedClips): void;
}

/** Registers the panel and its way back after a restart of the editor. */
export function registerClassifiedPanel({ extensionUri, corpora, tasks, prediction }: ClassifiedPanelParts): ClassifiedPanel {
  let shown: ClassifiedClips | undefined;
  let kept: KeptBatch | undefined;

  const message = (): ToClassifiedPage => (shown === undefined ? { type: 'empty' } : { type: 'batch', batch: toBatch(shown, corpora) });
  /** Labels are those of corpora, which after a restart are yet to be read. */
  const readCorporaOf = (clips: readonly Prediction[]): Promise<unknown> => {
    const unread = corpora.roots().filter((root) => !corpora.stateOf(root).scan && clips.some(({ path }) => path.startsWith(root + sep)));
    return Promise.all(unread.map((root) => corpora.firstSight(root).catch(() => undefined)));
  };
  const send = async (): Promise<void> => {
    try {
      // Found again when the page asks, since the editor brings pages back that are not in sight.
      shown ??= kept && fromKept(kept, prediction);
      await readCorporaOf(shown?.predictions ?? []);
      panel.post(message());
    } catch (error) {
      // A store that cannot be used leaves a sentence on the page, not a page that waits.
      panel.post({ type: 'failed', message: describeError(error) } satisfies ToClassifiedPage);
    }
  };

  const save = async (rows: readonly number[]): Promise<void> => {
    if (shown === undefined) return;
    const text = formatClipCsv(writtenClips(shown, rows, corpora));
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({ ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'estimates.csv') }), filters: { CSV: ['csv'] }, title: vscode.l10n.t('Export the Estimates as CSV') });
    if (!target) return;
    const isSaved = await tasks.run(vscode.l10n.t('Exporting the estimates'), async () => {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
      return true;
    });
    if (isSaved) void vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', basename(target.path)), 5000);
  };

  const copy = async (format: 'csv' | 'markdown', rows: readonly number[]): Promise<void> => {
    if (shown === undefined) return;
    const clips = writtenClips(shown, rows, corpora);
    await vscode.env.clipboard.writeText(format === 'csv' ? formatClipCsv(clips) : formatClipMarkdown(clips));
    void vscode.window.setStatusBarMessage(clips.length === 1 ? vscode.l10n.t('Copied 1 row') : vscode.l10n.t('Copied {0} rows', clips.length), 5000);
  };

  const receive = (message: unknown): void => {
    if (isFromClassifiedPage(message)) act(message);
  };
  const act = (message: FromClassifiedPage): void => {
    switch (message.type) {
      case 'ready':
        return void send();
      case 'classify':
        return void vscode.commands.executeCommand(commands.classifyEmotion);
      case 'open': {
        const path = shown?.predictions[message.row]?.path;
        return void (path === undefined ? undefined : vscode.commands.executeCommand(commands.openClip, vscode.Uri.file(path)));
      }
      case 'export':
        return void save(message.rows);
      case 'copy':
        return void copy(message.format, message.rows);
    }
  };

  const panel = registerPagePanel({
    extensionUri,
    page: 'classified',
    viewType: 'ser.classified',
    title: vscode.l10n.t('Classified Clips'),
    icon: 'table',
    receive,
    restore: (state) => {
      kept = batchOfState(state);
    },
  });

  return {
    show(batch) {
      shown = batch ?? shown;
      if (panel.reveal()) void send();
    },
    dispose: () => panel.dispose(),
  };
}
