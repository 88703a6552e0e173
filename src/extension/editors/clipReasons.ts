import * as vscode from 'vscode';
import { SerError } from '../../core/errors.ts';
import { explanationWords } from '../../core/learn/explain/explanation.ts';
import { modelName } from '../../core/model/modelName.ts';
import { explainClips } from '../../node/explainClips.ts';
import type { EstimateReasons } from '../../protocol/clipView.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Models } from '../models/models.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** More are no help to the eye. */
const N_FEATURES = 12;

export interface ClipReasonsParts {
  readonly lab: LazyLab;
  readonly models: Models;
  readonly tasks: Tasks;
}

/** Asks the model in use why it answers as it does for a clip; undefined when that failed or was cancelled, of which the user has been told. */
export function createClipReasons({ lab, models, tasks }: ClipReasonsParts): (path: string) => Promise<EstimateReasons | undefined> {
  return (path) =>
    tasks.run(vscode.l10n.t('Explaining'), async (task) => {
      const inUse = models.inUse();
      if (!inUse) throw new SerError('model-invalid', vscode.l10n.t('There is no model to explain: none is trained, and the starter model is switched off.'));
      const { explanations, problems } = await explainClips(lab.get(), inUse.model, [path], task);
      const [found] = explanations;
      if (!found) throw new SerError(problems[0]?.code ?? 'internal', problems[0]?.message ?? vscode.l10n.t('The clip could not be explained.'));
      const { answer, next, of, features } = found;
      return { model: modelName(inUse.model), modelHash: inUse.model.hash, answer, ...(of === 'log-odds' && { next }), about: inEditorLanguage(explanationWords(found)), features: features.slice(0, N_FEATURES), nOthers: Math.max(0, features.length - N_FEATURES) };
    });
}
