import type { LearningCurve } from '../../../core/evaluation/studies/learningCurve.ts';
import { t } from '../../shared/l10n.ts';
import { percentText, unbroken } from '../../shared/numberText.ts';

/** A difference of two shares with its sign. */
const pointsText = (difference: number): string => `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(1)}`;

/** What the page says of learning curves. */
export const words = {
  title: (model: string, data: string): string => t('Learning curve: {0} on {1}', model, data),
  heading: { clips: t('UAR by how many clips are learnt from'), speakers: t('UAR by how many speakers are learnt from') },
  intro: t('The test sides stay as they are; of each training side a growing share is learnt from. Smaller shares are parts of larger ones.'),
  xTitle: { clips: t('training clips (mean over the folds)'), speakers: t('training speakers (mean over the folds)') },
  caption: (chance: number): string => unbroken(t('Mean recall of the emotions (UAR) on the unchanged test sides, with 95 % intervals over speakers. Chance is {0}, the dashed line.', percentText(chance))),
  share: t('Share'),
  clips: t('Training clips'),
  speakers: t('Training speakers'),
  lastStep: t('What the last step brought'),
  last: (curve: LearningCurve): string => unbroken(lastText(curve)),
};

function lastText({ by, points, lastGain: { value, interval } }: LearningCurve): string {
  const from = percentText(points.at(-2)?.share, 0);
  if (!interval) return by === 'clips' ? t('From {0} to all of the clips, UAR changes by {1} points.', from, pointsText(value)) : t('From {0} to all of the speakers, UAR changes by {1} points.', from, pointsText(value));
  const values = [from, pointsText(value), pointsText(interval[0]), pointsText(interval[1])] as const;
  if (interval[0] > 0) {
    return by === 'clips'
      ? t('The curve still rises: from {0} to all of the clips, UAR changes by {1} points (95 % interval {2} to {3}), so more clips of the same kind should help.', ...values)
      : t('The curve still rises: from {0} to all of the speakers, UAR changes by {1} points (95 % interval {2} to {3}), so more speakers of the same kind should help.', ...values);
  }
  if (interval[1] < 0) {
    return by === 'clips' ? t('The curve falls at its end: from {0} to all of the clips, UAR changes by {1} points (95 % interval {2} to {3}).', ...values) : t('The curve falls at its end: from {0} to all of the speakers, UAR changes by {1} points (95 % interval {2} to {3}).', ...values);
  }
  return by === 'clips'
    ? t('From {0} to all of the clips, UAR changes by {1} points (95 % interval {2} to {3}), which is within chance: whether more clips of the same kind help cannot be told.', ...values)
    : t('From {0} to all of the speakers, UAR changes by {1} points (95 % interval {2} to {3}), which is within chance: whether more speakers of the same kind help cannot be told.', ...values);
}
