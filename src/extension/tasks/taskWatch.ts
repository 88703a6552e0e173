import type { RoundLosses } from '../../core/learn/classifier.ts';
import type { TaskProgress } from '../../node/task.ts';

/** Before so long a time, or so small a part of a step, what is left cannot be told. */
const TELLS_AFTER_MS = 2000;
const TELLS_FROM = 0.02;
/** More lines are no help to the eye. */
const MOST_FOLDS = 12;

/** What is known of a task that goes on. */
export interface TaskWatch {
  note(progress: TaskProgress, atMs: number): void;
  /** The part of the step that is done, 0 to 1; undefined while that is not known. */
  share(): number | undefined;
  /** How long the step will take at its pace until now, in seconds; undefined where that is too early to tell. */
  leftSec(atMs: number): number | undefined;
  /** The fit that its words are about. */
  fit(): TaskProgress['fit'];
  /** Losses round by round, as far as they were heard of, of the last folds by their number from 0. */
  losses(): ReadonlyMap<number, readonly RoundLosses[]>;
}

export function createTaskWatch(): TaskWatch {
  const losses = new Map<number, RoundLosses[]>();
  let latest: TaskProgress | undefined;
  let began = { phase: '', atMs: 0, share: 0 };
  const share = (): number | undefined => (latest && latest.total > 0 ? Math.min(1, latest.done / latest.total) : undefined);
  return {
    note(progress, atMs) {
      const before = share() ?? 0;
      latest = progress;
      const now = share();
      // A step that begins anew, as that of the next learner, is another one.
      if (now !== undefined && (progress.phase !== began.phase || now < before)) {
        began = { phase: progress.phase, atMs, share: now };
        losses.clear();
      }
      const running = progress.losses ?? new Map<number, RoundLosses>();
      for (const [fold, ofFold] of running) {
        const known = losses.get(fold) ?? [];
        losses.set(fold, known);
        const last = known.at(-1)?.round ?? -1;
        // The same fold again is that of another fit.
        if (ofFold.round < last) known.length = 0;
        if (ofFold.round !== last) known.push(ofFold);
      }
      const over = [...losses.keys()].filter((fold) => !running.has(fold));
      for (const fold of over.slice(0, Math.max(0, losses.size - MOST_FOLDS))) losses.delete(fold);
    },
    share,
    leftSec(atMs) {
      const now = share();
      const spent = atMs - began.atMs;
      const done = (now ?? 0) - began.share;
      return now === undefined || spent < TELLS_AFTER_MS || done < TELLS_FROM ? undefined : ((spent / done) * (1 - now)) / 1000;
    },
    fit: () => latest?.fit,
    losses: () => losses,
  };
}
