import type { ShownTest } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { wideTable } from '../wideTable.ts';
import { words } from './words.ts';

/** Which words of the corpus stand for which emotions of the model, and which for none. */
export function labelTable({ result, nUnmatched }: ShownTest['study']): HTMLElement {
  const { labelMap, unmatched } = result;
  const matched = Object.entries(labelMap).map(([label, name]) => element('tr', {}, element('th', { scope: 'row' }, label), element('td', { class: 'text' }, name)));
  const others = unmatched.map((label) => element('tr', {}, element('th', { scope: 'row' }, label), element('td', { class: 'text muted' }, words.noClass)));
  const table = element(
    'table',
    { id: 'labels', class: 'figures' },
    element('caption', {}, words.labelsCaption),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.label), element('th', { scope: 'col', class: 'text' }, words.modelClass))),
    element('tbody', {}, ...matched, ...others),
  );
  return element('section', { 'aria-labelledby': 'labels-heading' }, element('h3', { id: 'labels-heading' }, words.labels), wideTable(words.labels, table), nUnmatched > 0 ? element('p', { class: 'muted' }, words.leftOut(nUnmatched)) : undefined);
}
