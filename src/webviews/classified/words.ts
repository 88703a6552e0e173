import { t } from '../shared/l10n.ts';
import { countText } from '../shared/numberText.ts';

/** All that the page of classified clips says. */
export const words = {
  reading: t('Reading the estimates…'),
  title: t('Classified clips'),
  emptyTitle: t('There is no list of classified clips yet'),
  empty: t('Classify several files or a folder: right-click them in the Explorer or in the corpora, and choose Classify Emotion. Their estimates are listed here.'),
  choose: t('Choose Audio Files…'),
  model: t('Estimated by'),
  clips: t('Clips'),
  caution: t('These are estimates, not facts about the people who speak. Do not use them to judge anyone.'),
  byStarter: t('The starter model learnt from acted English speech; not for commercial use.'),
  synthetic: t('The model was trained on synthetic speech: its estimates say nothing about human speech.'),
  totals: t('Clips by estimate'),
  uncertain: t('uncertain'),
  uncertainOf: (emotion: string): string => t('uncertain ({0})', emotion),
  learntFrom: t('The starter model learnt from RAVDESS, of which clips are among these: figures on them are no test of it.'),
  agreement: (right: number, labelled: number): string =>
    labelled === 1
      ? t('{0} of 1 clip with a label of its corpus is estimated as labelled; what is uncertain is not. This is no test of a model that has learnt from it.', countText(right))
      : t('{0} of {1} clips with a label of their corpus are estimated as labelled; what is uncertain is not. This is no test of a model that has learnt from them.', countText(right), countText(labelled)),
  filter: t('Filter'),
  filterHint: t('Words of a name, a folder, an emotion…'),
  shown: (from: number, to: number, total: number): string => t('{0}–{1} of {2}', countText(from), countText(to), countText(total)),
  noneFound: t('No clip holds all of these words.'),
  previous: t('Previous'),
  next: t('Next'),
  pages: t('Pages of the table'),
  exportCsv: t('Export as CSV…'),
  copyCsv: t('Copy as CSV'),
  copyMarkdown: t('Copy as Markdown'),
  column: { name: t('Clip'), folder: t('Folder'), estimate: t('Estimate'), probability: t('Probability'), label: t('Label'), verdict: t('Against the label'), remark: t('Remark') },
  verdict: { right: t('right'), wrong: t('wrong') },
  open: (name: string): string => t('Open {0}', name),
  problems: (n: number): string => (n === 1 ? t('1 file could not be classified') : t('{0} files could not be classified', countText(n))),
  otherProblems: (n: number): string => t('and {0} more', countText(n)),
  tableName: t('Estimates'),
} as const;
