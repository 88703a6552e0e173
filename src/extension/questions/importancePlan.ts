import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ShuffleUnit } from '../../core/evaluation/studies/importanceStudy.ts';
import { featureSetById } from '../../core/features/featureSet.ts';
import { hasOwnImportance } from '../../core/model/modelImportance.ts';
import type { ModelFile } from '../../node/trainModel.ts';
import { chooseFolders } from '../commands/chooseOtherCorpora.ts';
import type { ListedModel } from '../models/models.ts';
import { modelItem } from '../models/pickModel.ts';
import { askInSteps, type Step } from './askInSteps.ts';
import { pickOne } from './pickOne.ts';

/** Of which model it is measured what matters, and on which clips. */
export interface ImportancePlan {
  readonly model: ModelFile;
  /** The folder of the clips; `none` for what the model tells without. */
  readonly root: string | 'none';
  readonly by: ShuffleUnit;
}

type Known = Partial<ImportancePlan>;

export interface ImportanceQuestions {
  /** At least one. */
  readonly models: readonly ListedModel[];
  readonly inUse: ListedModel | undefined;
  readonly roots: readonly string[];
  /** A corpus that the command was called on. */
  readonly root: string | undefined;
}

/** Which model, on which corpus, and what is shuffled; what is known is not asked for. */
export async function askImportancePlan(questions: ImportanceQuestions): Promise<ImportancePlan | undefined> {
  const { models, root } = questions;
  const [only, ...others] = models;
  const known: Known = { ...(only && others.length === 0 && { model: only.model }), ...(root !== undefined && { root }) };
  const steps = [...(known.model ? [] : [askModel(questions)]), ...(root === undefined ? [askCorpus(questions)] : []), askUnit];
  const title = vscode.l10n.t('Feature Importance');
  return (await askInSteps(title, steps, known)) as ImportancePlan | undefined;
}

const askModel =
  ({ models, inUse }: ImportanceQuestions): Step<Known> =>
  async (place, { model: last = inUse?.model }) => {
    const items = models.map((listed) => modelItem(listed, listed.model.hash === inUse?.model.hash));
    const picked = await pickOne(place, { items, placeHolder: vscode.l10n.t('Which model?'), active: ({ model }) => model.hash === last?.hash });
    return typeof picked === 'object' ? { answer: { model: picked.model } } : picked;
  };

type CorpusItem = vscode.QuickPickItem & { readonly root?: string };

const askCorpus =
  ({ roots }: ImportanceQuestions): Step<Known> =>
  async (place, { model, root: last }) => {
    const browse: CorpusItem = { label: vscode.l10n.t('Choose a Folder…'), description: vscode.l10n.t('that is not open in the view') };
    const none: CorpusItem = { label: vscode.l10n.t('No clips'), detail: vscode.l10n.t('Only what the model’s trees tell by themselves: at once, and of the clips that they learnt from.'), root: 'none' };
    const corpora = roots.map((root): CorpusItem => ({ label: basename(root), description: root, root }));
    const items = [...corpora, browse, ...(model && hasOwnImportance(model.description.classifier) ? [none] : [])];
    for (;;) {
      const picked = await pickOne(place, { items, placeHolder: vscode.l10n.t('On which clips? Those that the model was not trained on tell what it needs for new ones.'), active: ({ root }) => root !== undefined && root === last });
      if (typeof picked !== 'object') return picked;
      const [root] = picked.root === undefined ? ((await chooseFolders(place.title, 'one')) ?? []) : [picked.root];
      // From the dialog one comes back to the list.
      if (root !== undefined) return { answer: { root } };
    }
  };

/** Each column takes so many predictions of all clips. */
export const N_REPEATS = 5;

const askUnit: Step<Known> = async (place, { model, root, by: last = 'family' }) => {
  const { columns = [], recipe } = model?.description ?? {};
  if (root === 'none' || !recipe) return { answer: { by: 'column' } };
  const { families } = featureSetById(recipe.featureSet);
  const items = [
    { label: vscode.l10n.t('Families of features'), description: vscode.l10n.t('{0} families', families.length), detail: vscode.l10n.t('Those of a family together, so that they cannot stand in for each other. Quicker.'), by: 'family' },
    { label: vscode.l10n.t('Each feature'), description: vscode.l10n.t('{0} features', columns.length), detail: vscode.l10n.t('One after the other: all clips are classified {0} times for each.', N_REPEATS), by: 'column' },
  ] as const;
  const picked = await pickOne(place, { items, placeHolder: vscode.l10n.t('What is shuffled?'), active: ({ by }) => by === last });
  return typeof picked === 'object' ? { answer: { by: picked.by } } : picked;
};
