import * as vscode from 'vscode';
import { scanCorpus, type CorpusScan, type ScannedClip } from '../../node/scanCorpus.ts';

const STATE_KEY = 'ser.corpora';

/** The corpora that this workspace has opened, and what was found in them. */
export interface Corpora extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  roots(): readonly string[];
  add(root: string): Promise<void>;
  remove(root: string): Promise<void>;
  /** What the folder holds; read at first need and again after {@link refresh}. */
  scan(root: string): Promise<CorpusScan>;
  refresh(root?: string): void;
  /** The clip at a path, when its corpus has been read. */
  clip(path: string): ScannedClip | undefined;
}

export function createCorpora(state: vscode.Memento): Corpora {
  const scans = new Map<string, Promise<CorpusScan>>();
  const clips = new Map<string, ScannedClip>();
  const changes = new vscode.EventEmitter<void>();
  const roots = (): readonly string[] => state.get<string[]>(STATE_KEY, []);

  const forget = (root: string): void => {
    const scanned = scans.get(root);
    scans.delete(root);
    void scanned?.then((scan) => scan.clips.forEach(({ path }) => clips.delete(path))).catch(() => undefined);
  };

  return {
    onDidChange: changes.event,
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
    scan: (root) => {
      let scanning = scans.get(root);
      if (!scanning) {
        scanning = scanCorpus(root).then((scan) => {
          for (const clip of scan.clips) clips.set(clip.path, clip);
          return scan;
        });
        scans.set(root, scanning);
      }
      return scanning;
    },
    refresh: (root) => {
      for (const known of root === undefined ? roots() : [root]) forget(known);
      changes.fire();
    },
    clip: (path) => clips.get(path),
    dispose: () => changes.dispose(),
  };
}
