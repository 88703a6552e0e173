import type { Interval } from '../metrics/clusterBootstrap.ts';
import type { ConfusedClip } from './confusedClips.ts';
import type { ExpertResult, PairFinding, PairStudy } from './pairStudy.ts';
import type { PairShap } from './pairShap.ts';
import type { PairConfusion } from './rankPairs.ts';
import type { SeparatingFeature } from './separatingFeatures.ts';

const N_RANKED = 10;
const N_CLIPS = 10;

const share = (value: number): string => value.toFixed(3);
const signed = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const between = (interval: Interval | null, format: (value: number) => string): string => (interval ? ` [${format(interval[0])}, ${format(interval[1])}]` : '');
const name = ({ emotions }: PairConfusion): string => emotions.join(' / ');

/** Lines whose cells stand below each other, two spaces apart. */
function aligned(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => `${indent}${cells.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}

/**
 * A study of confusable pairs as plain text.
 *
 * @param nameOf how a clip's file is to be called
 */
export function formatPairs(study: PairStudy, nameOf: (file: string) => string): string {
  const { model, cv, seed, normalize, data, nClips, nSpeakers, classes, uar, uarInterval, ranking, pairs, skippedFolds = [] } = study;
  const more = ranking.length - N_RANKED;
  return [
    `${model} · ${data.featureSet} · ${cv}${normalize ? ' · normalised by speaker' : ''} · ${nClips} clips · ${nSpeakers} speakers · ${classes.length} emotions · seed ${seed}`,
    ...(data.synthetic ? ['Synthetic sample corpus: these figures say nothing about human speech.'] : []),
    ...(study.probabilities === 'scores' ? ['This learner was fitted without probabilities: where it is unsure its votes only rank the emotions (--param probability=true fits them).'] : []),
    ...skippedFolds.map((fold) => `skipped ${fold.name}: ${fold.reason}`),
    `UAR ${share(uar)}${between(uarInterval, share)}   (95 % intervals over speakers)`,
    '',
    'Pairs by the share of the clips of either that are taken for the other',
    ...aligned(ranking.slice(0, N_RANKED).map((pair) => [name(pair), `${share(pair.share)}${between(pair.shareInterval, share)}`, `${pair.nConfused[0] + pair.nConfused[1]} of ${pair.nClips}`]), '  '),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...pairs.flatMap((pair) => ['', ...formatPair(pair, study, nameOf)]),
  ].join('\n');
}

function formatPair(pair: PairFinding, study: PairStudy, nameOf: (file: string) => string): string[] {
  const [first, second] = pair.emotions;
  const voices = study.probabilities === 'scores' ? 'share of votes' : 'probability';
  const directed = (from: string, to: string): string[] => {
    const clips = pair.clips.filter(({ emotion }) => emotion === from);
    return [`  ${from} taken for ${to}: ${clips.length}${clips.length > 0 ? ` (${voices} of ${to})` : ''}`, ...clipLines(clips, nameOf)];
  };
  const nContested = Math.max(...pair.experts.map((expert) => ('refused' in expert ? 0 : expert.nContested)));
  return [
    `── ${name(pair)}`,
    ...(pair.nComparedSpeakers > 0
      ? [`  What separates them within a voice (d: mean difference in units of the spread within voice and emotion, ${pair.nComparedSpeakers} speaker${pair.nComparedSpeakers === 1 ? '' : 's'}; p corrected for ${study.nColumns} columns)`, ...aligned(pair.features.map((feature) => featureCells(feature, pair)), '    ')]
      : ['  No speaker has clips of both and two of either, so nothing can be compared within a voice.']),
    ...shapLines(pair),
    ...directed(first, second),
    ...directed(second, first),
    `  An expert that decides between ${first} and ${second} where they are the two likeliest (${nContested} clips)`,
    ...aligned(pair.experts.map((expert) => expertCells(expert, study)), '    '),
  ];
}

const effectCells = (d: number, p: number | null, { emotions }: PairConfusion): string[] => [d === 0 ? 'no different' : `lower in ${emotions[d < 0 ? 0 : 1]}`, `d ${signed(d, 2)}`, p === null ? '' : p < 0.001 ? 'p < 0.001' : `p ${share(p)}`];

const featureCells = ({ column, d, p, shap }: SeparatingFeature, pair: PairConfusion): string[] => [column, ...effectCells(d, p, pair), shap === undefined ? '' : `SHAP ${share(shap)}`];

function shapLines(pair: PairFinding): string[] {
  const { shap } = pair;
  if (!shap) return [];
  if ('refused' in shap) return [`  SHAP: ${shap.refused}`];
  const rows = shap.features.map(({ column, shap: mean, share: part, d, p }) => [column, `SHAP ${share(mean)}`, `${Math.round(100 * part)} %`, ...(d === null ? [] : effectCells(d, p, pair))]);
  return [`  ${shapWords(shap, pair)}`, ...aligned(rows, '    ')];
}

/** What the SHAP values are of: the same in every text. */
export function shapWords({ nClips, uar }: Exclude<PairShap, { readonly refused: string }>, { emotions }: PairConfusion): string {
  return `What a gradient boosting of ${emotions[0]} and ${emotions[1]} alone leans on, whatever the learner above (SHAP: mean size of what a column adds to the log-odds, over ${nClips} held-out clips, and its share of all columns; by it the two are told apart with UAR ${share(uar)}, by chance with 0.500)`;
}

function clipLines(clips: readonly ConfusedClip[], nameOf: (file: string) => string): string[] {
  const rows = clips.slice(0, N_CLIPS).map(({ file, speaker, confidence }) => [nameOf(file), `speaker ${speaker}`, confidence.toFixed(2)]);
  return [...aligned(rows, '    '), ...(clips.length > N_CLIPS ? [`    … and ${clips.length - N_CLIPS} more (--json has all)`] : [])];
}

function expertCells(expert: ExpertResult, { uar }: PairStudy): string[] {
  const on = expert.columns === 'all' ? 'on all columns' : `on the ${expert.columns} columns of the largest d`;
  if ('refused' in expert) return [on, expert.refused, '', ''];
  const { nRightBefore, nRightAfter, gain, verdict } = expert;
  return [on, `right ${nRightBefore} → ${nRightAfter}`, `UAR ${share(uar)} → ${share(expert.uar)}, ${signed(gain.value, 4)}${between(gain.interval, (value) => signed(value, 4))}`, verdict];
}
