import type { ResultChoice, ShownLeak, ShownLeaks } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { fillFactList } from '../../shared/factList.ts';
import { note } from '../../shared/note.ts';
import { fewSpeakersText } from '../fewSpeakers.ts';
import { resultTitle, type ResultsActions } from '../resultSelect.ts';
import { momentText } from '../timeText.ts';
import { words as pageWords } from '../words.ts';
import { leakTable } from './leakTable.ts';
import { words } from './words.ts';

/** The leak meters of learners side by side, and each fall in words. */
export function leakView(shown: ShownLeaks, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement[] {
  return [leakHeading(shown, choices, actions), rowsSection(shown), gapsSection(shown.learners)];
}

function leakHeading({ data, seed, normalize, learners }: ShownLeaks, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  fillFactList(list, [
    [words.factLearners, learners.map(({ modelName }) => modelName).join(', ')],
    [pageWords.factSeed, String(seed)],
    [pageWords.factCorpus, data.synthetic ? pageWords.syntheticCorpus : data.corpus],
    [pageWords.factFeatures, data.featureSet],
    [pageWords.factNormalised, normalize && pageWords.bySpeaker],
    [pageWords.factEnded, momentText(learners.at(-1)?.madeAt ?? '')],
  ]);
  return element('header', {}, resultTitle(words.title(data.name), choices, 'measureLeaks', actions), list, data.synthetic ? note('info', pageWords.synthetic) : undefined, normalize ? note('info', pageWords.normalised) : undefined);
}

function rowsSection(shown: ShownLeaks): HTMLElement {
  const few = fewSpeakersText(Math.min(...shown.learners.flatMap(({ rows }) => rows.map(({ nSpeakers }) => nSpeakers))));
  return element('section', { 'aria-labelledby': 'leaks-heading' }, element('h2', { id: 'leaks-heading' }, words.rows), element('p', {}, words.intro), leakTable(shown), few === undefined ? undefined : element('p', { class: 'muted', id: 'few-speakers' }, few));
}

function gapsSection(learners: readonly ShownLeak[]): HTMLElement {
  const lists = learners.flatMap(({ modelName, gaps }) => [learners.length > 1 ? element('h3', {}, modelName) : undefined, element('ul', { class: 'sentences' }, ...gaps.map((gap) => element('li', { 'data-gap': gap.kind }, words.gap(gap))))]);
  return element('section', { 'aria-labelledby': 'gaps-heading', id: 'gaps' }, element('h2', { id: 'gaps-heading' }, words.gaps), ...lists.filter((part) => part !== undefined));
}
