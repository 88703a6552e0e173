import { t } from '../shared/l10n.ts';
import { durationText } from '../shared/numberText.ts';

/** Whole seconds are enough for what changes all the time. */
const whole = (seconds: number): string => (seconds <= 120 ? t('{0} s', Math.round(seconds)) : durationText(seconds));

/** What the progress page says. */
export const words = {
  title: t('Progress'),
  reading: t('Looking what runs…'),
  empty: t('Nothing runs now. What is started shows here how far it has come.'),
  showResults: t('Show Results'),
  cancel: t('Cancel'),
  cancelTask: (title: string): string => t('Cancel: {0}', title),
  cancelling: t('Cancelling…'),
  share: (title: string): string => t('How far it has come: {0}', title),
  elapsed: (seconds: number): string => t('Started {0} ago.', whole(seconds)),
  left: (elapsed: number, left: number): string => t('Started {0} ago; this step takes about {1} more.', whole(elapsed), whole(left)),
  losses: t('Log-loss of the fit, by round'),
  key: (fold: number): string => t('Strong lines: fold {0}. Thin lines: other folds.', fold + 1),
  ended: t('Ended in this session'),
  task: t('Task'),
  outcome: t('Outcome'),
  time: t('Time'),
  done: t('done'),
  cancelled: t('cancelled'),
  failed: (reason: string): string => t('failed: {0}', reason),
  duration: (seconds: number): string => (seconds < 10 ? t('{0} s', seconds.toFixed(1)) : whole(seconds)),
  hasEnded: (title: string, outcome: string): string => t('{0}: {1}', title, outcome),
} as const;
