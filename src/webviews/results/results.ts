import { shownPlace, type FromResultsPage, type ResultsPlace, type ShownResult, type ShownTests, type ToResultsPage } from '../../protocol/resultsView.ts';
import { isMatrixCell, type MatrixCell } from '../../protocol/runClips.ts';
import { element } from '../shared/element.ts';
import { failedView } from '../shared/failedView.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { onThemeChange } from '../shared/theme.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { adoptCellShades } from './cellShades.ts';
import { changeView } from './change/changeView.ts';
import { createCellClips, type CellClips } from './clips/cellClips.ts';
import { createClipPlayer } from './clips/clipPlayer.ts';
import type { ClipActions } from './clips/clipTable.ts';
import type { CellUnit, UnitOfCells } from './confusionTable.ts';
import { addCopyMenus } from './copy/copyMenus.ts';
import { curveView } from './curve/curveView.ts';
import { emptyView } from './emptyView.ts';
import { externalView } from './external/externalView.ts';
import { importanceView } from './importance/importanceView.ts';
import { leakView } from './leaks/leakView.ts';
import { pairsView } from './pairs/pairsView.ts';
import type { ResultsActions } from './resultSelect.ts';
import { robustnessView } from './robustness/robustnessView.ts';
import { runsView, type RunsMemory } from './runs/runsView.ts';
import { orderOfState, type RunOrder } from './runs/sortRuns.ts';
import { runView } from './runView.ts';
import { words } from './words.ts';

/** How the page was left, beside what it showed. */
interface Looks {
  readonly unit: CellUnit;
  /** Whose clips are listed, in the run that is shown. */
  readonly cell?: MatrixCell | undefined;
  readonly order: RunOrder;
  /** Runs that are checked in the table of all. */
  readonly chosen: readonly number[];
}

const main = document.querySelector('main');
const host = connectToHost<ToResultsPage, FromResultsPage, ResultsPlace & Looks>(receive);
const { restored } = host;
let place: unknown = restored;
let looks: Looks = {
  unit: restored.unit === 'percent' ? 'percent' : 'counts',
  cell: isMatrixCell(restored.cell) ? restored.cell : undefined,
  order: orderOfState(restored.order),
  chosen: Array.isArray(restored.chosen) ? restored.chosen.filter((id) => Number.isSafeInteger(id)) : [],
};
let cellClips: CellClips | undefined;

const actions: ResultsActions = {
  show: (key) => host.post({ type: 'show', key }),
  start: (action) => host.post({ type: action }),
};
const player = createClipPlayer((clip) => host.post({ type: 'play', clip }));
const clipActions: ClipActions = { player, open: (clip) => host.post({ type: 'open', clip }) };

function receive(message: ToResultsPage): void {
  switch (message.type) {
    case 'sound':
    case 'noSound':
      return player.receive(message);
    case 'clips':
      cellClips?.show(message.cell, message.clips);
      return addMenus();
    case 'failed':
      player.stop();
      return main?.replaceChildren(failedView(message.message, () => host.post({ type: 'ready' })));
    default:
      show(message);
  }
}

function show(message: ShownResult): void {
  player.stop();
  const next = shownPlace(message);
  // What was open is of what was shown.
  const cell = next && isSamePlace(place, next) ? looks.cell : undefined;
  place = next;
  const keep = (changes: Partial<Looks>): void => {
    looks = { ...looks, ...changes };
    if (next) host.keep({ ...next, ...looks });
  };
  keep({ cell });
  // Another result replaces the page: the reader stays on the control that chose it.
  const focused = document.activeElement;
  const hadFocus = main?.contains(focused) === true;
  main?.replaceChildren(...viewOf(message, keep));
  addMenus();
  // Its inner control exists only once the element library has rendered it.
  if (hadFocus) requestAnimationFrame(() => focusAfter(focused?.id ?? ''));
  if (cell) cellClips?.choose(cell);
}

function addMenus(): void {
  if (main) addCopyMenus(main, main.querySelector('h1')?.textContent ?? '', (figure) => host.post(figure));
}

/** The control of this name where the new page has it too, else the new page's title. */
function focusAfter(id: string): void {
  const title = document.querySelector('h1');
  title?.setAttribute('tabindex', '-1');
  (['results', 'corpora'].includes(id) ? document.getElementById(id) : title)?.focus();
}

const isSamePlace = (kept: unknown, next: ResultsPlace): boolean => typeof kept === 'object' && kept !== null && Object.entries(next).every(([name, value]) => (kept as Record<string, unknown>)[name] === value);

function viewOf(message: ShownResult, keep: (changes: Partial<Looks>) => void): HTMLElement[] {
  const cells: UnitOfCells = { unit: looks.unit, chosen: (unit) => keep({ unit }) };
  cellClips = undefined;
  switch (message.type) {
    case 'empty':
      return [emptyView(actions)];
    case 'runs': {
      const memory: RunsMemory = { order: looks.order, chosen: looks.chosen, keep };
      return runsView(message.rows, message.choices, actions, memory);
    }
    case 'change':
      return changeView(message.shown, actions, clipActions);
    case 'run': {
      const { id, run } = message.shown;
      cellClips = createCellClips(run.classes, clipActions, (cell) => host.post({ type: 'clips', result: { kind: 'run', id }, cell }), (cell) => keep({ cell }));
      return runView(message.shown, message.choices, actions, cells, cellClips);
    }
    case 'leak':
      return leakView(message.shown, message.choices, actions);
    case 'curve':
      return curveView(message.shown, message.choices, actions);
    case 'robustness':
      return robustnessView(message.shown, message.choices, actions);
    case 'pairs':
      return pairsView(message.shown, message.choices, actions);
    case 'importance':
      return importanceView(message.shown, message.choices, actions);
    case 'external':
      return externalView(message.shown, message.choices, actions, cells, (cellClips = clipsOfTest(message.shown, keep)));
  }
}

/** The list below the matrix of the test that is shown in full, if its clips are kept with it. */
function clipsOfTest({ id, tests }: ShownTests, keep: (changes: Partial<Looks>) => void): CellClips | undefined {
  const test = tests.find((each) => each.id === id);
  return test?.hasClips ? createCellClips(test.study.result.classes, clipActions, (cell) => host.post({ type: 'clips', result: { kind: 'external', id }, cell }), (cell) => keep({ cell })) : undefined;
}

main?.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
onThemeChange(adoptCellShades());
keepSpaceFromScrolling();
host.post({ type: 'ready' });
