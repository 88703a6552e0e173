import { t } from '../../shared/l10n.ts';
import { countText } from '../../shared/numberText.ts';

/** What lists of clips say. */
export const words = {
  cell: (n: number, labelled: string, predicted: string): string =>
    n === 1 ? t('1 clip of {0} predicted as {1}', labelled, predicted) : t('{0} clips of {1} predicted as {2}', countText(n), labelled, predicted),
  surest: t('Those that the learner was surest of first.'),
  highest: t('The highest score first; scores rank the emotions of a clip and are no probabilities.'),
  inOrder: t('In the order of the folds.'),
  reading: t('Reading the clips…'),
  file: t('Clip'),
  speaker: t('Speaker'),
  fold: t('Fold'),
  probabilityOf: (emotion: string): string => t('Probability of {0}', emotion),
  scoreOf: (emotion: string): string => t('Score of {0}', emotion),
  listen: t('Listen'),
  play: t('Play'),
  stop: t('Stop'),
  open: t('Open'),
  playOf: (file: string): string => t('Play {0}', file),
  stopOf: (file: string): string => t('Stop {0}', file),
  openOf: (file: string): string => t('Open {0} in the clip editor', file),
  close: t('Close the list'),
  all: (n: number): string => t('Show all {0} clips', countText(n)),
  notPlayable: (file: string): string => t('{0} cannot be played here. Open it in the clip editor, which draws it or says what is wrong.', file),
  hint: t('Choose a cell to list its clips; the arrow keys lead from cell to cell.'),
} as const;
