import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ClassifiedClip } from '../../protocol/classifiedView.ts';
import { afterRest } from '../shared/afterRest.ts';
import { element } from '../shared/element.ts';
import { columns, filterTexts, rowsInOrder, rowsWith, type ColumnName, type Order } from './sortClips.ts';
import { words } from './words.ts';

/** What is seen of the table. */
export interface TableState {
  readonly order: Order;
  readonly filter: string;
}

export interface ClipTable {
  readonly node: HTMLElement;
  /** The numbers of all clips that pass the filter, in the order shown. */
  rows(): readonly number[];
}

export interface TableActions {
  open(row: number): void;
  keep(state: TableState): void;
}

/** So many rows are drawn at once, at whatever size of the batch. */
const rowsAPage = 200;

/** A table that is sorted by its headers, filtered by words, and shown in pages. */
export function createClipTable(clips: readonly ClassifiedClip[], restored: TableState, actions: TableActions): ClipTable {
  let { order, filter } = restored;
  let inOrder: readonly number[] = [];
  let rows: readonly number[] = [];
  let page = 0;
  const texts = filterTexts(clips);
  const inUse = columns.filter((column) => ((column !== 'label' && column !== 'verdict') || clips.some(({ label }) => label !== undefined)) && (column !== 'remark' || clips.some(({ remark }) => remark !== undefined)));

  const body = element('tbody', {});
  const headers = inUse.map((column) => {
    const button = element('button', { type: 'button', class: 'sort' }, words.column[column], element('span', { class: 'arrow', 'aria-hidden': 'true' }));
    const cell = element('th', { scope: 'col', class: column === 'probability' ? 'number' : undefined }, button);
    button.addEventListener('click', () => {
      order = { column, descending: order.column === column ? !order.descending : column === 'probability' };
      sort();
      arrange();
    });
    return { column, cell, arrow: button.lastElementChild };
  });
  const table = element('table', { id: 'clips' }, element('thead', {}, element('tr', {}, ...headers.map(({ cell }) => cell))), body);
  const region = element('div', { class: 'wide', role: 'group', 'aria-label': words.tableName, tabindex: 0 }, table);
  const none = element('p', { class: 'muted', hidden: true }, words.noneFound);

  const input = element('input', { id: 'filter', type: 'search', placeholder: words.filterHint, value: filter });
  input.addEventListener('input', () => {
    filter = input.value;
    sifting.ask();
  });
  const shown = element('span', { id: 'shown', role: 'status' });
  const turn = (by: number, text: string): HTMLElement => {
    const button = element('vscode-button', { secondary: true }, text);
    button.addEventListener('click', () => {
      page += by;
      draw();
      region.scrollIntoView({ block: 'nearest' });
    });
    return button;
  };
  const [previous, next] = [turn(-1, words.previous), turn(1, words.next)];
  const pager = element('nav', { class: 'actions', 'aria-label': words.pages }, previous, next);

  const draw = (): void => {
    const from = page * rowsAPage;
    const to = Math.min(rows.length, from + rowsAPage);
    body.replaceChildren(...rows.slice(from, to).map((row) => rowOf(clips[row] as ClassifiedClip, row)));
    shown.textContent = rows.length === 0 ? '' : words.shown(from + 1, to, rows.length);
    pager.hidden = rows.length <= rowsAPage;
    previous.toggleAttribute('disabled', page === 0);
    next.toggleAttribute('disabled', to >= rows.length);
    none.hidden = rows.length > 0;
    region.hidden = rows.length === 0;
  };
  const sort = (): void => {
    inOrder = rowsInOrder(clips, order);
    for (const { column, cell, arrow } of headers) {
      const isSorted = column === order.column;
      cell.setAttribute('aria-sort', isSorted ? (order.descending ? 'descending' : 'ascending') : 'none');
      if (arrow) arrow.textContent = isSorted ? (order.descending ? '▼' : '▲') : '';
    }
  };
  const keeping = afterRest(() => actions.keep({ order, filter }));
  const arrange = (): void => {
    rows = rowsWith(inOrder, texts, filter);
    page = 0;
    draw();
    keeping.ask();
  };
  const sifting = afterRest(arrange);
  const rowOf = (clip: ClassifiedClip, row: number): HTMLElement => {
    const open = element('button', { type: 'button', class: 'link', title: clip.path, 'aria-label': words.open(clip.name) }, clip.name);
    open.addEventListener('click', () => actions.open(row));
    return element('tr', {}, ...inUse.map((column) => (column === 'name' ? element('th', { scope: 'row' }, open) : element('td', { class: column === 'probability' ? 'number' : undefined }, textOf(clip, column)))));
  };

  sort();
  arrange();
  keeping.hurry();
  const node = element('section', { 'aria-label': words.tableName }, element('div', { class: 'tools' }, element('label', { for: 'filter' }, words.filter), input, shown, pager), region, none);
  return {
    node,
    rows() {
      // What is exported is what the filter says, also right after its last letter.
      sifting.hurry();
      return rows;
    },
  };
}

function textOf(clip: ClassifiedClip, column: Exclude<ColumnName, 'name'>): string {
  switch (column) {
    case 'folder':
      return clip.folder;
    case 'estimate':
      // Where there is nothing to judge, the remark is the answer.
      if (clip.remark !== undefined) return '';
      return clip.uncertain ? words.uncertainOf(clip.emotion) : clip.emotion;
    case 'probability':
      return clip.remark !== undefined ? '' : `${Math.round(100 * clip.probability)} %`;
    case 'label':
      return clip.label ?? '';
    case 'verdict':
      return clip.verdict === undefined ? '' : words.verdict[clip.verdict];
    case 'remark':
      return clip.remark ?? '';
  }
}
