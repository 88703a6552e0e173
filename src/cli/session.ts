import { join } from 'node:path';
import { openLab, type Lab } from '../node/lab.ts';
import type { Problem, TaskOptions, TaskProgress } from '../node/task.ts';
import { count } from './count.ts';

export interface SessionOptions {
  readonly store: string;
  readonly jobs?: number;
}

const PHASES: Readonly<Record<TaskProgress['phase'], string>> = {
  scan: 'reading headers',
  check: 'checking files',
  extract: 'extracting features',
  search: 'trying parameters',
  fit: 'training',
  fold: 'evaluating folds',
  classify: 'classifying',
  explain: 'explaining',
  permute: 'shuffling columns',
  map: 'drawing the map, percent',
  synthesise: 'synthesising clips',
  degrade: 'extracting features of degraded clips',
};

const REDRAW_MS = 100;

/** Runs `work` with an open lab; Ctrl+C cancels it, progress goes to stderr, and everything is closed at the end. */
export async function withLab<T>(options: SessionOptions, work: (lab: Lab, task: Required<TaskOptions>) => Promise<T>): Promise<T> {
  const lab = openLab({ storePath: options.store, workerPath: join(__dirname, 'analysisWorker.cjs'), jobs: options.jobs });
  lab.pool.prepare();
  try {
    return await withTask((task) => work(lab, task));
  } finally {
    await lab.dispose();
  }
}

/** Runs `work` with progress on stderr; Ctrl+C cancels it. */
export async function withTask<T>(work: (task: Required<TaskOptions>) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onInterrupt = (): void => controller.abort();
  process.once('SIGINT', onInterrupt);
  const progress = createProgressLine();
  try {
    return await work({ signal: controller.signal, onProgress: progress.show });
  } finally {
    progress.clear();
    process.removeListener('SIGINT', onInterrupt);
  }
}

/** One line that is redrawn on a terminal; elsewhere a line for each phase when it is finished. */
function createProgressLine(): { show(progress: TaskProgress): void; clear(): void } {
  const { stderr } = process;
  let drawnAt = 0;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  return {
    clear,
    show: ({ phase, done, total }) => {
      const finished = total > 0 && done >= total;
      const text = `${PHASES[phase]} ${phase === 'fold' ? `${Math.floor((100 * done) / total)} % of ${total}` : `${done}/${total}`}`;
      if (!stderr.isTTY) {
        if (finished) stderr.write(`${text}\n`);
        return;
      }
      if (!finished && Date.now() - drawnAt < REDRAW_MS) return;
      clear();
      stderr.write(text);
      drawn = true;
      drawnAt = Date.now();
    },
  };
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** A remark beside the result. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One line for each clip that could not be used. */
export function noteProblems(problems: readonly Problem[], nameOf: (path: string) => string): void {
  for (const { path, message } of problems) note(`${nameOf(path)}: ${message}`);
}

/** How many files a command was asked to use, and how many of them it could not. */
export interface Coverage {
  readonly nFiles: number;
  readonly nSkipped: number;
}

const EXIT_INCOMPLETE = 1;

/** After the result: when files are missing in it, says so, and the exit code tells a script the same. */
export function closeIncomplete({ nFiles, nSkipped }: Coverage): void {
  if (nSkipped === 0) return;
  note(`ser: ${nSkipped} of ${count(nFiles, 'file')} could not be used.`);
  process.exitCode = EXIT_INCOMPLETE;
}
