import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { sharesSpeakers } from './protocolOfRun.ts';
import { meanAndDeviation } from './spread.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

const speakersInSight = 6;

/** The speakers of a fold; a long list opens on demand. */
function speakerList(speakers: readonly string[]): Node {
  const all = document.createTextNode(speakers.join(', '));
  if (speakers.length <= speakersInSight) return all;
  return element('details', {}, element('summary', {}, words.moreSpeakers(speakers.length, speakers.slice(0, 3).join(', '))), all);
}

/** Each fold with its figures, then their mean and spread: how much the figure depends on who was held out. */
export function foldSection(run: ShownRun['run']): HTMLElement {
  const { folds } = run;
  const head = [words.fold, sharesSpeakers(run.cv) ? words.sharedFoldSpeakers : words.speakers, words.clips, words.accuracy, words.uar];
  const rows = folds.map((fold, i) =>
    element(
      'tr',
      { 'data-fold': i + 1 },
      element('th', { scope: 'row' }, String(i + 1)),
      element('td', { class: 'text' }, speakerList(fold.speakers)),
      ...[countText(fold.nTest), percentText(fold.accuracy), percentText(fold.uar)].map((text) => element('td', {}, text)),
    ),
  );
  const spread = (values: readonly number[]): string => {
    const { mean, deviation } = meanAndDeviation(values);
    return words.spread(mean, deviation);
  };
  const foot = ['', spread(folds.map((fold) => fold.accuracy)), spread(folds.map((fold) => fold.uar))];
  const table = element(
    'table',
    { id: 'folds', class: 'figures' },
    element('caption', {}, words.foldsCaption),
    element('thead', {}, element('tr', {}, ...head.map((text, i) => element('th', { scope: 'col', class: i === 1 ? 'text' : undefined }, text)))),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row', colspan: 2 }, words.foldMean), ...foot.map((text) => element('td', {}, text)))),
  );
  return element('section', { 'aria-labelledby': 'folds-heading' }, element('h2', { id: 'folds-heading' }, words.folds), wideTable(words.folds, table));
}
