import * as vscode from 'vscode';
import type { RunningTask, Tasks } from './tasks.ts';

/** Cancels what runs; of several, what the user picks from the queue. */
export async function cancelTask(tasks: Tasks): Promise<void> {
  const running = [...tasks.running()];
  if (running.length <= 1) return cancelEach(running);
  const items = running.map((task) => ({ label: task.title, description: task.state, task }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Running and Waiting'), placeHolder: vscode.l10n.t('Which should be cancelled?'), canPickMany: true });
  cancelEach(chosen?.map(({ task }) => task) ?? []);
}

function cancelEach(tasks: readonly RunningTask[]): void {
  for (const task of tasks) task.cancel();
}
