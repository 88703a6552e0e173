import * as vscode from 'vscode';
import { commands, contextKeys, views } from '../contributions.ts';
import type { Tasks } from '../tasks.ts';
import { CorpusTree, type CorpusTreeParts } from './corpusTree.ts';
import type { Grouping } from './rows.ts';

export interface ExplorerParts extends CorpusTreeParts {
  readonly tasks: Tasks;
  readonly onDidPredict: vscode.Event<void>;
}

/** Registers the explorer view with its own commands; the text of a running task stands above its rows. */
export function registerExplorer(parts: ExplorerParts): vscode.Disposable {
  const tree = new CorpusTree(parts);
  const view = vscode.window.createTreeView(views.corpora, { treeDataProvider: tree, canSelectMany: true, showCollapseAll: true });
  const groupBy = (grouping: Grouping): void => {
    tree.groupBy(grouping);
    void vscode.commands.executeCommand('setContext', contextKeys.groupedBy, grouping);
  };
  return vscode.Disposable.from(
    tree,
    view,
    parts.onDidPredict(() => tree.refresh()),
    parts.tasks.onDidChangeMessage((message) => (view.message = message ?? '')),
    vscode.commands.registerCommand(commands.groupByEmotion, () => groupBy('emotion')),
    vscode.commands.registerCommand(commands.groupBySpeaker, () => groupBy('speaker')),
    vscode.commands.registerCommand(commands.cancelTask, () => parts.tasks.cancelAll()),
  );
}
