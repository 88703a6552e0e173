import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ClassifiedBatch } from '../../protocol/classifiedView.ts';
import { element, svgElement } from '../shared/element.ts';
import { note } from '../shared/note.ts';
import { countText } from '../shared/numberText.ts';
import { createClipTable, type TableActions, type TableState } from './clipTable.ts';
import { tallyAnswers } from './sortClips.ts';
import { words } from './words.ts';

export interface BatchActions extends TableActions {
  export(rows: readonly number[]): void;
  copy(format: 'csv' | 'markdown', rows: readonly number[]): void;
}

/** A batch: who estimated, how many of each, the table, and what could not be classified. */
export function batchView(batch: ClassifiedBatch, restored: TableState, actions: BatchActions): HTMLElement[] {
  const { clips, nProblems, models, byStarter, synthetic } = batch;
  const table = createClipTable(clips, restored, actions);
  const button = (text: string, press: () => void): HTMLElement => {
    const node = element('vscode-button', { secondary: true }, text);
    node.addEventListener('click', press);
    return node;
  };
  return [
    element('h1', {}, words.title),
    element('dl', { class: 'facts', id: 'facts' }, ...[[words.clips, countText(clips.length)], [words.model, models.join(', ')]].map(([name = '', value = '']) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
    note('info', words.caution),
    ...(synthetic ? [note('warning', words.synthetic)] : byStarter ? [note('warning', words.byStarter)] : []),
    ...(batch.hasLearntFromThem ? [note('warning', words.learntFrom)] : []),
    ...(nProblems > 0 ? [problemsNode(batch)] : []),
    ...(clips.length > 0 ? [totals(batch), element('div', { class: 'actions', id: 'exports' }, button(words.exportCsv, () => actions.export(table.rows())), button(words.copyCsv, () => actions.copy('csv', table.rows())), button(words.copyMarkdown, () => actions.copy('markdown', table.rows()))), table.node] : []),
  ];
}

/** A bar for each answer: as long as its part of all clips. */
function totals({ clips }: ClassifiedBatch): HTMLElement {
  const labelled = clips.filter(({ label }) => label !== undefined).length;
  const right = clips.filter(({ verdict }) => verdict === 'right').length;
  return element(
    'section',
    {},
    element('h2', {}, words.totals),
    element('ul', { class: 'totals', id: 'totals' }, ...tallyAnswers(clips).map(([emotion, n]) =>
      element('li', {}, element('span', {}, emotion ?? words.uncertain), svgElement('svg', { class: 'bar', 'aria-hidden': 'true' }, svgElement('rect', { width: `${(100 * n) / clips.length}%`, height: '100%' })), element('span', { class: 'number' }, countText(n))),
    )),
    ...(labelled > 0 ? [element('p', { id: 'agreement' }, words.agreement(right, labelled))] : []),
  );
}

function problemsNode({ problems, nProblems }: ClassifiedBatch): HTMLElement {
  return element(
    'details',
    { id: 'problems', open: nProblems <= 5 },
    element('summary', {}, words.problems(nProblems)),
    element('ul', {}, ...problems.map(({ path, message }) => element('li', {}, `${path}: ${message}`))),
    ...(nProblems > problems.length ? [element('p', { class: 'muted' }, words.otherProblems(nProblems - problems.length))] : []),
  );
}
