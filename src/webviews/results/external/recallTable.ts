import type { ShownTest } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { countText, percentText } from '../../shared/numberText.ts';
import { barCell, barHead } from '../barCell.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

/** The recall of each shared emotion beside that of the model's own cross-validation, then precision and F1. */
export function recallTable({ result, tested: { metrics } }: ShownTest['study']): HTMLElement {
  const { classes, perClass, recallFall } = result;
  const rows = classes.map((name) => {
    const figures = perClass[name];
    const own = metrics?.recall[name];
    const compared = metrics ? [percentText(own), words.fallText(recallFall?.[name])] : [];
    const texts = [...compared, percentText(figures?.precision), percentText(figures?.f1), countText(figures?.support ?? 0)];
    return element('tr', { 'data-class': name }, element('th', { scope: 'row' }, name), barCell({ value: figures?.recall ?? Number.NaN, from: 0, mark: own }), ...texts.map((text) => element('td', {}, text)));
  });
  const heads = [...(metrics ? [words.ownRecall, words.fallHead] : []), pageWords.precision, pageWords.f1, pageWords.clips].map((text) => element('th', { scope: 'col' }, text));
  const table = element(
    'table',
    { id: 'recalls', class: 'figures' },
    element('caption', {}, metrics ? words.perClassCaption : words.perClassCaptionAlone),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, pageWords.emotion), barHead(pageWords.recall, 0), ...heads)),
    element('tbody', {}, ...rows),
  );
  return element('section', { 'aria-labelledby': 'recalls-heading' }, element('h3', { id: 'recalls-heading' }, words.perClass), wideTable(words.perClass, table));
}
