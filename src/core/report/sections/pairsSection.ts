import type { PairFinding, PairStudy } from '../../evaluation/pairs/pairStudy.ts';
import { parseProtocol, sharesSpeakers } from '../../evaluation/protocols/protocol.ts';
import { count, percentText, pValueText, shareText, signedText, timeText, withInterval } from '../figureText.ts';
import { separatingBars, type SeparatingRow } from '../pictures/separatingBars.ts';
import { shareRows } from '../pictures/shareRows.ts';
import { paramWords, studyCommand } from '../repeatCommand.ts';
import { namedColumns, text, type ReportBlock, type ReportTable } from '../reportBlocks.ts';
import { partId, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';
import { otherLearner } from './otherLearner.ts';

const N_RANKED = 10;

/** Which emotions are taken for each other, what separates them, and whether an expert for two helps. */
export function pairsSection(reported: ReportedRun, store: string | undefined): SectionOrReason {
  const { run, pairs: found } = reported;
  if (!found) {
    if (sharesSpeakers(parseProtocol(run.cv))) return { missing: `Confusable pairs: ${run.cv} tests voices that it trains on; a run with --cv speaker:6 can have them.` };
    return { missing: 'Confusable pairs: none of this learner on these data and features are stored. This looks at them:', command: studyCommand(run, 'pairs', ['--cv', run.cv, ...paramWords(run)], store) };
  }
  const { madeAt, record } = found;
  const id = partId(reported);
  const { cv, seed, params, pairs } = record;
  return {
    heading: 'Confusable pairs',
    blocks: [text(`Protocol ${cv}, seed ${seed}, measured ${timeText(madeAt)}.`), rankingBlock(record, id), ...pairs.flatMap((pair, i) => separatingBlocks(pair, record, `${id}-pair-${i + 1}`)), ...(pairs.length > 0 ? [expertBlock(record)] : []), ...otherLearner(run, params)],
  };
}

const nameOf = ({ emotions }: Pick<PairFinding, 'emotions'>): string => emotions.join(' / ');

function rankingBlock({ ranking }: PairStudy, id: string): ReportBlock {
  const shown = ranking.slice(0, N_RANKED);
  const bars = shown.map((pair) => ({ name: nameOf(pair), value: pair.share, interval: pair.shareInterval }));
  const table: ReportTable = {
    caption: `Pairs of emotions by the share of the clips of either that are taken for the other, with 95 % intervals over speakers${ranking.length > shown.length ? `; ${ranking.length - shown.length} more are confused less` : ''}.`,
    columns: namedColumns('pair', 'share confused', 'clips confused', 'of clips'),
    rows: shown.map((pair) => [nameOf(pair), withInterval(pair.share, pair.shareInterval), `${pair.nConfused[0]} + ${pair.nConfused[1]}`, String(pair.nClips)]),
    label: 'pairs',
  };
  const picture = shareRows({ id: `${id}-pairs`, title: 'Pairs of emotions that are confused most', description: `${bars.map(({ name, value }) => `${name}: ${shareText(value)}`).join('; ')}.` }, bars);
  return { kind: 'picture', picture, legend: 'Share of the clips of either that are taken for the other. Lines: 95 % intervals over speakers.', table };
}

/** A column with what is known of it. */
interface SeparatingColumn extends SeparatingRow {
  readonly p: number | null;
  readonly share?: number | undefined;
}

/** The columns of the largest effects, then those that SHAP names and effects do not. */
function separatingColumns({ features, shap }: PairFinding): SeparatingColumn[] {
  const used = shap && !('refused' in shap) ? shap.features : [];
  // An infinite effect is null in JSON.
  const known = (d: number | null): number | undefined => (typeof d === 'number' && Number.isFinite(d) ? d : undefined);
  return [
    ...features.map((feature) => ({ name: feature.column, d: known(feature.d), p: feature.p, shap: feature.shap, share: used.find(({ column }) => column === feature.column)?.share })),
    ...used.filter(({ column }) => !features.some((feature) => feature.column === column)).map((feature) => ({ name: feature.column, d: known(feature.d), p: feature.p, shap: feature.shap, share: feature.share })),
  ];
}

function separatingBlocks(pair: PairFinding, { nColumns }: PairStudy, id: string): ReportBlock[] {
  const { emotions, nComparedSpeakers, shap } = pair;
  const columns = separatingColumns(pair);
  const explained = !shap ? '' : 'refused' in shap ? ` SHAP: ${shap.refused}` : ` SHAP is of a gradient boosting of these two emotions alone, whatever the learner of the run: the mean size of what a column adds to its log-odds, over ${count(shap.nClips, 'held-out clip')}; it tells the two apart with UAR ${shareText(shap.uar)} (chance 0.500).`;
  const effects = nComparedSpeakers > 0 ? `d is the mean difference within a voice in units of the spread within voice and emotion, over ${count(nComparedSpeakers, 'speaker')}.` : 'No speaker has clips of both and two of either, so nothing can be compared within a voice.';
  const words = text(`What separates ${emotions[0]} and ${emotions[1]}: ${effects}${explained}`);
  if (columns.length === 0) return [words];
  const table: ReportTable = {
    caption: `What separates ${nameOf(pair)}: effect size d within voices, p by Holm’s correction for ${nColumns} columns, mean |SHAP| and its share of all columns, named for the ten largest.`,
    columns: [{ head: 'column', align: 'left' }, { head: 'lower in', align: 'left' }, ...['d', 'p', 'SHAP', 'share'].map((head) => ({ head, align: 'right' as const }))],
    rows: columns.map(({ name, d, p, shap: mean, share }) => [name, d === undefined || d === 0 ? '–' : emotions[d < 0 ? 0 : 1], d === undefined ? '–' : signedText(d), p === null ? '–' : pValueText(p), mean === undefined ? '–' : shareText(mean), share === undefined ? '' : percentText(share)]),
  };
  const description = `${columns.map(({ name, d, shap: mean }) => `${name}:${d === undefined ? '' : ` d ${signedText(d)}`}${mean === undefined ? '' : ` SHAP ${shareText(mean)}`}`).join('; ')}.`;
  return [words, { kind: 'picture', picture: separatingBars({ id, title: `What separates ${nameOf(pair)}`, description }, emotions, columns), legend: 'Left: effect size within voices. Right: mean |SHAP| on held-out clips.', table }];
}

function expertBlock({ pairs, uar }: PairStudy): ReportBlock {
  const rows = pairs.flatMap((pair) =>
    pair.experts.map((expert) => {
      const first = [nameOf(pair), expert.columns === 'all' ? 'all columns' : `${expert.columns} columns of the largest d`];
      if ('refused' in expert) return [...first, '–', '–', '–', expert.refused];
      const { nContested, nRightBefore, nRightAfter, gain, verdict } = expert;
      return [...first, String(nContested), `${nRightBefore} → ${nRightAfter}`, withInterval(gain.value, gain.interval, signedText), verdict];
    }),
  );
  const left = ['pair', 'expert on'];
  return {
    kind: 'table',
    table: {
      caption: `An expert that decides between the two where they are the two likeliest: contested clips, how many of them are right without and with it, and what that adds to the UAR of all emotions (${shareText(uar)}), with 95 % intervals over speakers.`,
      columns: [...left.map((head) => ({ head, align: 'left' as const })), ...['contested', 'right', 'UAR'].map((head) => ({ head, align: 'right' as const })), { head: 'verdict', align: 'left' }],
      rows,
      label: 'experts',
    },
  };
}
