import { basename } from 'node:path';
import * as vscode from 'vscode';
import { measureLeaks } from '../../node/measureLeaks.ts';
import type { Problem } from '../../node/task.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { SEED } from '../seed.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import { chooseLearners } from './chooseLearners.ts';
import { chooseOtherCorpora, corporaOf } from './chooseOtherCorpora.ts';
import { formatExcluded, readCorpusFeatures } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';
import { warnOfUnread } from './unreadFiles.ts';

/** "Leak Meter…" on a corpus: how much of a score is owed to what the test side shares with the training side. */
export function registerLeakCommand(parts: CommandParts): vscode.Disposable {
  const { lab, tasks, corpora } = parts;

  const measure = async (row?: Row, rows?: readonly Row[]): Promise<void> => {
    const title = vscode.l10n.t('Leak Meter');
    const root = await chooseCorpus(corpora, row);
    const models = root !== undefined && (await chooseLearners(title));
    if (root === undefined || !models) return;
    const placeHolder = vscode.l10n.t('Other corpora to test on as well, if any');
    const others = await chooseOtherCorpora(corpora, { title, placeHolder, except: root, picked: corporaOf(row, rows), mayBeNone: true });
    if (!others) return;
    const measured = await tasks.runInTurn(vscode.l10n.t('Measuring leaks'), async (task) => {
      const problems: Problem[] = [];
      let nExcluded = 0;
      const read = async (dir: string) => {
        const { table, data, nExcluded: left, problems: unreadable } = await readCorpusFeatures(parts, dir, task);
        problems.push(...unreadable);
        nExcluded += left;
        return { name: data.name, table, data };
      };
      const home = await read(root);
      const externals = [];
      for (const other of others) externals.push(await read(other));
      let id = 0;
      for (const [i, model] of models.entries()) {
        const onProgress: typeof task.onProgress = (progress) => task.onProgress?.({ ...progress, done: i * progress.total + progress.done, total: models.length * progress.total });
        const report = await measureLeaks(lab.get(), home, externals, { model, seed: SEED }, { ...task, onProgress });
        // Each is kept as soon as it is there, in case the next is called off.
        id = lab.get().store.saveStudy({ kind: 'leak', data: home.data, record: { ...report, seed: SEED } });
      }
      return { id, problems, nExcluded };
    });
    parts.didEvaluate.fire();
    if (!measured) return;
    parts.showResult({ kind: 'leak', id: measured.id });
    if (measured.nExcluded > 0) void vscode.window.showInformationMessage(vscode.l10n.t('The leaks of {0} were measured.', basename(root)) + formatExcluded(measured.nExcluded));
    warnOfUnread(measured.problems);
  };

  return vscode.commands.registerCommand(commands.measureLeaks, measure);
}
