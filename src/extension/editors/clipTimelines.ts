import * as vscode from 'vscode';
import type { WindowLengths } from '../../core/audio/slidingWindows.ts';
import { modelName } from '../../core/model/modelName.ts';
import { classifyTimeline } from '../../node/classifyTimeline.ts';
import type { TimelinePart } from '../../protocol/clipTimeline.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { offerTraining } from '../models/offerTraining.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Models } from '../models/models.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** A recording whose timeline is wanted, by whom it is stopped, and who gets its parts. */
export interface TimelineOrder {
  readonly path: string;
  readonly sound: OpenSound;
  readonly lengths: WindowLengths;
  readonly signal: AbortSignal;
  onPart(part: TimelinePart): void;
}

/** Emotion timelines by the model in use. */
export interface ClipTimelines {
  /** @returns whether all of it came; else it was stopped, or the user has been told why not */
  compute(order: TimelineOrder): Promise<boolean>;
  /** Another model may be in use. */
  readonly onDidChangeModel: vscode.Event<void>;
  /** The hash of the model in use. */
  modelInUse(): string | undefined;
}

export interface ClipTimelineParts {
  readonly lab: LazyLab;
  readonly models: Models;
  readonly tasks: Tasks;
}

export function createClipTimelines({ lab, models, tasks }: ClipTimelineParts): ClipTimelines {
  return {
    async compute({ path, sound, lengths, signal, onPart }) {
      const outcome = await tasks.run(vscode.l10n.t('Emotion timeline'), async (task) => {
        const inUse = models.inUse();
        if (!inUse) return 'no model';
        const { kind, model } = inUse;
        const about = { model: modelName(model), modelHash: model.hash, byStarter: kind === 'starter', synthetic: model.description.trainedOn.synthetic, classes: model.description.classes, ...lengths };
        await classifyTimeline(lab.get(), model, path, lengths, {
          sound,
          onProgress: task.onProgress,
          signal: AbortSignal.any([signal, ...(task.signal ? [task.signal] : [])]),
          onWindows: (windows, first, total) => onPart({ ...about, total, first, windows }),
        });
        return 'done';
      });
      if (outcome === 'no model') await offerTraining(vscode.l10n.t('No model is trained yet, so nothing can be classified.'));
      return outcome === 'done';
    },
    onDidChangeModel: models.onDidChange,
    modelInUse: () => models.lastHash,
  };
}
