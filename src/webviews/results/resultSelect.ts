import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { ResultChoice, ResultsAction, ResultsPlace } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { words as runsWords } from './runs/words.ts';
import { words } from './words.ts';

/** What the page asks its host for. */
export interface ResultsActions {
  show(place: ResultsPlace): void;
  start(action: ResultsAction): void;
}

/** A button that starts something. */
export function actionButton(action: ResultsAction, { start }: ResultsActions, look: 'primary' | 'secondary' = 'secondary'): HTMLElement {
  const button = element('vscode-button', { id: action, secondary: look === 'secondary' }, words.actions[action]);
  button.addEventListener('click', () => start(action));
  return button;
}

/** A select with a label to its left. */
export function labelledSelect(id: string, label: string, options: readonly { readonly title: string; readonly isShown: boolean }[], chosen: (index: number) => void): HTMLElement {
  const items = options.map(({ title, isShown }, i) => element('vscode-option', { value: i, selected: isShown }, title));
  const select = element('vscode-single-select', { id, label }, ...items);
  select.addEventListener('change', () => {
    const index = Number(select.value);
    if (options[index]?.isShown === false) chosen(index);
  });
  return element('div', { class: 'choice' }, element('span', { class: 'muted', 'aria-hidden': 'true' }, label), select);
}

/** The title of a result, the choice of another, and the button that makes one like it. */
export function resultTitle(title: string, choices: readonly ResultChoice[], action: ResultsAction, actions: ResultsActions): HTMLElement {
  const select = labelledSelect('results', words.choose, choices, (i) => {
    const choice = choices[i];
    if (choice) actions.show({ kind: choice.kind, id: choice.id });
  });
  return element('div', { class: 'title' }, element('h1', {}, title), element('div', { class: 'actions' }, select, allRunsButton(actions), actionButton(action, actions)));
}

/** The way to the table of all runs. */
export function allRunsButton({ show }: ResultsActions): HTMLElement {
  const button = element('vscode-button', { id: 'allRuns', secondary: true }, runsWords.all);
  button.addEventListener('click', () => show({ kind: 'runs' }));
  return button;
}
