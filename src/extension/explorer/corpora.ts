import * as vscode from 'vscode';
import { scanCorpus, type CorpusScan, type ScannedClip } from '../../node/scanCorpus.ts';
import type { TaskProgress } from '../../node/task.ts';

const STATE_KEY = 'ser.corpora';

/** How often the progress of a reading is told at most, in milliseconds. */
const TELL_EVERY_MS = 250;

/** What is known of a folder at the moment: what was found in it last, or why it could not be read. */
export interface CorpusState {
  readonly scan: CorpusScan | undefined;
  readonly error: unknown;
  /** How far its reading has come; undefined when it is not being read. */
  readonly reading: TaskProgress | undefined;
}

/** The corpora that this workspace has opened, and what was found in them. */
export interface Corpora extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  /** The reading of a corpus has come further. */
  readonly onDidProgress: vscode.Event<void>;
  roots(): readonly string[];
  add(root: string): Promise<void>;
  remove(root: string): Promise<void>;
  /** What the folder holds; read at first need and again after {@link refresh}. */
  scan(root: string): Promise<CorpusScan>;
  /** What is known without waiting; reading begins if it has not. */
  stateOf(root: string): CorpusState;
  refresh(root?: string): void;
  /** The clip at a path, when its corpus has been read. */
  clip(path: string): ScannedClip | undefined;
}

interface Entry {
  reading: Promise<CorpusScan> | undefined;
  scan: CorpusScan | undefined;
  error: unknown;
  progress: TaskProgress | undefined;
}

export function createCorpora(state: vscode.Memento): Corpora {
  const entries = new Map<string, Entry>();
  const clips = new Map<string, ScannedClip>();
  const changes = new vscode.EventEmitter<void>();
  const progresses = new vscode.EventEmitter<void>();
  const roots = (): readonly string[] => state.get<string[]>(STATE_KEY, []);

  const entryOf = (root: string): Entry => {
    const entry = entries.get(root) ?? { reading: undefined, scan: undefined, error: undefined, progress: undefined };
    entries.set(root, entry);
    return entry;
  };

  const read = (root: string, entry: Entry): Promise<CorpusScan> => {
    entry.progress = { phase: 'scan', done: 0, total: 0 };
    const isCurrent = (): boolean => entry.reading === reading && entries.get(root) === entry;
    let toldAt = performance.now();
    const onProgress = (progress: TaskProgress): void => {
      if (!isCurrent() || performance.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = performance.now();
      entry.progress = progress;
      progresses.fire();
    };
    const settle = (outcome: Pick<Entry, 'scan' | 'error'>): void => {
      if (!isCurrent()) return;
      entry.scan?.clips.forEach(({ path }) => clips.delete(path));
      outcome.scan?.clips.forEach((clip) => clips.set(clip.path, clip));
      Object.assign(entry, outcome, { progress: undefined });
      changes.fire();
    };
    const reading = scanCorpus(root, { onProgress });
    reading.then(
      (scan) => settle({ scan, error: undefined }),
      (error: unknown) => settle({ scan: undefined, error }),
    );
    return reading;
  };

  const scan = (root: string): Promise<CorpusScan> => {
    const entry = entryOf(root);
    entry.reading ??= read(root, entry);
    return entry.reading;
  };

  const forget = (root: string): void => {
    entries.get(root)?.scan?.clips.forEach(({ path }) => clips.delete(path));
    entries.delete(root);
  };

  return {
    onDidChange: changes.event,
    onDidProgress: progresses.event,
    roots,
    add: async (root) => {
      forget(root);
      await state.update(STATE_KEY, [...roots().filter((known) => known !== root), root]);
      changes.fire();
    },
    remove: async (root) => {
      forget(root);
      await state.update(STATE_KEY, roots().filter((known) => known !== root));
      changes.fire();
    },
    scan,
    stateOf: (root) => {
      const { scan: found, error, progress } = entryOf(root);
      // What fails is told by the state.
      if (!entryOf(root).reading) scan(root).catch(() => undefined);
      return { scan: found, error, reading: entryOf(root).progress ?? progress };
    },
    // What was found stays in sight until the folder has been read again.
    refresh: (root) => {
      for (const known of root === undefined ? roots() : [root]) entryOf(known).reading = undefined;
      changes.fire();
    },
    clip: (path) => clips.get(path),
    dispose: () => {
      changes.dispose();
      progresses.dispose();
    },
  };
}
