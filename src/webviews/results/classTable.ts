import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { meanAndDeviation } from './spread.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

/** Precision, recall, F1 and support of each class, with the unweighted means that UAR and macro F1 are. */
export function classSection({ classes, perClass }: ShownRun['run']): HTMLElement {
  const mean = (figure: 'precision' | 'recall' | 'f1'): string => percentText(meanAndDeviation(classes.map((name) => perClass[name]?.[figure] ?? Number.NaN)).mean);
  const head = [words.emotion, words.precision, words.recall, words.f1, words.support].map((text) => element('th', { scope: 'col' }, text));
  const rows = classes.map((name) => {
    const figures = perClass[name];
    const cells = [percentText(figures?.precision), percentText(figures?.recall), percentText(figures?.f1), countText(figures?.support ?? 0)];
    return element('tr', { 'data-class': name }, element('th', { scope: 'row' }, name), ...cells.map((text) => element('td', {}, text)));
  });
  const foot = [mean('precision'), mean('recall'), mean('f1'), ''].map((text) => element('td', {}, text));
  const table = element(
    'table',
    { id: 'classes', class: 'figures' },
    element('caption', {}, words.classesCaption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, words.classMean), ...foot)),
  );
  return element('section', { 'aria-labelledby': 'classes-heading' }, element('h2', { id: 'classes-heading' }, words.classes), wideTable(words.classes, table));
}
