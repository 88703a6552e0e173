import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import { classifyExcerpt } from '../../node/classifyExcerpt.ts';
import type { EmotionEstimate } from '../../protocol/clipView.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { offerTraining } from '../models/offerTraining.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Models } from '../models/models.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** A part of an open clip: its first sample, and the one after its last. */
export interface ClipSelection {
  readonly uri: vscode.Uri;
  readonly sound: OpenSound;
  readonly from: number;
  readonly to: number;
  /** Whether the file is still the one whose samples are numbered here. */
  isCurrent(): boolean;
}

/** What can be done with a part of a clip. */
export interface ClipSelections {
  save(selection: ClipSelection): Promise<void>;
  /** @returns undefined when there is no model, or it failed or was cancelled; then the user has been told */
  classify(selection: ClipSelection): Promise<EmotionEstimate | undefined>;
}

export interface ClipSelectionParts {
  readonly lab: LazyLab;
  readonly models: Models;
  readonly tasks: Tasks;
  cut(selection: ClipSelection, signal: AbortSignal | undefined): Promise<Uint8Array>;
}

export function createClipSelections({ lab, models, tasks, cut }: ClipSelectionParts): ClipSelections {
  return {
    async save(selection) {
      const { uri, sound, from, to } = selection;
      const seconds = [from, to].map((sample) => (sample / sound.sampleRate).toFixed(2)).join('-');
      const name = `${basename(uri.path, extname(uri.path))} ${seconds} s.wav`;
      const target = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(uri, '..', name), filters: { WAV: ['wav'] }, title: vscode.l10n.t('Save the Selection as WAV') });
      if (!target) return;
      if (!selection.isCurrent()) {
        void vscode.window.showWarningMessage(vscode.l10n.t('The recording changed while the place to save was chosen; nothing was saved. Look at what is selected now, and save again.'));
        return;
      }
      const isSaved = await tasks.run(vscode.l10n.t('Saving the selection'), async ({ signal }) => {
        await vscode.workspace.fs.writeFile(target, await cut(selection, signal));
        return true;
      });
      if (isSaved) void vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', basename(target.path)), 5000);
    },

    async classify({ uri, from, to }) {
      const estimate = await tasks.run(vscode.l10n.t('Classifying the selection'), async ({ signal }) => {
        const inUse = models.inUse();
        if (!inUse) return 'no model';
        return classifyExcerpt(lab.get(), inUse.model, { path: uri.fsPath, from, to }, signal);
      });
      if (estimate !== 'no model') return estimate;
      await offerTraining(vscode.l10n.t('No model is trained yet, so nothing can be classified.'));
      return undefined;
    },
  };
}
