import * as vscode from 'vscode';
import { curveOfRounds } from '../../core/learn/lossCurve.ts';
import { isFromProgressPage, type ShownTask, type ToProgressPage } from '../../protocol/progressView.ts';
import { commands } from '../contributions.ts';
import type { RunningTask, Tasks } from '../tasks/tasks.ts';
import { registerPagePanel } from './pagePanel.ts';

/** The one panel of what runs and what has just run. */
export interface ProgressPanel extends vscode.Disposable {
  show(): void;
}

/** Registers the panel, which is told of the tasks as often as the view is, and its way back after a restart of the editor. */
export function registerProgressPanel(extensionUri: vscode.Uri, tasks: Tasks): ProgressPanel {
  const send = (): void => {
    if (!panel.isOpen) return;
    const now = performance.now();
    const message: ToProgressPage = { type: 'tasks', running: tasks.running().map((task) => shownTask(task, now)), ended: tasks.ended() };
    panel.post(message);
  };
  const panel = registerPagePanel({
    extensionUri,
    page: 'progress',
    viewType: 'ser.progress',
    title: vscode.l10n.t('Progress'),
    icon: 'pulse',
    receive(message) {
      if (!isFromProgressPage(message)) return;
      if (message.type === 'ready') send();
      if (message.type === 'showResults') void vscode.commands.executeCommand(commands.showResults);
      if (message.type === 'cancel') tasks.running().find(({ id }) => id === message.id)?.cancel();
    },
    restore: () => undefined,
  });
  const changes = tasks.onDidChangeMessage(send);
  return {
    show() {
      if (panel.reveal()) send();
    },
    dispose() {
      changes.dispose();
      panel.dispose();
    },
  };
}

function shownTask({ id, title, state, startedAt, watch }: RunningTask, now: number): ShownTask {
  const folds = [...watch.losses()].map(([fold, noted]) => ({ fold, curve: curveOfRounds(noted) }));
  const { fold = null, unit, total = null } = watch.fit() ?? {};
  return {
    id, title, state, fold,
    share: watch.share() ?? null,
    elapsedSec: (now - startedAt) / 1000,
    leftSec: watch.leftSec(now) ?? null,
    folds: folds.toSorted((a, b) => a.fold - b.fold),
    nRounds: unit === 'round' ? total : null,
  };
}
