import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commands, contextKeys, views } from '../contributions.ts';
import { cancelTask } from '../tasks/cancelTask.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { chooseGrouping } from './chooseGrouping.ts';
import { parseFilter } from './clipFilter.ts';
import { createClipTransfer } from './clipTransfer.ts';
import { CorpusTree, type CorpusTreeParts } from './corpusTree.ts';
import { editFilter } from './editFilter.ts';
import type { Exclusions } from './exclusions.ts';
import { followCheckboxes } from './followCheckboxes.ts';
import { isGrouping } from './grouping.ts';
import { registerBadges } from './registerBadges.ts';
import { watchCorpora } from './watchCorpora.ts';

const GROUPING_KEY = 'ser.grouping';

export interface ExplorerParts extends CorpusTreeParts {
  readonly tasks: Tasks;
  readonly exclusions: Exclusions;
  readonly state: vscode.Memento;
  openFolders(folders: readonly vscode.Uri[]): Promise<void>;
  /** Estimates or stored runs have changed. */
  readonly onDidChangeKnowledge: vscode.Event<void>;
}

/** Registers the explorer view with its own commands; a running task, the filter and what is amiss stand above its rows. */
export function registerExplorer(parts: ExplorerParts): vscode.Disposable {
  const { corpora, knowledge, exclusions, state, tasks } = parts;
  const remembered = state.get<unknown>(GROUPING_KEY);
  const tree = new CorpusTree(parts, isGrouping(remembered) ? remembered : 'emotion');
  const dragAndDropController = createClipTransfer((folders) => parts.openFolders(folders));
  const view = vscode.window.createTreeView(views.corpora, { treeDataProvider: tree, dragAndDropController, canSelectMany: true, showCollapseAll: true, manageCheckboxStateManually: true });
  let filter = '';
  let running: string | undefined;

  const tell = (): void => {
    const { nShown, nClips } = filter === '' ? { nShown: 0, nClips: 0 } : tree.count();
    const filtered = filter !== '' && vscode.l10n.t('{0} of {1} clips shown, filter: {2}', nShown, nClips, filter);
    const problem = knowledge.problem();
    const amiss = problem !== undefined && vscode.l10n.t('Estimates are not shown. {0} Refresh tries again.', problem);
    view.message = [running, readingOf(parts), filtered, amiss].filter(Boolean).join(' · ');
  };
  const refresh = (): void => {
    tree.refresh();
    tell();
  };
  const filterBy = (text: string): void => {
    const parsed = parseFilter(text);
    if (!('terms' in parsed)) return;
    filter = parsed.terms.length > 0 ? text.trim() : '';
    tree.filterBy(parsed);
    tell();
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, filter !== '');
  };
  const group = async (): Promise<void> => {
    const chosen = await chooseGrouping(corpora, knowledge, tree.grouping);
    if (chosen === undefined) return;
    tree.groupBy(chosen);
    await state.update(GROUPING_KEY, chosen);
  };

  const reveal = async (root: string): Promise<void> => {
    const problems = tree.problemsRow(root);
    if (problems) await view.reveal(problems, { expand: true, focus: true });
  };

  return vscode.Disposable.from(
    tree,
    view,
    watchCorpora(corpora),
    parts.onDidChangeKnowledge(() => {
      knowledge.forget();
      refresh();
    }),
    knowledge.onDidFail(tell),
    exclusions.onDidChange(refresh),
    corpora.onDidChange(tell),
    corpora.onDidProgress(tell),
    tasks.onDidChangeMessage((message) => {
      running = message;
      tell();
    }),
    followCheckboxes(view, exclusions),
    registerBadges(knowledge, [parts.onDidChangeKnowledge, corpora.onDidChange]),
    parts.audits.onDidAskToSee(reveal),
    vscode.commands.registerCommand(commands.groupClips, group),
    vscode.commands.registerCommand(commands.filterClips, () => editFilter(filter, filterBy)),
    vscode.commands.registerCommand(commands.clearFilter, () => filterBy('')),
    vscode.commands.registerCommand(commands.cancelTask, () => cancelTask(tasks)),
    vscode.commands.registerCommand(commands.refreshCorpora, () => {
      knowledge.forget();
      corpora.refresh();
    }),
  );
}

/** Of small folders the reading is over before it could be told. */
const TOLD_FROM_FILES = 2000;

function readingOf({ corpora }: CorpusTreeParts): string | undefined {
  for (const root of corpora.roots()) {
    const { reading } = corpora.stateOf(root);
    if (reading && reading.total >= TOLD_FROM_FILES) return vscode.l10n.t('{0}: reading headers {1}/{2}', basename(root), reading.done, reading.total);
  }
  return undefined;
}
