import type { RunRow, ShownChange, ShownFlips } from '../../../protocol/runTable.ts';
import { element } from '../../shared/element.ts';
import { countText, percentText } from '../../shared/numberText.ts';
import { barCell, barHead } from '../barCell.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

const heads = (texts: readonly string[]): HTMLElement[] => texts.map((text) => element('th', { scope: 'col' }, text));
const cells = (texts: readonly string[]): HTMLElement[] => texts.map((text) => element('td', {}, text));

/** The figures by which runs are compared, of both, and their differences. */
export function changedFigures({ first, second }: ShownChange, { figures, nClips, nSpeakers }: ShownFlips): HTMLElement {
  const names: readonly (readonly [keyof ShownFlips['figures'] & keyof RunRow, string])[] = [['uar', pageWords.uar], ['accuracy', pageWords.accuracy], ['macroF1', pageWords.macroF1]];
  const rows = names.map(([id, name]) => {
    const { value, interval } = figures[id];
    return element('tr', { 'data-figure': id }, element('th', { scope: 'row' }, name), ...cells([percentText(first[id]), percentText(second[id]), words.points(value), interval ? words.between(interval) : '–']));
  });
  const table = element(
    'table',
    { id: 'changed', class: 'figures' },
    element('caption', {}, words.figuresCaption(nClips, nSpeakers)),
    element('thead', {}, element('tr', {}, ...heads([words.figure, words.run(first.id), words.run(second.id), words.difference, words.interval]))),
    element('tbody', {}, ...rows),
  );
  return wideTable(words.figures, table);
}

/** The recall of each class in both runs, on one axis. */
export function changedRecalls({ first, second }: ShownChange, { recalls }: ShownFlips): HTMLElement {
  const rows = recalls.map((recall) =>
    element(
      'tr',
      { 'data-class': recall.name },
      element('th', { scope: 'row' }, recall.name),
      barCell({ value: recall.second, from: 0, mark: recall.first }),
      ...cells([percentText(recall.first), words.points(recall.second - recall.first), countText(recall.support)]),
    ),
  );
  const table = element(
    'table',
    { id: 'recalls', class: 'figures' },
    element('caption', {}, words.perClassCaption(first.id, second.id)),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, pageWords.emotion), barHead(words.run(second.id), 0), ...heads([words.run(first.id), words.difference, pageWords.clips]))),
    element('tbody', {}, ...rows),
  );
  return wideTable(words.perClass, table);
}
