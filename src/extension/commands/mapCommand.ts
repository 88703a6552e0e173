import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { MapMethod } from '../../core/map/mapMethod.ts';
import { commands } from '../contributions.ts';
import { describeError, isCancellation } from '../describeError.ts';
import type { Row } from '../explorer/rows.ts';
import { registerMapPanel, type DrawnMap } from '../panels/mapPanel.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import { drawCorpus, knownOf } from './corpusMap.ts';
import type { CommandParts } from './parts.ts';

/** "Embedding Map…" on a corpus: its clips as points, those of like features near each other. */
export function registerMapCommand(parts: CommandParts, extensionUri: vscode.Uri, onDidChangeKnown: vscode.Event<unknown>): vscode.Disposable {
  const draw = async (root: string, method: MapMethod): Promise<DrawnMap | { readonly message: string }> => {
    // After a restart the panel comes back by itself: a folder that is gone is told in it, and by no message.
    if (!(await isFolder(root))) return { message: vscode.l10n.t('The folder is no longer there: {0}', root) };
    let reason: unknown;
    const drawn = await parts.tasks.run(vscode.l10n.t('Drawing the map'), (task) =>
      drawCorpus(parts, root, method, task).catch((error: unknown) => {
        reason = error;
        throw error;
      }),
    );
    return drawn ?? { message: isCancellation(reason) ? vscode.l10n.t('The map was called off.') : describeError(reason) };
  };

  const panel = registerMapPanel({ extensionUri, draw, knownOf: (root, files) => knownOf(parts, root, files), onDidChangeKnown });

  const show = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(parts.corpora, row);
    if (root !== undefined) panel.show(root);
  };

  return vscode.Disposable.from(panel, vscode.commands.registerCommand(commands.showMap, show));
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
