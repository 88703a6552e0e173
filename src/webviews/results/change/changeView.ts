import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ListedClip } from '../../../protocol/runClips.ts';
import type { RunRow, ShownChange, ShownFlips } from '../../../protocol/runTable.ts';
import { element } from '../../shared/element.ts';
import { note } from '../../shared/note.ts';
import { foldText } from '../clips/cellClips.ts';
import { clipTable, type ClipActions, type ClipColumn } from '../clips/clipTable.ts';
import { words as clipWords } from '../clips/words.ts';
import { fewSpeakersText } from '../fewSpeakers.ts';
import { sharesSpeakers } from '../protocolOfRun.ts';
import { allRunsButton, type ResultsActions } from '../resultSelect.ts';
import { words as runsWords } from '../runs/words.ts';
import { words as pageWords } from '../words.ts';
import { changedFigures, changedRecalls } from './figureTables.ts';
import { words } from './words.ts';

/** What changes from one run to another: figures, classes, and the clips that are judged otherwise. */
export function changeView(shown: ShownChange, actions: ResultsActions, clips: ClipActions): HTMLElement[] {
  const { outcome } = shown;
  const heading = changeHeading(shown, actions);
  if ('refused' in outcome) {
    heading.append(note('warning', words.cannot(outcome.refused)));
    return [heading];
  }
  return [heading, figuresSection(shown, outcome), recallSection(shown, outcome), flipsSection(shown, outcome, clips)];
}

function changeHeading({ first, second }: ShownChange, actions: ResultsActions): HTMLElement {
  const swap = element('vscode-button', { id: 'swap', secondary: true }, words.swap);
  swap.addEventListener('click', () => actions.show({ kind: 'change', first: second.id, second: first.id }));
  const lines = [first, second].map((row) => {
    const link = element('button', { type: 'button', class: 'link' }, words.run(row.id));
    link.addEventListener('click', () => actions.show({ kind: 'run', id: row.id }));
    return element('li', { 'data-run': row.id }, link, ` ${describe(row)}`);
  });
  return element(
    'header',
    {},
    element('div', { class: 'title' }, element('h1', {}, words.title(first.id, second.id)), element('div', { class: 'actions' }, allRunsButton(actions), swap)),
    element('ul', { class: 'compared' }, ...lines),
    first.synthetic || second.synthetic ? note('info', pageWords.synthetic) : undefined,
    sharesSpeakers(first.cv) ? note('warning', words.sharedSpeakers) : undefined,
  );
}

const describe = ({ modelName, extras, data, featureSet, normalize, cv, seed }: RunRow): string =>
  [[modelName, ...extras].join(', '), data, normalize ? runsWords.normalised(featureSet) : featureSet, cv, words.seed(seed)].join(' · ');

function figuresSection(shown: ShownChange, flips: ShownFlips): HTMLElement {
  const { figures, mcnemar, tTest, nSpeakers } = flips;
  const few = figures.uar.interval ? fewSpeakersText(nSpeakers) : undefined;
  return element(
    'section',
    { 'aria-labelledby': 'figures-heading' },
    element('h2', { id: 'figures-heading' }, words.figures),
    changedFigures(shown, flips),
    element('p', { id: 'verdict' }, words.verdict(figures.uar.interval, shown.second.id)),
    few === undefined ? undefined : element('p', { class: 'muted', id: 'few-speakers' }, few),
    element('h3', {}, words.tests),
    element('ul', { class: 'sentences' }, element('li', {}, words.mcnemar(mcnemar)), tTest && element('li', {}, words.tTest(tTest))),
  );
}

const recallSection = (shown: ShownChange, flips: ShownFlips): HTMLElement =>
  element('section', { 'aria-labelledby': 'recalls-heading' }, element('h2', { id: 'recalls-heading' }, words.perClass), changedRecalls(shown, flips));

const columns: readonly ClipColumn[] = [
  { head: words.labelled, isText: true, cell: ({ labelled }) => labelled },
  { head: words.takenFor, isText: true, cell: ({ predicted }) => predicted },
  { head: clipWords.speaker, isText: true, cell: ({ speaker }) => speaker || '–' },
  { head: clipWords.fold, cell: foldText },
];

function flipsSection({ first, second }: ShownChange, { toRight, toWrong, nOtherwiseWrong }: ShownFlips, actions: ClipActions): HTMLElement {
  const list = (id: string, title: string, wrongIn: RunRow, clips: readonly ListedClip[]): HTMLElement[] =>
    clips.length === 0 ? [] : [element('section', { 'aria-label': title }, element('h3', {}, title), clipTable(id, words.errs(wrongIn.id), clips, columns, actions))];
  return element(
    'section',
    { 'aria-labelledby': 'flips-heading' },
    element('h2', { id: 'flips-heading' }, words.flips),
    element('p', { id: 'flips' }, words.flipsSay(toRight.length, toWrong.length, nOtherwiseWrong)),
    element('div', { class: 'tables' }, ...list('to-right', words.toRight(toRight.length), first, toRight), ...list('to-wrong', words.toWrong(toWrong.length), second, toWrong)),
  );
}
