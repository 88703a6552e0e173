import { t } from '../../shared/l10n.ts';
import { countText } from '../../shared/numberText.ts';

/** What the table of all runs says. */
export const words = {
  all: t('All runs'),
  none: t('No cross-validation is stored yet.'),
  caption: t('Stored cross-validations. UAR with its 95 % interval over speakers; time is that of fitting and predicting.'),
  compareColumn: t('Compare'),
  number: t('Run'),
  model: t('Model'),
  corpus: t('Corpus'),
  features: t('Features'),
  protocol: t('Protocol'),
  uar: t('UAR'),
  accuracy: t('Accuracy'),
  clips: t('Clips'),
  time: t('Time'),
  ended: t('Ended'),
  sortBy: (column: string): string => t('Sort by {0}', column),
  normalised: (features: string): string => t('{0}, by speaker', features),
  synthetic: (corpus: string): string => t('{0} (synthetic)', corpus),
  showRun: (model: string, id: number): string => t('{0}: show run {1}', model, id),
  chooseRun: (id: number, model: string): string => t('Choose run {0}, {1}', id, model),
  compare: t('Compare'),
  chooseTwo: (n: number): string => (n === 1 ? t('1 run is chosen; choose another to compare them.') : t('{0} runs are chosen; two are compared.', countText(n))),
  chooseAny: t('Choose two runs to compare what they have right and wrong.'),
  canCompare: (first: number, second: number): string => t('Run {0} and run {1} are chosen.', first, second),
  others: t('Other results'),
} as const;
