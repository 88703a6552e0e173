import type { RunRow } from '../../../protocol/runTable.ts';
import { element } from '../../shared/element.ts';
import { countText, percentText } from '../../shared/numberText.ts';
import { shareCell } from '../classTable.ts';
import { durationText, momentText } from '../timeText.ts';
import { nextOrder, runColumns, sortRuns, type RunColumn, type RunOrder } from './sortRuns.ts';
import { words } from './words.ts';

export interface RunsTableActions {
  showRun(id: number): void;
  sorted(order: RunOrder): void;
  chosen(ids: readonly number[]): void;
}

interface Column {
  readonly head: string;
  readonly isText: boolean;
  cell(row: RunRow): HTMLElement;
}

const text = (value: string): HTMLElement => element('td', { class: 'text' }, value);
const number = (value: string): HTMLElement => element('td', {}, value);

function columnsOf({ showRun }: RunsTableActions): Readonly<Record<RunColumn, Column>> {
  const link = ({ id, modelName, extras }: RunRow): HTMLElement => {
    const name = [modelName, ...extras].join(', ');
    const button = element('button', { type: 'button', class: 'link', 'aria-label': words.showRun(name, id) }, name);
    button.addEventListener('click', () => showRun(id));
    return element('td', { class: 'text' }, button);
  };
  return {
    id: { head: words.number, isText: false, cell: ({ id }) => element('th', { scope: 'row' }, String(id)) },
    model: { head: words.model, isText: true, cell: link },
    data: { head: words.corpus, isText: true, cell: ({ data, synthetic }) => text(synthetic ? words.synthetic(data) : data) },
    features: { head: words.features, isText: true, cell: ({ featureSet, normalize }) => text(normalize ? words.normalised(featureSet) : featureSet) },
    cv: { head: words.protocol, isText: true, cell: ({ cv }) => text(cv) },
    uar: { head: words.uar, isText: false, cell: ({ uar, uarInterval }) => shareCell(uar, uarInterval) },
    accuracy: { head: words.accuracy, isText: false, cell: ({ accuracy }) => number(percentText(accuracy)) },
    nClips: { head: words.clips, isText: false, cell: ({ nClips }) => number(countText(nClips)) },
    ms: { head: words.time, isText: false, cell: ({ ms }) => number(durationText(ms)) },
    endedAt: { head: words.ended, isText: false, cell: ({ endedAt }) => number(momentText(endedAt)) },
  };
}

/** All runs, sorted by any column; the boxes of the first column choose runs to compare. */
export function runsTable(rows: readonly RunRow[], order: RunOrder, chosen: readonly number[], actions: RunsTableActions): HTMLTableElement {
  const columns = columnsOf(actions);
  const body = element('tbody', {});
  const boxes = new Map(rows.map((row) => [row.id, boxOf(row, chosen.includes(row.id))]));
  const lines = new Map(rows.map((row) => [row.id, element('tr', { 'data-run': row.id }, element('td', { class: 'text' }, boxes.get(row.id)), ...runColumns.map((name) => columns[name].cell(row)))]));
  let current = order;
  const heads = runColumns.map((name) => {
    const { head, isText } = columns[name];
    const button = element('button', { type: 'button', title: words.sortBy(head) }, head, element('span', { class: 'arrow', 'aria-hidden': 'true' }));
    button.addEventListener('click', () => {
      sort(nextOrder(current, name));
      actions.sorted(current);
    });
    return { name, node: element('th', { scope: 'col', class: isText ? 'text' : undefined, 'data-column': name }, button) };
  });
  const sort = (next: RunOrder): void => {
    current = next;
    for (const { name, node } of heads) node.setAttribute('aria-sort', name !== next.column ? 'none' : next.isDescending ? 'descending' : 'ascending');
    body.replaceChildren(...sortRuns(rows, next).flatMap(({ id }) => lines.get(id) ?? []));
  };
  body.addEventListener('change', () => actions.chosen([...boxes].flatMap(([id, box]) => (box.checked ? [id] : []))));
  sort(order);
  return element(
    'table',
    { id: 'runs', class: 'figures' },
    element('caption', {}, words.caption),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'text' }, element('span', { class: 'visually-hidden' }, words.compareColumn)), ...heads.map(({ node }) => node))),
    body,
  );
}

const boxOf = ({ id, modelName }: RunRow, checked: boolean): HTMLInputElement => element('input', { type: 'checkbox', class: 'box', checked, 'aria-label': words.chooseRun(id, modelName) });
