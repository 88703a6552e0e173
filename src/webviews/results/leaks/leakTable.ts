import type { ShownLeaks } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { barCell, barHead } from '../barCell.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

/** A group of rows for each kind of test, in it a row for each learner, all on one axis from chance to 1. */
export function leakTable({ learners }: Pick<ShownLeaks, 'learners'>): HTMLElement {
  const [first] = learners;
  if (first === undefined) return element('p', {}, '–');
  const from = Math.min(...first.rows.map(({ nClasses }) => 1 / nClasses));
  const hasSeveral = learners.length > 1;
  const groups = first.rows.map((row, i) => {
    const [name, ...lines] = words.row(row);
    const head = element('th', { scope: hasSeveral ? 'rowgroup' : 'row', rowspan: learners.length }, name, ...lines.map((text) => element('span', { class: 'note-line' }, text)));
    const rows = learners.map(({ modelName, rows }, place) => {
      const { uar, uarInterval, nClasses } = rows[i] ?? row;
      return element(
        'tr',
        { 'data-kind': row.kind },
        place === 0 ? head : undefined,
        hasSeveral ? element('th', { scope: 'row', class: 'text plain' }, modelName) : undefined,
        barCell({ value: uar, interval: uarInterval, from, chance: 1 / nClasses }),
        element('td', {}, uarInterval ? pageWords.range(...uarInterval) : '–'),
      );
    });
    return element('tbody', {}, ...rows);
  });
  const table = element(
    'table',
    { id: 'leaks', class: 'figures grouped' },
    element('caption', {}, words.caption(from)),
    element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col' }, words.testedOn), hasSeveral ? element('th', { scope: 'col', class: 'text' }, words.learner) : undefined, barHead(pageWords.uar, from), element('th', { scope: 'col' }, pageWords.intervalHead)),
    ),
    ...groups,
  );
  return wideTable(words.rows, table);
}
