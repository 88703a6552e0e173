import { join } from 'node:path';
import type * as vscode from 'vscode';
import { openLab, type Lab } from '../node/lab.ts';

/** The lab of this window, opened at first use: activation touches neither disk nor threads. */
export interface LazyLab extends vscode.Disposable {
  get(): Lab;
}

/** Features, models and runs lie in the workspace's own storage, or in the global one where no folder is open. */
export function createLazyLab(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LazyLab {
  let lab: Lab | undefined;
  return {
    get: () => {
      if (!lab) {
        const storePath = join((context.storageUri ?? context.globalStorageUri).fsPath, 'store.db');
        lab = openLab({ storePath, workerPath: join(context.extensionPath, 'dist', 'analysisWorker.cjs') });
        log.info(`Opened the store ${storePath} with ${lab.pool.size} workers at most`);
      }
      return lab;
    },
    dispose: () => void lab?.dispose(),
  };
}
