import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { shareColumns } from './charts/shareColumns.ts';
import { shareRows, type ShareChart } from './charts/shareRows.ts';
import { words } from './charts/words.ts';
import { wideTable } from './wideTable.ts';
import { words as pageWords } from './words.ts';

/** Of more speakers the names do not fit beside bars. */
const MOST_NAMED = 30;

/** How much the figures depend on who speaks: in words, as a chart and as a table. */
export function speakerSection({ speakers, nUnknownSpeaker, run }: Pick<ShownRun, 'speakers' | 'nUnknownSpeaker' | 'run'>): HTMLElement | undefined {
  const [best, worst] = [speakers[0], speakers.at(-1)];
  if (best === undefined || worst === undefined) return undefined;
  const chance = 1 / run.classes.length;
  const nAtChance = speakers.filter(({ uar }) => uar <= chance).length;
  const sentences = [
    ...(speakers.length > 1 ? [words.speakersSay(worst.uar, worst.speaker, best.uar, best.speaker), nAtChance === 0 ? words.noneAtChance : nAtChance === 1 ? words.oneAtChance : words.someAtChance(nAtChance)] : []),
    ...(nUnknownSpeaker > 0 ? [words.unknown(nUnknownSpeaker)] : []),
  ];
  const chart: ShareChart = { id: 'speakers-chart', shares: speakers.map(({ speaker, uar }) => ({ name: speaker, value: uar })), chance };
  return element(
    'section',
    { 'aria-labelledby': 'speakers-heading' },
    element('h2', { id: 'speakers-heading' }, words.speakers),
    element('p', { id: 'speakers-say' }, sentences.join(' ')),
    element(
      'div',
      { class: 'tables' },
      element('div', {}, speakers.length > MOST_NAMED ? shareColumns(chart, words.bestToWorst(speakers.length)) : shareRows(chart), element('p', { class: 'muted' }, words.speakersKey(chance))),
      speakerTable(speakers),
    ),
  );
}

function speakerTable(speakers: ShownRun['speakers']): HTMLElement {
  const rows = speakers.map(({ speaker, uar, accuracy, nClips, nClasses }) =>
    element('tr', { 'data-speaker': speaker }, element('th', { scope: 'row' }, speaker), ...[percentText(uar), percentText(accuracy), countText(nClips), countText(nClasses)].map((text) => element('td', {}, text))),
  );
  const table = element(
    'table',
    { id: 'speakers', class: 'figures' },
    element('caption', {}, words.speakersCaption),
    element('thead', {}, element('tr', {}, ...[words.speaker, pageWords.uar, pageWords.accuracy, pageWords.clips, words.emotions].map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, ...rows),
  );
  const region = wideTable(words.speakers, table);
  // A long list scrolls within itself, beside its chart.
  region.classList.add('tall');
  return region;
}
