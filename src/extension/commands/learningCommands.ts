import { basename } from 'node:path';
import * as vscode from 'vscode';
import { createRecipe } from '../../core/features/recipe.ts';
import type { Decision } from '../../core/model/decision.ts';
import { modelName } from '../../core/model/modelName.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { trainModel } from '../../node/trainModel.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { learnerName } from '../learnerName.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import { askTrainingPlan, askValidationPlan } from '../questions/learningPlan.ts';
import { SEED } from '../seed.ts';
import { formatExcluded, readCorpusFeatures } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';
import { createPlanQuestions } from './planQuestions.ts';

/** Extract features, train, cross-validate. */
export function registerLearningCommands(parts: CommandParts): vscode.Disposable {
  const { lab, tasks, corpora } = parts;

  const extract = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(corpora, row);
    if (root === undefined) return;
    const found = await tasks.run(vscode.l10n.t('Extracting features'), (task) => readCorpusFeatures(parts, root, task));
    if (!found) return;
    const { nClips, nComputed, nExcluded, problems, table } = found;
    const [name, nColumns] = [basename(root), table.columns.length];
    const amounts = nClips === 1 ? vscode.l10n.t('{0}: {1} features of 1 clip ({2} computed, {3} from the store).', name, nColumns, nComputed, nClips - nComputed) : vscode.l10n.t('{0}: {1} features of {2} clips ({3} computed, {4} from the store).', name, nColumns, nClips, nComputed, nClips - nComputed);
    const unread = problems.length === 1 ? vscode.l10n.t('1 file could not be read; see Problems in the view.') : vscode.l10n.t('{0} files could not be read; see Problems in the view.', problems.length);
    const text = amounts + formatExcluded(nExcluded);
    void vscode.window.showInformationMessage(problems.length === 0 ? text : `${text} ${unread}`);
  };

  const { questions, knownRoot } = createPlanQuestions(parts);

  const train = async (row?: Row): Promise<void> => {
    const known = await knownRoot(row);
    const plan = known === 'none' ? undefined : await askTrainingPlan(questions, known);
    if (!plan) return;
    const { root, model, normalize, answers } = plan;
    const title = vscode.l10n.t('Training {0} on {1}', learnerName(model), basename(root));
    const trained = await tasks.runInTurn(title, async (task) => {
      const { table, recipe, data, nExcluded } = await readCorpusFeatures(parts, root, task, createRecipe(plan.featureSet));
      return { file: await trainModel(lab.get(), table, { model, seed: SEED, recipe, data, ...(normalize && { normalize }), ...answers }, task), nExcluded };
    });
    if (!trained) return;
    parts.models.use(trained.file);
    const { trainedOn, decision } = trained.file.description;
    const crossValidateNow = vscode.l10n.t('Cross-Validate…');
    const sentences = [
      (trainedOn.speakers.length === 1 ? vscode.l10n.t('Trained {0}: {1} clips, 1 speaker.', modelName(trained.file), trainedOn.nClips) : vscode.l10n.t('Trained {0}: {1} clips, {2} speakers.', modelName(trained.file), trainedOn.nClips, trainedOn.speakers.length)) + formatExcluded(trained.nExcluded),
      ...(decision ? [answersText(decision)] : []),
      vscode.l10n.t('How good it is on new voices is for a cross-validation to say.'),
      ...(trainedOn.synthetic ? [vscode.l10n.t('The speech is synthetic.')] : []),
    ];
    const answer = await vscode.window.showInformationMessage(sentences.join(' '), crossValidateNow);
    if (answer === crossValidateNow) await crossValidate({ kind: 'corpus', root });
  };

  const crossValidate = async (row?: Row): Promise<void> => {
    const known = await knownRoot(row);
    const plan = known === 'none' ? undefined : await askValidationPlan(questions, known);
    if (!plan) return;
    const { root, model, normalize, cv } = plan;
    const title = vscode.l10n.t('Cross-validating {0} on {1}', learnerName(model), basename(root));
    const evaluated = await tasks.runInTurn(title, async (task) => {
      const { table, data, nExcluded } = await readCorpusFeatures(parts, root, task, createRecipe(plan.featureSet));
      const { id } = await evaluateModel(lab.get(), table, { model, cv, seed: SEED, data, ...(normalize && { normalize }), madeWith: parts.madeWith }, task);
      return { id, nExcluded };
    });
    if (!evaluated) return;
    parts.didEvaluate.fire();
    parts.showResult({ kind: 'run', id: evaluated.id });
    if (evaluated.nExcluded > 0) void vscode.window.showInformationMessage(vscode.l10n.t('{0} was cross-validated.', basename(root)) + formatExcluded(evaluated.nExcluded));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.extractFeatures, extract),
    vscode.commands.registerCommand(commands.trainModel, train),
    vscode.commands.registerCommand(commands.crossValidate, crossValidate),
  );
}

/** What the calibration does on speakers that it was not chosen on. */
function answersText({ heldOut: { calibrationError, answered } }: Decision): string {
  // A percent sign alone on the next line would be odd.
  const percent = (share: number): string => `${Math.round(100 * share)}\u00a0%`;
  if (!answered) return vscode.l10n.t('On held-out speakers its calibration error is {0}, without the temperature {1}.', calibrationError.after.toFixed(3), calibrationError.before.toFixed(3));
  if (answered.precision === null) return vscode.l10n.t('On held-out speakers it answers no clip: expect “uncertain” nearly always.');
  return vscode.l10n.t('On held-out speakers it answers {0} of the clips, and {1} of the answers are right.', percent(answered.coverage), percent(answered.precision));
}
