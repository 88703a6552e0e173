import { join } from 'node:path';
import * as vscode from 'vscode';
import { createWorkerPool } from '../../node/workerPool.ts';
import type { ClipContract } from '../../protocol/clipWork.ts';
import type { ClipDrawing } from './clipDocument.ts';
import type { ClipSelection } from './clipSelections.ts';

/** A screen is two drawings wide; more threads would take the cores from a model that trains. */
const nThreads = 2;

/** The threads of the clip editor, started when the first clip is opened. */
export interface ClipWorkers extends ClipDrawing, vscode.Disposable {
  cut(selection: ClipSelection, signal: AbortSignal | undefined): Promise<Uint8Array>;
}

/** @param extensionPath where the workers' script lies, in `dist` */
export function createClipWorkers(extensionPath: string): ClipWorkers {
  const pool = createWorkerPool<ClipContract>(join(extensionPath, 'dist', 'clipWorker.cjs'), nThreads);
  return {
    open: async (uri, signal) => {
      if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Only clips in a folder of this machine can be drawn, not "{0}:" resources.', uri.scheme));
      return pool.run('openSound', { path: uri.fsPath }, { signal });
    },
    draw: (sound, key, signal) => (key.kind === 'track' ? pool.run('drawTrack', { sound, key }, { signal }) : pool.run('drawTile', { sound, key }, { signal })),
    cut: ({ sound, from, to }, signal) => pool.run('cutSound', { sound, from, to }, { signal }),
    dispose: () => void pool.dispose(),
  };
}
