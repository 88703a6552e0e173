import type { RankedFeature } from '../../../core/evaluation/studies/importanceStudy.ts';
import type { ResultChoice } from '../../../protocol/resultsView.ts';
import type { ShownImportance } from '../../../protocol/studyView.ts';
import { element } from '../../shared/element.ts';
import { fillFactList } from '../../shared/factList.ts';
import { note } from '../../shared/note.ts';
import { countText, percentText } from '../../shared/numberText.ts';
import { words as externalWords } from '../external/words.ts';
import { resultTitle, type ResultsActions } from '../resultSelect.ts';
import { momentText } from '../timeText.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { figureText, isNearChance, pointsText } from './figureText.ts';
import { importanceChart } from './importanceChart.ts';
import { words } from './words.ts';

/** So many bars; the table has all. */
const N_BARS = 20;

/** Which features matter to a model: by what it loses without them, and by what its trees tell. */
export function importanceView(shown: ShownImportance, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement[] {
  const { permutation, own } = shown;
  return [
    heading(shown, choices, actions),
    ...(permutation ? [permutationSection(permutation, shown)] : []),
    limitsSection(shown),
    ...own.map((measured) => ownSection(measured, shown)),
  ];
}

function heading({ modelName, madeAt, data, nColumns, study: { tested, seed, normalize }, permutation }: ShownImportance, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  const { trainedOn } = tested;
  fillFactList(list, [
    [words.factTrainedOn, externalWords.trainedOn(trainedOn.nClips, trainedOn.nSpeakers, trainedOn.corpus)],
    [words.factFeatures, words.features(nColumns, data.featureSet)],
    [words.factClips, permutation && words.clipsOf(permutation.nClips, data.name)],
    [words.factShuffles, permutation && countText(permutation.nRepeats)],
    [pageWords.factSeed, permutation && String(seed)],
    [pageWords.factExcluded, data.nExcluded ? countText(data.nExcluded) : undefined],
    [pageWords.factNormalised, normalize && pageWords.bySpeaker],
    [pageWords.factEnded, momentText(madeAt)],
  ]);
  const isSynthetic = data.synthetic || trainedOn.synthetic;
  return element('header', {}, resultTitle(words.title(modelName), choices, 'measureImportance', actions), list, isSynthetic ? note('info', pageWords.synthetic) : undefined, normalize ? note('info', pageWords.normalised) : undefined);
}

function permutationSection(permutation: NonNullable<ShownImportance['permutation']>, { data, study }: ShownImportance): HTMLElement {
  const { by, features, inTraining, nUnmatched } = permutation;
  const known = inTraining ? words.inTraining : data.name === study.tested.trainedOn.corpus ? words.sameName : undefined;
  const heads = [by === 'family' ? words.family : words.feature, words.lost, words.deviation];
  const table = rankingTable('permutation', words.caption[by], heads, features, ({ value, deviation = 0 }) => [pointsText(value), pointsText(deviation)]);
  const chart = charted(features);
  return element(
    'section',
    { 'aria-labelledby': 'permutation-heading' },
    element('h2', { id: 'permutation-heading' }, words.permutation[by]),
    element('p', { id: 'most' }, [words.most(permutation), ...(isNearChance(features) ? [words.nearChance] : [])].join(' ')),
    known === undefined ? undefined : note('warning', known),
    element('p', {}, words.permutationMeans(permutation)),
    nUnmatched > 0 ? element('p', { class: 'muted' }, words.unmatched(nUnmatched)) : undefined,
    study.outOfBagAccuracy === undefined ? undefined : element('p', { id: 'out-of-bag' }, words.outOfBag(study.outOfBagAccuracy)),
    element('div', { class: 'tables' }, chart.length > 0 ? importanceChart({ id: 'permutation-chart', features: chart, scaled: (value) => 100 * value, text: pointsText, unit: words.lost }) : undefined, rankingRegion(words.permutation[by], table)),
    chart.length > 0 ? element('p', { class: 'muted' }, `${words.key(chart.length, features.length)} ${words.whiskers}`) : undefined,
  );
}

function limitsSection({ permutation }: ShownImportance): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'limits-heading' },
    element('h2', { id: 'limits-heading' }, words.limits),
    element('p', { id: 'limits' }, words.limitsText),
    permutation?.by === 'family' ? element('p', {}, words.limitsOfFamilies) : undefined,
  );
}

function ownSection({ measure, features }: ShownImportance['own'][number], { nColumns }: ShownImportance): HTMLElement {
  const name = words.own[measure];
  const text = measure === 'impurity' ? (value: number): string => percentText(value, 2) : figureText;
  const scaled = (value: number): number => (measure === 'impurity' ? 100 * value : value);
  const unit = measure === 'impurity' ? '%' : words.ownHead[measure];
  const chart = charted(features);
  const table = rankingTable(`own-${measure}`, words.ownCaption(nColumns), [words.feature, words.ownHead[measure]], features, ({ value }) => [text(value)]);
  return element(
    'section',
    { 'aria-labelledby': `own-${measure}-heading` },
    element('h2', { id: `own-${measure}-heading` }, name),
    element('p', {}, words.ownMeans[measure]),
    element('div', { class: 'tables' }, chart.length > 0 ? importanceChart({ id: `own-${measure}-chart`, features: chart, scaled, text, unit }) : undefined, rankingRegion(name, table)),
    chart.length > 0 ? element('p', { class: 'muted' }, words.key(chart.length, features.length)) : undefined,
  );
}

/** Those that have a bar: all where they are few, else those that matter most; none where none matters. */
function charted(features: readonly RankedFeature[]): readonly RankedFeature[] {
  const mattering = features.filter(({ value }) => value > 0);
  return mattering.length > 0 && features.length <= N_BARS ? features : mattering.slice(0, N_BARS);
}

function rankingTable(id: string, caption: string, heads: readonly string[], features: readonly RankedFeature[], cells: (feature: RankedFeature) => readonly string[]): HTMLTableElement {
  return element(
    'table',
    { id, class: 'figures' },
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...features.map((feature) => element('tr', {}, element('th', { scope: 'row' }, feature.name), ...cells(feature).map((text) => element('td', {}, text))))),
  );
}

/** A long list scrolls within itself, beside its chart. */
function rankingRegion(name: string, table: HTMLTableElement): HTMLElement {
  const region = wideTable(name, table);
  region.classList.add('tall');
  return region;
}
