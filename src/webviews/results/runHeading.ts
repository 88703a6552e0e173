import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { RunChoice, ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { note } from '../shared/note.ts';
import { countText } from '../shared/numberText.ts';
import { sharesSpeakers } from './protocolOfRun.ts';
import { words } from './words.ts';

export interface RunActions {
  show(id: number): void;
  crossValidate(): void;
}

function timeText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function endedText(endedAt: string): string {
  const date = new Date(endedAt);
  return Number.isNaN(date.getTime()) ? endedAt : date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

function runSelect(shown: number, choices: readonly RunChoice[], show: (id: number) => void): HTMLElement {
  const options = choices.map(({ id, title }) => element('vscode-option', { value: id, selected: id === shown }, title));
  const select = element('vscode-single-select', { id: 'runs', label: words.choose }, ...options);
  select.addEventListener('change', () => {
    const id = Number(select.value);
    if (id !== shown && Number.isSafeInteger(id)) show(id);
  });
  return element('div', { class: 'choice' }, element('span', { class: 'muted', 'aria-hidden': 'true' }, words.choose), select);
}

/** What was evaluated and how, the choice of another run, and what a reader must know before reading the figures. */
export function runHeading({ id, modelName, endedAt, run }: ShownRun, choices: readonly RunChoice[], actions: RunActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  fillFactList(list, [
    [words.factProtocol, run.cv],
    [words.factSeed, String(run.seed)],
    [words.factCorpus, run.data.synthetic ? words.syntheticCorpus : run.data.corpus],
    [words.factFeatures, run.data.featureSet],
    [words.factClips, countText(run.nClips)],
    [words.factSpeakers, countText(run.nSpeakers)],
    [words.factTime, `${timeText(run.fitMs)} + ${timeText(run.predictMs)}`],
    [words.factEnded, endedText(endedAt)],
  ]);
  const button = element('vscode-button', { id: 'crossValidate', secondary: true }, words.crossValidate);
  button.addEventListener('click', () => actions.crossValidate());
  return element(
    'header',
    {},
    element('div', { class: 'title' }, element('h1', {}, words.title(modelName, run.data.name)), element('div', { class: 'actions' }, runSelect(id, choices, actions.show), button)),
    list,
    run.data.synthetic ? note('info', words.synthetic) : undefined,
    sharesSpeakers(run.cv) ? note('warning', words.sharedSpeakers) : undefined,
  );
}
