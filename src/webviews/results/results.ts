import type { FromResultsPage, ResultKey, ResultsPageState, ShownResult, ToResultsPage } from '../../protocol/resultsView.ts';
import { isMatrixCell, type MatrixCell } from '../../protocol/runClips.ts';
import { element } from '../shared/element.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { onThemeChange } from '../shared/theme.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { adoptCellShades } from './cellShades.ts';
import { createCellClips, type CellClips } from './clips/cellClips.ts';
import { createClipPlayer } from './clips/clipPlayer.ts';
import type { ClipActions } from './clips/clipTable.ts';
import type { CellUnit, UnitOfCells } from './confusionTable.ts';
import { emptyView } from './emptyView.ts';
import { externalView } from './external/externalView.ts';
import { leakView } from './leaks/leakView.ts';
import type { ResultsActions } from './resultSelect.ts';
import { runView } from './runView.ts';
import { words } from './words.ts';

type PageState = ResultsPageState & { readonly unit: CellUnit; readonly cell?: MatrixCell | undefined };

const main = document.querySelector('main');
const host = connectToHost<ToResultsPage, FromResultsPage, PageState>(receive);
let state: Partial<PageState> = { ...host.restored, unit: host.restored.unit === 'percent' ? 'percent' : 'counts' };
let cellClips: CellClips | undefined;

const actions: ResultsActions = {
  show: (key) => host.post({ type: 'show', key }),
  start: (action) => host.post({ type: action }),
};
const player = createClipPlayer((clip) => host.post({ type: 'play', clip }));
const clipActions: ClipActions = { player, open: (clip) => host.post({ type: 'open', clip }) };

function keep(changes: Partial<PageState>): void {
  state = { ...state, ...changes };
  host.keep(state as PageState);
}

function receive(message: ToResultsPage): void {
  switch (message.type) {
    case 'sound':
    case 'noSound':
      return player.receive(message);
    case 'clips':
      return cellClips?.show(message.cell, message.clips);
    default:
      show(message);
  }
}

function show(message: ShownResult): void {
  player.stop();
  if (message.type === 'empty') {
    main?.replaceChildren(emptyView(actions));
    return;
  }
  const key: ResultKey = { kind: message.type, id: message.shown.id };
  // What was open is of the result that was shown.
  const cell = state.kind === key.kind && state.id === key.id && isMatrixCell(state.cell) ? state.cell : undefined;
  keep({ ...key, cell });
  // Another result replaces the page: the reader stays on the control that chose it.
  const chooser = document.activeElement?.id;
  main?.replaceChildren(...viewOf(message));
  // Its inner control exists only once the element library has rendered it.
  if (chooser === 'results' || chooser === 'corpora') requestAnimationFrame(() => document.getElementById(chooser)?.focus());
  if (cell) cellClips?.choose(cell);
}

function viewOf(message: Exclude<ShownResult, { readonly type: 'empty' }>): HTMLElement[] {
  const cells: UnitOfCells = { unit: state.unit ?? 'counts', chosen: (unit) => keep({ unit }) };
  cellClips = undefined;
  switch (message.type) {
    case 'run': {
      const { id, run } = message.shown;
      cellClips = createCellClips(run.classes, clipActions, (cell) => host.post({ type: 'clips', run: id, cell }), (cell) => keep({ cell }));
      return runView(message.shown, message.choices, actions, cells, cellClips);
    }
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
