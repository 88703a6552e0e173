import * as vscode from 'vscode';
import { modelName } from '../../core/model/modelName.ts';
import type { ModelFile } from '../../node/trainModel.ts';
import { formatClips, formatSpeakers } from '../explorer/amounts.ts';
import type { ListedModel } from './models.ts';

/** The model that the user picks; undefined when that was called off. The one in use is marked. */
export async function pickModel(models: readonly ListedModel[], title: string, inUse: ListedModel | undefined): Promise<ModelFile | undefined> {
  const items = models.map((listed) => modelItem(listed, listed.model.hash === inUse?.model.hash));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which model?'),
    matchOnDescription: true,
    // The page that the question came from may take the focus back late, which would close it.
    ignoreFocusOut: true,
  });
  return chosen?.model;
}

/** A model as it is chosen from a list. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly model: ModelFile;
}

export function modelItem(listed: ListedModel, isInUse: boolean): ModelItem {
  const { trainedOn, classes, recipe, normalize, decision } = listed.model.description;
  const facts = [
    formatClips(trainedOn.nClips),
    formatSpeakers(trainedOn.speakers.length),
    vscode.l10n.t('{0} emotions', classes.length),
    recipe.featureSet,
    ...(decision ? [decision.threshold ? vscode.l10n.t('uncertain below a confidence of {0} %', Math.round(100 * decision.threshold)) : vscode.l10n.t('calibrated')] : []),
    ...(normalize ? [vscode.l10n.t('normalised by speaker')] : []),
    ...(listed.kind === 'starter' ? [vscode.l10n.t('not for commercial use')] : []),
  ];
  const origin = listed.kind === 'starter' ? vscode.l10n.t('comes with the extension') : new Date(listed.createdAt).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return { label: `${isInUse ? '$(check) ' : ''}${modelName(listed.model)}`, description: origin, detail: facts.join(' · '), model: listed.model };
}
