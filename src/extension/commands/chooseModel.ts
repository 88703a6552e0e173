import * as vscode from 'vscode';
import { modelName, openStoredModel } from '../../node/classifyClips.ts';
import type { Store } from '../../node/store/store.ts';
import type { ModelFile } from '../../node/trainModel.ts';

/** A model of the store, and when it was trained. */
export interface DatedModel {
  readonly model: ModelFile;
  readonly createdAt: string;
}

/** All models of the store, newest first. */
export function readModels(store: Pick<Store, 'model' | 'models'>): DatedModel[] {
  return store.models().flatMap(({ id, hash, createdAt }) => {
    const stored = store.model(id);
    return stored ? [{ model: openStoredModel(hash, stored.file), createdAt }] : [];
  });
}

/** The only model, or the one that the user picks; undefined when that was called off. */
export async function chooseModel(models: readonly DatedModel[], title: string): Promise<ModelFile | undefined> {
  if (models.length === 1) return models[0]?.model;
  const chosen = await vscode.window.showQuickPick(models.map(modelItem), { title, placeHolder: vscode.l10n.t('Which model?'), matchOnDescription: true });
  return chosen?.model;
}

function modelItem({ model, createdAt }: DatedModel): vscode.QuickPickItem & { readonly model: ModelFile } {
  const { trainedOn, classes, recipe, normalize, decision } = model.description;
  const facts = [
    vscode.l10n.t('{0} clips', trainedOn.nClips),
    vscode.l10n.t('{0} speakers', trainedOn.speakers.length),
    vscode.l10n.t('{0} emotions', classes.length),
    recipe.featureSet,
    ...(decision ? [decision.threshold ? vscode.l10n.t('uncertain below a confidence of {0} %', Math.round(100 * decision.threshold)) : vscode.l10n.t('calibrated')] : []),
    ...(normalize ? [vscode.l10n.t('normalised by speaker')] : []),
  ];
  return { label: modelName(model), description: new Date(createdAt).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }), detail: facts.join(' · '), model };
}
