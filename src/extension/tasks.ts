import * as vscode from 'vscode';
import type { TaskOptions, TaskProgress } from '../node/task.ts';
import { commands, contextKeys, views } from './contributions.ts';
import { describeError, isCancellation } from './describeError.ts';

/** How often the text of a running task changes at most, in milliseconds. */
const REPORT_EVERY_MS = 100;

/** Runs what takes time: with progress in the view and in the status bar, cancellable, its errors told once. */
export interface Tasks extends vscode.Disposable {
  /** Text of the running task for the view, undefined when nothing runs. */
  readonly onDidChangeMessage: vscode.Event<string | undefined>;
  /** What `work` gave, or undefined when it was cancelled or failed; then the user has been told. */
  run<T>(title: string, work: (task: Required<TaskOptions>) => Promise<T>): Promise<T | undefined>;
  cancelAll(): void;
}

export function createTasks(log: vscode.LogOutputChannel): Tasks {
  const running = new Map<AbortController, string>();
  const changes = new vscode.EventEmitter<string | undefined>();
  const refresh = (): void => {
    changes.fire([...running.values()].at(-1));
    void vscode.commands.executeCommand('setContext', contextKeys.busy, running.size > 0);
  };

  const tell = async (title: string, error: unknown): Promise<void> => {
    log.error(`${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const showLog = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(describeError(error), showLog)) === showLog) await vscode.commands.executeCommand(commands.showLog);
  };

  const run = async <T>(title: string, work: (task: Required<TaskOptions>) => Promise<T>): Promise<T | undefined> => {
    const controller = new AbortController();
    running.set(controller, title);
    refresh();
    const started = performance.now();
    log.info(`${title}: started`);
    try {
      return await withProgress(title, async (report) => {
        let reportedAt = -Infinity;
        const onProgress = (progress: TaskProgress): void => {
          const now = performance.now();
          if (now - reportedAt < REPORT_EVERY_MS || controller.signal.aborted) return;
          reportedAt = now;
          const text = describeProgress(progress);
          report(text);
          running.set(controller, `${title}: ${text}`);
          changes.fire(running.get(controller));
        };
        const result = await work({ signal: controller.signal, onProgress });
        log.info(`${title}: done in ${Math.round(performance.now() - started)} ms`);
        return result;
      });
    } catch (error) {
      if (isCancellation(error)) log.info(`${title}: cancelled`);
      else void tell(title, error);
      return undefined;
    } finally {
      running.delete(controller);
      refresh();
    }
  };

  const cancelAll = (): void => {
    for (const controller of running.keys()) controller.abort();
  };

  return {
    onDidChangeMessage: changes.event,
    run,
    cancelAll,
    dispose: () => {
      cancelAll();
      changes.dispose();
    },
  };
}

/** A bar over the view, and the text in the status bar, where it is seen when the view is hidden. */
function withProgress<T>(title: string, work: (report: (text: string) => void) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: views.corpora } }, () =>
    vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, (progress) => work((message) => progress.report({ message }))),
  );
}

function describeProgress({ phase, done, total }: TaskProgress): string {
  const counts = `${done}/${total}`;
  switch (phase) {
    case 'scan':
      return vscode.l10n.t('reading headers {0}', counts);
    case 'check':
      return vscode.l10n.t('checking clips {0}', counts);
    case 'extract':
      return vscode.l10n.t('extracting features {0}', counts);
    case 'search':
      return vscode.l10n.t('trying parameters {0}', counts);
    case 'fit':
      return vscode.l10n.t('training {0}', counts);
    case 'fold':
      return vscode.l10n.t('{0} % of {1} folds', Math.floor((100 * done) / total), total);
    case 'classify':
      return vscode.l10n.t('classifying {0}', counts);
    case 'explain':
      return vscode.l10n.t('explaining {0}', counts);
    case 'permute':
      return vscode.l10n.t('shuffling columns {0}', counts);
    case 'map':
      return vscode.l10n.t('drawing the map, {0} %', done);
    case 'synthesise':
      return vscode.l10n.t('synthesising clips {0}', counts);
    case 'degrade':
      return vscode.l10n.t('extracting features of degraded clips {0}', counts);
  }
}
