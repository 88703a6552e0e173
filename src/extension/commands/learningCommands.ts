import { basename } from 'node:path';
import * as vscode from 'vscode';
import { DEFAULT_PROTOCOL, parseProtocol } from '../../core/evaluation/protocol.ts';
import { classifiers } from '../../core/learn/classifiers.ts';
import { modelName } from '../../node/classifyClips.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { trainModel } from '../../node/trainModel.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import { readCorpusFeatures } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';

/** The seed of what the editor trains and evaluates; the record names it. */
const SEED = 0;

/** Extract features, train, cross-validate. */
export function registerLearningCommands(parts: CommandParts): vscode.Disposable {
  const { lab, tasks, corpora } = parts;

  const extract = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(corpora, row);
    if (root === undefined) return;
    const found = await tasks.run(vscode.l10n.t('Extracting features'), (task) => readCorpusFeatures(parts, root, task));
    if (!found) return;
    const { nClips, nComputed, problems, table } = found;
    const text = vscode.l10n.t('{0}: {1} features of {2} clips ({3} computed, {4} from the store).', basename(root), table.columns.length, nClips, nComputed, nClips - nComputed);
    void vscode.window.showInformationMessage(problems.length === 0 ? text : `${text} ${vscode.l10n.t('{0} files could not be read; see Problems in the view.', problems.length)}`);
  };

  const train = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(corpora, row);
    const model = root !== undefined && (await chooseLearner(vscode.l10n.t('Train a Model')));
    if (root === undefined || !model) return;
    const trained = await tasks.run(vscode.l10n.t('Training'), async (task) => {
      const { table, recipe, data } = await readCorpusFeatures(parts, root, task);
      return trainModel(lab.get(), table, { model, seed: SEED, recipe, data }, task);
    });
    if (!trained) return;
    const { trainedOn } = trained.description;
    const crossValidateNow = vscode.l10n.t('Cross-Validate…');
    const text = vscode.l10n.t('Trained {0}: {1} clips, {2} speakers. How good it is on new voices is for a cross-validation to say.', modelName(trained), trainedOn.nClips, trainedOn.speakers.length);
    const answer = await vscode.window.showInformationMessage(trainedOn.synthetic ? `${text} ${vscode.l10n.t('The speech is synthetic.')}` : text, crossValidateNow);
    if (answer === crossValidateNow) await crossValidate({ kind: 'corpus', root });
  };

  const crossValidate = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(corpora, row);
    const model = root !== undefined && (await chooseLearner(vscode.l10n.t('Cross-Validate')));
    if (root === undefined || !model) return;
    const cv = await chooseProtocol();
    if (!cv) return;
    const evaluated = await tasks.run(vscode.l10n.t('Cross-validating'), async (task) => {
      const { table, data } = await readCorpusFeatures(parts, root, task);
      return evaluateModel(lab.get(), table, { model, cv, seed: SEED, data }, task);
    });
    if (!evaluated) return;
    parts.didEvaluate.fire();
    parts.showRun(evaluated.id);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.extractFeatures, extract),
    vscode.commands.registerCommand(commands.trainModel, train),
    vscode.commands.registerCommand(commands.crossValidate, crossValidate),
  );
}

async function chooseLearner(title: string): Promise<string | undefined> {
  const chosen = await vscode.window.showQuickPick(
    classifiers.map(({ id, name }) => ({ label: name, id })),
    { title, placeHolder: vscode.l10n.t('Which learner?') },
  );
  return chosen?.id;
}

async function chooseProtocol(): Promise<string | undefined> {
  const own = vscode.l10n.t('Another protocol…');
  const choices: (vscode.QuickPickItem & { cv?: string })[] = [
    { label: vscode.l10n.t('By speaker, 6 groups'), description: DEFAULT_PROTOCOL, detail: vscode.l10n.t('Each voice is tested by a model that never heard it.'), cv: DEFAULT_PROTOCOL },
    { label: vscode.l10n.t('One speaker out'), description: 'speaker', detail: vscode.l10n.t('As above, one voice at a time: slower.'), cv: 'speaker' },
    { label: vscode.l10n.t('Stratified, 5 folds'), description: 'stratified:5', detail: vscode.l10n.t('Optimistic: the tested voices are also in the training data.'), cv: 'stratified:5' },
    { label: vscode.l10n.t('Random fifth'), description: 'random:0.2', detail: vscode.l10n.t('Optimistic: the tested voices are also in the training data.'), cv: 'random:0.2' },
    { label: own },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Cross-Validate'), placeHolder: vscode.l10n.t('Who is held out?') });
  if (chosen?.label !== own) return chosen?.cv;
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Protocol'),
    prompt: 'speaker:K, speaker, stratified:K, random:SHARE',
    validateInput: (text) => {
      try {
        parseProtocol(text);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    },
  });
}
