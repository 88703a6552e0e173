import { element } from '../shared/element.ts';
import { percentText } from '../shared/numberText.ts';
import { shareAxis, shareBar, type ShareBar } from './shareBar.ts';

/** A cell with a share as a bar and as a number. */
export function barCell(bar: ShareBar): HTMLElement {
  return element('td', { class: 'drawn' }, element('div', {}, shareBar(bar), element('span', {}, percentText(bar.value))));
}

/** The head of a column of such cells, with their axis. */
export function barHead(text: string, from: number): HTMLElement {
  return element('th', { scope: 'col', class: 'drawn' }, element('div', {}, shareAxis(from), element('span', {}, text)));
}
