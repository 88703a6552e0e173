import { element } from '../../shared/element.ts';

/** A table of texts whose first cells name the rows; `left` are the columns that hold words, beside the first. */
export function plainTable(id: string, caption: string, heads: readonly string[], rows: readonly (readonly string[])[], left: readonly number[]): HTMLTableElement {
  const look = (column: number): { class?: string } => (left.includes(column) ? { class: 'text' } : {});
  return element(
    'table',
    { id, class: 'figures' },
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads.map((head, column) => element('th', { scope: 'col', ...look(column) }, head)))),
    element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map((cell, column) => (column === 0 ? element('th', { scope: 'row' }, cell) : element('td', look(column), cell)))))),
  );
}

/** A number with its sign. */
export const signedText = (value: number, decimals = 2): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`;
