import type { AdaptedFigures, ExternalFigures } from '../../../core/evaluation/studies/externalTest.ts';
import type { ShownTest, ShownTests } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { barCell, barHead } from '../barCell.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

/** How features were taken, and the figures with them. */
type Variant = readonly [id: string, name: string, figures: AdaptedFigures];

/** The model's own cross-validation above the corpora, each with its features as they are and normalised, all on one axis. */
export function overviewTable({ tests }: Pick<ShownTests, 'tests'>): HTMLElement {
  const [first] = tests;
  if (first === undefined) return element('p', {}, '–');
  const { metrics, classes } = first.study.tested;
  const from = Math.min(...(metrics ? [1 / classes.length] : []), ...tests.map(({ study }) => 1 / study.result.classes.length));
  const own = metrics && [
    element(
      'tbody',
      {},
      element(
        'tr',
        { 'data-variant': 'own' },
        element('th', { scope: 'row', colspan: 2 }, words.own, element('span', { class: 'note-line' }, words.ownData(metrics.cv, metrics.nClips, classes.length))),
        barCell({ value: metrics.uar, from, chance: 1 / classes.length }),
        element('td', {}, '–'),
      ),
    ),
  ];
  const table = element(
    'table',
    { id: 'overview', class: 'figures grouped' },
    element('caption', {}, words.caption(from)),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.corpus), element('th', { scope: 'col', class: 'text' }, words.features), barHead(pageWords.uar, from), element('th', { scope: 'col' }, pageWords.intervalHead))),
    ...(own ?? []),
    ...tests.map((test) => corpusRows(test, from)),
  );
  return wideTable(words.overview, table);
}

function corpusRows({ data, study: { result, nSpeakers } }: ShownTest, from: number): HTMLElement {
  const { adapted, normalize, classes } = result;
  const variants: Variant[] = [
    ['raw', normalize === 'raw' ? words.raw : words.bySpeaker, result],
    ...(adapted ? [['corpus', words.adaptedCorpus, adapted.corpus] as const, ['speaker', words.adaptedSpeaker, adapted.speaker] as const] : []),
  ];
  const rows = variants.map(([id, name, figures], i) =>
    element(
      'tr',
      { 'data-corpus': data.name, 'data-variant': id },
      i === 0 ? element('th', { scope: 'rowgroup', rowspan: variants.length }, data.name, element('span', { class: 'note-line' }, words.corpusData(result.nClips, nSpeakers, classes.length))) : undefined,
      element('th', { scope: 'row', class: 'text plain' }, name),
      ...('refused' in figures ? [element('td', { class: 'text', colspan: 2 }, words.refused(figures.refused))] : figureCells(figures, classes.length, from)),
    ),
  );
  return element('tbody', {}, ...rows);
}

function figureCells({ uar, uarInterval }: ExternalFigures, nClasses: number, from: number): HTMLElement[] {
  return [barCell({ value: uar, interval: uarInterval, from, chance: 1 / nClasses }), element('td', {}, uarInterval ? pageWords.range(...uarInterval) : '–')];
}
