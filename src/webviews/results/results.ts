import type { FromResultsPage, ResultKey, ResultsPageState, ToResultsPage } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { onThemeChange } from '../shared/theme.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { adoptCellShades } from './cellShades.ts';
import type { CellUnit, UnitOfCells } from './confusionTable.ts';
import { emptyView } from './emptyView.ts';
import { externalView } from './external/externalView.ts';
import { leakView } from './leaks/leakView.ts';
import type { ResultsActions } from './resultSelect.ts';
import { runView } from './runView.ts';
import { words } from './words.ts';

type PageState = ResultsPageState & { readonly unit: CellUnit };

const main = document.querySelector('main');
const host = connectToHost<ToResultsPage, FromResultsPage, PageState>(receive);
let unit: CellUnit = host.restored.unit === 'percent' ? 'percent' : 'counts';

const actions: ResultsActions = {
  show: (key) => host.post({ type: 'show', key }),
  start: (action) => host.post({ type: action }),
};

function receive(message: ToResultsPage): void {
  if (message.type === 'empty') {
    main?.replaceChildren(emptyView(actions));
    return;
  }
  const key: ResultKey = { kind: message.type, id: message.shown.id };
  const keep = (): void => host.keep({ ...key, unit });
  const cells: UnitOfCells = {
    unit,
    chosen: (next) => {
      unit = next;
      keep();
    },
  };
  // Another result replaces the page: the reader stays on the control that chose it.
  const chooser = document.activeElement?.id;
  main?.replaceChildren(...viewOf(message, cells));
  // Its inner control exists only once the element library has rendered it.
  if (chooser === 'results' || chooser === 'corpora') requestAnimationFrame(() => document.getElementById(chooser)?.focus());
  keep();
}

function viewOf(message: Exclude<ToResultsPage, { readonly type: 'empty' }>, cells: UnitOfCells): HTMLElement[] {
  switch (message.type) {
    case 'run':
      return runView(message.shown, message.choices, actions, cells);
    case 'leak':
      return leakView(message.shown, message.choices, actions);
    case 'external':
      return externalView(message.shown, message.choices, actions, cells);
  }
}

main?.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
onThemeChange(adoptCellShades());
keepSpaceFromScrolling();
host.post({ type: 'ready' });
