import * as vscode from 'vscode';
import { packPaths, unpackPaths, type PackedPaths } from './packPaths.ts';

const STATE_KEY = 'ser.excluded';

/** The clips that this workspace leaves out when it extracts features, trains and evaluates. */
export interface Exclusions extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  has(path: string): boolean;
  exclude(paths: Iterable<string>): Promise<void>;
  include(paths: Iterable<string>): Promise<void>;
  /** Splits what is left of clips from how many are excluded. */
  applyTo<Clip extends { readonly path: string }>(clips: readonly Clip[]): { included: readonly Clip[]; nExcluded: number };
}

export function createExclusions(state: vscode.Memento): Exclusions {
  const changes = new vscode.EventEmitter<void>();
  let loaded: Set<string> | undefined;
  const excluded = (): Set<string> => (loaded ??= new Set(unpackPaths(state.get<PackedPaths>(STATE_KEY, {}))));
  const save = async (): Promise<void> => {
    changes.fire();
    await state.update(STATE_KEY, packPaths(excluded()));
  };
  return {
    onDidChange: changes.event,
    has: (path) => excluded().has(path),
    exclude: (paths) => {
      for (const path of paths) excluded().add(path);
      return save();
    },
    include: (paths) => {
      for (const path of paths) excluded().delete(path);
      return save();
    },
    applyTo: (clips) => {
      const included = clips.filter(({ path }) => !excluded().has(path));
      return { included, nExcluded: clips.length - included.length };
    },
    dispose: () => changes.dispose(),
  };
}
