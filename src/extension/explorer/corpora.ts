import * as vscode from 'vscode';
import { clipsOf, findClip } from '../../node/clipTable.ts';
import { scanToTable, type CorpusScan, type ScannedClip, type TableScan } from '../../node/scanCorpus.ts';
import type { TaskProgress } from '../../node/task.ts';

const STATE_KEY = 'ser.corpora';

/** How often the progress of a reading is told at most, in milliseconds. */
const TELL_EVERY_MS = 250;

/** What is known of a folder at the moment. */
export interface CorpusState {
  /** What was found in it last; while a large folder is read for the first time, what its names tell. */
  readonly scan?: CorpusScan | undefined;
  /** Why it could not be read. */
  readonly error?: unknown;
  /** How far its reading has come, when it is being read. */
  readonly reading?: TaskProgress | undefined;
  /** Its files have changed since, and it is too large to be read again unasked. */
  readonly isOutdated?: boolean;
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
  /** The first that is known of a folder, which of a large one is what its names tell. */
  firstSight(root: string): Promise<CorpusScan>;
  /** What is known without waiting. */
  stateOf(root: string): CorpusState;
  refresh(root?: string): void;
  /** Says that files have changed, where reading anew is left to the user. */
  markOutdated(root: string): void;
  /** The clip at a path, when its corpus has been read. */
  clip(path: string): ScannedClip | undefined;
}

interface Entry {
  reading: Promise<CorpusScan> | undefined;
  sight: Promise<CorpusScan> | undefined;
  state: CorpusState;
}

export function createCorpora(state: vscode.Memento): Corpora {
  const entries = new Map<string, Entry>();
  const changes = new vscode.EventEmitter<void>();
  const progresses = new vscode.EventEmitter<void>();
  const roots = (): readonly string[] => state.get<string[]>(STATE_KEY, []);

  const read = (root: string, entry: Entry): Promise<CorpusScan> => {
    let showOutline: (outline: CorpusScan) => void = () => undefined;
    const outlined = new Promise<CorpusScan>((resolve) => (showOutline = resolve));
    const isCurrent = (): boolean => entry.reading === reading && entries.get(root) === entry;
    const change = (next: CorpusState): void => {
      if (!isCurrent()) return;
      entry.state = next;
      changes.fire();
    };
    let toldAt = performance.now();
    const onProgress = (progress: TaskProgress): void => {
      if (!isCurrent() || performance.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = performance.now();
      entry.state = { ...entry.state, reading: progress };
      progresses.fire();
    };
    // What was found before stays in sight until the folder has been read again.
    const onListed = (outline: TableScan): void => {
      if (entry.state.scan) return;
      const scan = withViews(outline);
      change({ ...entry.state, scan });
      showOutline(scan);
    };
    const before = entry.state.scan;
    const reading = scanToTable(root, { onProgress, onListed, known: (path) => findClip(before?.clips ?? [], path) }).then(withViews);
    entry.state = { ...entry.state, reading: { phase: 'scan', done: 0, total: 0 } };
    reading.then(
      (scan) => {
        // The outline is not held any longer.
        if (isCurrent()) entry.sight = reading;
        change({ scan });
      },
      (error: unknown) => change({ error }),
    );
    entry.sight = Promise.race([outlined, reading]);
    // Who asks for it is told of an error; nobody else has to be.
    entry.sight.catch(() => undefined);
    return reading;
  };

  const scan = (root: string): Promise<CorpusScan> => {
    const entry = entries.get(root) ?? { reading: undefined, sight: undefined, state: {} };
    entries.set(root, entry);
    entry.reading ??= read(root, entry);
    return entry.reading;
  };

  return {
    onDidChange: changes.event,
    onDidProgress: progresses.event,
    roots,
    add: async (root) => {
      entries.delete(root);
      await state.update(STATE_KEY, [...roots().filter((known) => known !== root), root]);
      changes.fire();
    },
    remove: async (root) => {
      entries.delete(root);
      await state.update(STATE_KEY, roots().filter((known) => known !== root));
      changes.fire();
    },
    scan,
    firstSight: (root) => {
      const scanned = scan(root);
      return entries.get(root)?.sight ?? scanned;
    },
    stateOf: (root) => entries.get(root)?.state ?? {},
    refresh: (root) => {
      for (const known of root === undefined ? roots() : [root]) {
        const entry = entries.get(known);
        if (entry) Object.assign(entry, { reading: undefined, state: { ...entry.state, reading: undefined } });
      }
      changes.fire();
    },
    markOutdated: (root) => {
      const entry = entries.get(root);
      if (!entry || entry.state.isOutdated) return;
      entry.state = { ...entry.state, isOutdated: true };
      changes.fire();
    },
    clip: (path) => {
      for (const { state } of entries.values()) {
        const clip = findClip(state.scan?.clips ?? [], path);
        if (clip) return clip;
      }
      return undefined;
    },
    dispose: () => {
      changes.dispose();
      progresses.dispose();
    },
  };
}

const withViews = ({ clips, ...scan }: TableScan): CorpusScan => ({ ...scan, clips: clipsOf(clips) });
