import { t } from '../../shared/l10n.ts';
import { countText } from '../../shared/numberText.ts';

export const lossText = (loss: number): string => loss.toFixed(3);

/** What the page says of how a learner's losses fell. */
export const words = {
  heading: t('Log-loss by round'),
  xTitle: t('rounds of boosting'),
  yTitle: t('mean log-loss (nats)'),
  training: t('Training'),
  validation: t('Validation'),
  guessing: t('Guessing'),
  round: t('Rounds'),
  range: (name: string): string => t('{0}, over the folds', name),
  trainingSays: (nFolds: number, first: number, last: number, nRounds: number): string => {
    const values = [lossText(first), lossText(last), countText(nRounds)] as const;
    return nFolds === 1 ? t('On the clips learnt from, log-loss goes from {0} to {1} in {2} rounds.', ...values) : t('On the clips learnt from, log-loss goes from {0} to {1} in {2} rounds, which all folds have (means over the folds).', ...values);
  },
  validationSays: (first: number, last: number): string => t('On the training speakers that were held out to stop early, it goes from {0} to {1}.', lossText(first), lossText(last)),
  keptSays: (fewest: number, most: number): string =>
    fewest === most ? t('The rounds that are kept end where that is lowest: {0}.', countText(fewest)) : t('The rounds that are kept end where that is lowest: {0} to {1}, by fold.', countText(fewest), countText(most)),
  key: (nFolds: number, isValidated: boolean): string => {
    if (nFolds === 1) return isValidated ? t('The ring marks the round with which the model ends.') : t('Less is better; the clips of the test side play no part in it.');
    return isValidated ? t('Strong lines: means over the folds, as far as all of them go. Thin lines: single folds. Rings: the rounds with which their models end.') : t('Strong line: the mean over the folds. Thin lines: single folds.');
  },
  caption: (nFolds: number, guessing: number): string =>
    nFolds === 1 ? t('Mean log-loss in nats after so many rounds; guessing has {0}.', lossText(guessing)) : t('Mean log-loss in nats after so many rounds, as the mean and the range over the folds; guessing has {0}.', lossText(guessing)),
} as const;
