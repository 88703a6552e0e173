import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ResultChoice } from '../../../protocol/resultsView.ts';
import type { RunRow } from '../../../protocol/runTable.ts';
import { element } from '../../shared/element.ts';
import { actionButton, type ResultsActions } from '../resultSelect.ts';
import { wideTable } from '../wideTable.ts';
import { runsTable } from './runsTable.ts';
import type { RunOrder } from './sortRuns.ts';
import { words } from './words.ts';

/** How the table of all runs was left, and who remembers it. */
export interface RunsMemory {
  readonly order: RunOrder;
  /** Runs that are checked. */
  readonly chosen: readonly number[];
  keep(changes: { readonly order?: RunOrder; readonly chosen?: readonly number[] }): void;
}

/** All runs side by side, two of which can be compared, and the way to all other results. */
export function runsView(rows: readonly RunRow[], others: readonly ResultChoice[], actions: ResultsActions, memory: RunsMemory): HTMLElement[] {
  const { order, keep } = memory;
  const status = element('p', { class: 'muted', id: 'chosen', role: 'status' });
  const compare = element('vscode-button', { id: 'compare' }, words.compare);
  // From the older to the newer.
  let chosen = memory.chosen.filter((id) => rows.some((row) => row.id === id)).toSorted((a, b) => a - b);
  const show = (): void => {
    const [first = 0, second = 0] = chosen;
    compare.disabled = chosen.length !== 2;
    status.textContent = chosen.length === 0 ? words.chooseAny : chosen.length === 2 ? words.canCompare(first, second) : words.chooseTwo(chosen.length);
  };
  compare.addEventListener('click', () => {
    const [first, second] = chosen;
    if (first !== undefined && second !== undefined && chosen.length === 2) actions.show({ kind: 'change', first, second });
  });
  show();
  const table = runsTable(rows, order, chosen, {
    showRun: (id) => actions.show({ kind: 'run', id }),
    sorted: (next) => keep({ order: next }),
    chosen: (ids) => {
      chosen = ids.toSorted((a, b) => a - b);
      keep({ chosen });
      show();
    },
  });
  const head = element('div', { class: 'title' }, element('h1', { id: 'runs-heading' }, words.all), element('div', { class: 'actions' }, actionButton('crossValidate', actions)));
  const runs = rows.length === 0 ? [element('p', {}, words.none)] : [wideTable(words.all, table), ...(rows.length > 1 ? [element('div', { class: 'actions compare' }, compare, status)] : [])];
  return [element('section', { 'aria-labelledby': 'runs-heading' }, head, ...runs), ...(others.length > 0 ? [otherResults(others, actions)] : [])];
}

function otherResults(others: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const links = others.map(({ kind, id, title }) => {
    const button = element('button', { type: 'button', class: 'link' }, title);
    button.addEventListener('click', () => actions.show({ kind, id }));
    return element('li', {}, button);
  });
  return element('section', { 'aria-labelledby': 'others-heading' }, element('h2', { id: 'others-heading' }, words.others), element('ul', { class: 'sentences' }, ...links));
}
