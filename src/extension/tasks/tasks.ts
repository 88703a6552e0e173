import * as vscode from 'vscode';
import type { TaskOptions, TaskProgress } from '../../node/task.ts';
import { commands, contextKeys, views } from '../contributions.ts';
import { describeError, isCancellation } from '../describeError.ts';
import { progressText } from './progressText.ts';
import { createTaskWatch, type TaskWatch } from './taskWatch.ts';
import { createTurns } from './turns.ts';

/** How often the text of a running task changes at most, in milliseconds. */
const REPORT_EVERY_MS = 100;
/** How often the view is told at most: the editor waits for 200 ms without news before it draws a view's message, and with less would never. */
const TELL_EVERY_MS = 300;
/** How many of the tasks that have ended are remembered. */
const MOST_ENDED = 10;

type Watch = Required<TaskOptions> & { readonly signal: AbortSignal };

type Work<T> = (task: Watch) => Promise<T>;

/** A task that runs or waits for its turn. */
export interface RunningTask {
  /** Of this session. */
  readonly id: number;
  readonly title: string;
  /** How far it has come, in words. */
  readonly state: string;
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly watch: TaskWatch;
  cancel(): void;
}

/** A task that is over. */
export interface EndedTask {
  readonly id: number;
  readonly title: string;
  readonly outcome: 'done' | 'cancelled' | 'failed';
  readonly seconds: number;
  /** Why it failed, in a sentence. */
  readonly reason?: string;
}

/** Runs what takes time: with progress in the view and in the status bar, cancellable, its errors told once. */
export interface Tasks extends vscode.Disposable {
  /** Text of the running tasks for the view, undefined when nothing runs; told some three times a second. */
  readonly onDidChangeMessage: vscode.Event<string | undefined>;
  /** What `work` gave, or undefined when it was cancelled or failed; then the user has been told. */
  run<T>(title: string, work: Work<T>): Promise<T | undefined>;
  /** The same, after those that were asked to run in turn before: what uses all threads for minutes. */
  runInTurn<T>(title: string, work: Work<T>): Promise<T | undefined>;
  /** In the order in which they were asked for. */
  running(): readonly RunningTask[];
  /** The last that are over, the latest first. */
  ended(): readonly EndedTask[];
}

export function createTasks(log: vscode.LogOutputChannel): Tasks {
  const tasks: (RunningTask & { state: string })[] = [];
  const ended: EndedTask[] = [];
  let nStarted = 0;
  const turns = createTurns();
  const changes = new vscode.EventEmitter<string | undefined>();
  let isBusy = false;
  let toldAt = -Infinity;
  let telling: NodeJS.Timeout | undefined;
  const tellView = (): void => {
    telling = undefined;
    toldAt = performance.now();
    changes.fire(messageOf(tasks));
  };
  const refresh = (): void => {
    telling ??= setTimeout(tellView, Math.max(0, toldAt + TELL_EVERY_MS - performance.now()));
    if (isBusy === tasks.length > 0) return;
    isBusy = tasks.length > 0;
    void vscode.commands.executeCommand('setContext', contextKeys.busy, isBusy);
  };

  const tell = async (title: string, error: unknown): Promise<void> => {
    log.error(`${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const showLog = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(describeError(error), showLog)) === showLog) await vscode.commands.executeCommand(commands.showLog);
  };

  const watched = async <T>(title: string, work: (task: Watch, say: (state: string) => void) => Promise<T>): Promise<T | undefined> => {
    const controller = new AbortController();
    const { signal } = controller;
    const watch = createTaskWatch();
    const entry = { id: nStarted++, title, state: '', startedAt: performance.now(), watch, cancel: () => controller.abort() };
    let end: Pick<EndedTask, 'outcome' | 'reason'> = { outcome: 'done' };
    tasks.push(entry);
    refresh();
    try {
      return await withProgress(title, async (report) => {
        const say = (state: string): void => {
          entry.state = state;
          report(state);
          refresh();
        };
        let reportedAt = -Infinity;
        const onProgress = (progress: TaskProgress): void => {
          const now = performance.now();
          watch.note(progress, now);
          if (now - reportedAt < REPORT_EVERY_MS || signal.aborted) return;
          reportedAt = now;
          say(progressText(progress, watch.losses()));
        };
        return await work({ signal, onProgress }, say);
      });
    } catch (error) {
      if (isCancellation(error)) {
        end = { outcome: 'cancelled' };
        log.info(`${title}: cancelled`);
      } else {
        end = { outcome: 'failed', reason: describeError(error) };
        void tell(title, error);
      }
      return undefined;
    } finally {
      tasks.splice(tasks.indexOf(entry), 1);
      ended.unshift({ id: entry.id, title, ...end, seconds: (performance.now() - entry.startedAt) / 1000 });
      ended.length = Math.min(ended.length, MOST_ENDED);
      refresh();
    }
  };

  const logged = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    log.info(`${title}: started`);
    const result = await work();
    log.info(`${title}: done in ${Math.round(performance.now() - started)} ms`);
    return result;
  };

  return {
    onDidChangeMessage: changes.event,
    running: () => tasks,
    ended: () => ended,
    run: (title, work) => watched(title, (task) => logged(title, () => work(task))),
    runInTurn: (title, work) =>
      watched(title, async (task, say) => {
        say(vscode.l10n.t('waits for its turn'));
        const end = await turns.take(task.signal);
        try {
          say('');
          return await logged(title, () => work(task));
        } finally {
          end();
        }
      }),
    dispose: () => {
      clearTimeout(telling);
      for (const task of tasks) task.cancel();
      changes.dispose();
    },
  };
}

/** The first, and how many there are beside it. */
function messageOf(tasks: readonly RunningTask[]): string | undefined {
  const [first, ...others] = tasks;
  if (first === undefined) return undefined;
  const text = first.state === '' ? first.title : `${first.title}: ${first.state}`;
  return others.length === 0 ? text : vscode.l10n.t('{0} ({1} more in the queue)', text, others.length);
}

/** A bar over the view, and the text in the status bar, where it is seen when the view is hidden. */
function withProgress<T>(title: string, work: (report: (text: string) => void) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: views.corpora } }, () =>
    vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, (progress) => work((message) => progress.report({ message }))),
  );
}
