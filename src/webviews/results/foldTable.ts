import type { FoldResult } from '../../core/evaluation/evaluationRun.ts';
import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { sharesSpeakers } from './protocolOfRun.ts';
import { meanAndDeviation } from './spread.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

const speakersInSight = 6;

/** What the name of a fold of whole speakers says, its list of speakers says better. */
const namesSpeakers = /^(?:speaker .*|\d+ speakers)$/;

interface Column {
  readonly head: string;
  readonly isText: boolean;
  /** What all folds have together. */
  readonly foot?: string;
  cell(fold: FoldResult): Node | string;
}

/** The speakers of a fold; a long list opens on demand. */
function speakerList(speakers: readonly string[]): Node {
  const all = document.createTextNode(speakers.join(', '));
  if (speakers.length <= speakersInSight) return all;
  return element('details', {}, element('summary', {}, words.moreSpeakers(speakers.length, speakers.slice(0, 3).join(', '))), all);
}

function spread(values: readonly number[]): string {
  const { mean, deviation } = meanAndDeviation(values);
  return words.spread(mean, deviation);
}

function columnsOf({ cv, folds, search }: ShownRun['run']): Column[] {
  const isNamed = folds.some(({ name }) => name !== undefined && !namesSpeakers.test(name));
  const chosen = ({ chosen }: FoldResult): string => (chosen ? words.chosen(Object.entries(chosen.params).map(([name, value]) => `${name} ${value}`), chosen.innerUar) : '');
  return [
    ...(isNamed ? [{ head: words.heldOut, isText: true, cell: ({ name = '' }: FoldResult) => name }] : []),
    { head: sharesSpeakers(cv) ? words.sharedFoldSpeakers : words.speakers, isText: true, cell: ({ speakers }) => speakerList(speakers) },
    { head: words.clips, isText: false, cell: ({ nTest }) => countText(nTest) },
    { head: words.accuracy, isText: false, cell: ({ accuracy }) => percentText(accuracy), foot: spread(folds.map(({ accuracy }) => accuracy)) },
    { head: words.uar, isText: false, cell: ({ uar }) => percentText(uar), foot: spread(folds.map(({ uar }) => uar)) },
    ...(search ? [{ head: words.chosenParams, isText: true, cell: chosen }] : []),
  ];
}

/** Each fold with its figures, then their mean and spread: how much the figure depends on who was held out. */
export function foldSection(run: ShownRun['run']): HTMLElement {
  const { folds, skippedFolds = [] } = run;
  const columns = columnsOf(run);
  const textClass = ({ isText }: Column): string | undefined => (isText ? 'text' : undefined);
  const rows = folds.map((fold, i) => element('tr', { 'data-fold': i + 1 }, element('th', { scope: 'row' }, String(i + 1)), ...columns.map((column) => element('td', { class: textClass(column) }, column.cell(fold)))));
  const nLabels = columns.findIndex(({ isText }) => !isText);
  const table = element(
    'table',
    { id: 'folds', class: 'figures' },
    element('caption', {}, words.foldsCaption),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.fold), ...columns.map((column) => element('th', { scope: 'col', class: textClass(column) }, column.head)))),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row', colspan: 1 + nLabels }, words.foldMean), ...columns.slice(nLabels).map(({ foot = '' }) => element('td', {}, foot)))),
  );
  return element(
    'section',
    { 'aria-labelledby': 'folds-heading' },
    element('h2', { id: 'folds-heading' }, words.folds),
    wideTable(words.folds, table),
    skippedFolds.length > 0 ? skippedTable(skippedFolds) : undefined,
  );
}

function skippedTable(skipped: NonNullable<ShownRun['run']['skippedFolds']>): HTMLElement {
  const rows = skipped.map(({ name, reason }) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', { class: 'text' }, reason)));
  const table = element(
    'table',
    { id: 'skipped', class: 'figures' },
    element('caption', {}, words.skippedCaption),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.heldOut), element('th', { scope: 'col', class: 'text' }, words.reason))),
    element('tbody', {}, ...rows),
  );
  return wideTable(words.skipped, table);
}
