import type { ShownRun } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { lossChart } from './lossChart.ts';
import { meanLosses, tableRows, type FoldsLoss, type MeanLosses } from './meanLosses.ts';
import { lossText, words } from './words.ts';

/** How the log-loss fell while a learner learnt in rounds: in words, as a chart and as a table; undefined for other learners and for older runs. */
export function lossSection({ folds, classes }: ShownRun['run']): HTMLElement | undefined {
  const curves = folds.flatMap(({ losses }) => losses ?? []);
  const means = meanLosses(curves);
  const [first, last] = [means[0], means.at(-1)];
  if (first === undefined || last === undefined || curves.length < folds.length) return undefined;
  const kept = curves.flatMap(({ kept }) => kept ?? []);
  const sentences = [
    words.trainingSays(curves.length, first.training.mean, last.training.mean, last.round),
    ...(first.validation && last.validation ? [words.validationSays(first.validation.mean, last.validation.mean), words.keptSays(Math.min(...kept), Math.max(...kept))] : []),
  ];
  const guessing = Math.log(classes.length);
  return element(
    'section',
    { 'aria-labelledby': 'losses-heading' },
    element('h2', { id: 'losses-heading' }, words.heading),
    element('p', { id: 'losses-say' }, sentences.join(' ')),
    element('div', { class: 'tables' }, element('div', {}, lossChart({ id: 'losses-chart', curves, means, guessing }), element('p', { class: 'muted' }, words.key(curves.length, kept.length > 0))), table(tableRows(means), curves.length, guessing)),
  );
}

function table(rows: readonly MeanLosses[], nFolds: number, guessing: number): HTMLElement {
  const hasRange = nFolds > 1;
  const isValidated = rows[0]?.validation !== undefined;
  const heads = [words.round, ...[words.training, ...(isValidated ? [words.validation] : [])].flatMap((name) => [name, ...(hasRange ? [words.range(name)] : [])])];
  const cells = ({ mean, lowest, highest }: FoldsLoss): string[] => [lossText(mean), ...(hasRange ? [pageWords.between(lossText(lowest), lossText(highest))] : [])];
  const body = rows.map(({ round, training, validation }) => element('tr', {}, element('th', { scope: 'row' }, String(round)), ...[...cells(training), ...(validation ? cells(validation) : [])].map((text) => element('td', {}, text))));
  return wideTable(
    words.heading,
    element(
      'table',
      { id: 'losses', class: 'figures' },
      element('caption', {}, words.caption(nFolds, guessing)),
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...body),
    ),
  );
}
