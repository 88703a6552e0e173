import type { PairStudy } from '../../../core/evaluation/pairs/pairStudy.ts';
import type { ResultChoice } from '../../../protocol/resultsView.ts';
import type { ShownPairs } from '../../../protocol/studyView.ts';
import { element } from '../../shared/element.ts';
import { barCell, barHead } from '../barCell.ts';
import type { ResultsActions } from '../resultSelect.ts';
import { studyHeading } from '../studyHeading.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { plainTable, signedText } from './plainTable.ts';
import { separatingSection } from './separatingSection.ts';
import { words } from './words.ts';

const nRanked = 10;

/** Which emotions are taken for each other, what separates them, which clips, and whether an expert for two helps. */
export function pairsView({ modelName, madeAt, data, study }: ShownPairs, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement[] {
  const { cv, seed, nClips, normalize, pairs } = study;
  return [
    studyHeading({ title: words.title(modelName, data.name), action: 'measurePairs', data, madeAt, cv, seed, nClips, normalize }, choices, actions),
    rankingSection(study),
    ...pairs.map((pair, i) => separatingSection(pair, study.nColumns, i)),
    ...(pairs.length > 0 ? [expertSection(study)] : []),
  ];
}

function rankingSection({ ranking }: PairStudy): HTMLElement {
  const shown = ranking.slice(0, nRanked);
  const rows = shown.map(({ emotions, share, shareInterval, nConfused, nClips }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, words.name(emotions)),
      barCell({ value: share, interval: shareInterval, from: 0 }),
      element('td', {}, shareInterval ? pageWords.range(...shareInterval) : '–'),
      element('td', {}, words.both(nConfused)),
      element('td', {}, String(nClips)),
    ),
  );
  const heads = [pageWords.intervalHead, words.clips, words.ofClips].map((head) => element('th', { scope: 'col' }, head));
  const table = element(
    'table',
    { id: 'pairs', class: 'figures' },
    element('caption', {}, words.rankingCaption(shown.length, ranking.length)),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.pair), barHead(words.share, 0), ...heads)),
    element('tbody', {}, ...rows),
  );
  return element('section', { 'aria-labelledby': 'pairs-heading' }, element('h2', { id: 'pairs-heading' }, words.ranking), wideTable(words.ranking, table));
}

function expertSection({ pairs, uar }: PairStudy): HTMLElement {
  const points = (share: number): string => signedText(100 * share, 1);
  const rows = pairs.flatMap(({ emotions, experts }) =>
    experts.map((expert) => {
      const first = [words.name(emotions), expert.columns === 'all' ? words.allColumns : words.someColumns(expert.columns)];
      if ('refused' in expert) return [...first, '–', '–', '–', expert.refused];
      const { nContested, nRightBefore, nRightAfter, gain, verdict } = expert;
      const gainText = gain.interval ? words.gainText(points(gain.value), points(gain.interval[0]), points(gain.interval[1])) : points(gain.value);
      return [...first, String(nContested), words.rightText(nRightBefore, nRightAfter), gainText, words.verdict[verdict]];
    }),
  );
  const heads = [words.pair, words.expertOn, words.contested, words.right, words.gain, words.verdictHead];
  return element('section', { 'aria-labelledby': 'experts-heading' }, element('h2', { id: 'experts-heading' }, words.experts), wideTable(words.experts, plainTable('experts', words.expertsCaption(uar), heads, rows, [1, 5])));
}
