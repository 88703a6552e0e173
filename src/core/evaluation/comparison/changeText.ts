import type { EvaluationRun } from '../evaluationRun.ts';
import { parseProtocol, sharesSpeakers } from '../protocols/protocol.ts';
import type { Difference } from './compareRuns.ts';
import type { FlippedClip, RunChange } from './runChange.ts';

const N_CLIPS = 10;
/** Below this number of speakers an interval over them covers clearly less often than it says. */
const FEW_SPEAKERS = 10;

/** A run with the number by which it is asked for. */
export interface NumberedRun {
  readonly id: number;
  readonly run: EvaluationRun;
}

const share = (value: number): string => value.toFixed(3);
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const pText = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p ${share(p)}`);
const changeText = ({ value, interval }: Difference): string => `${signed(value)}${interval ? ` [${signed(interval[0])}, ${signed(interval[1])}]` : ''}`;
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Lines whose cells stand below each other, two spaces apart. */
function aligned(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => `${indent}${cells.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}

/**
 * What changes from one run to another as plain text.
 *
 * @param labels each run in a few words
 * @param nameOf how a clip's file is to be called
 */
export function formatChange(first: NumberedRun, second: NumberedRun, change: RunChange, labels: readonly [string, string], nameOf: (file: string) => string): string {
  const { nClips, nSpeakers, accuracy, uar, macroF1, toWrong, toRight, nOtherwiseWrong } = change;
  const [one, other] = [`run ${first.id}`, `run ${second.id}`];
  const row = (name: string, figure: 'accuracy' | 'uar' | 'macroF1', difference: Difference): string[] => [name, share(first.run[figure]), share(second.run[figure]), changeText(difference)];
  return [
    `${one}: ${labels[0]}`,
    `${other}: ${labels[1]}`,
    `${count(nClips, 'held-out clip')}, ${count(nSpeakers, 'speaker')}, the same ${count(first.run.folds.length, 'fold')}`,
    ...(first.run.data.synthetic ? ['Synthetic sample corpus: these figures say nothing about human speech.'] : []),
    ...(sharesSpeakers(parseProtocol(first.run.cv)) ? ['Speakers of the test side are also in the training side: a new voice may bring another difference (use --cv speaker:6).'] : []),
    '',
    ...aligned([['', one, other, `${other} − ${one}${uar.interval ? ' [95 % over speakers]' : ''}`], row('accuracy', 'accuracy', accuracy), row('UAR', 'uar', uar), row('macro F1', 'macroF1', macroF1)], ''),
    '',
    `${verdict(uar, other)}${uar.interval && nSpeakers < FEW_SPEAKERS ? ` It is too narrow, since there are only ${nSpeakers} speakers.` : ''}`,
    ...testLines(change),
    '',
    ...flipLines(`Right in ${one}, wrong in ${other}`, toWrong, nameOf),
    ...flipLines(`Wrong in ${one}, right in ${other}`, toRight, nameOf),
    `Wrong in both, for another emotion: ${count(nOtherwiseWrong, 'clip')}`,
  ].join('\n');
}

function verdict({ interval }: Difference, other: string): string {
  if (!interval) return 'There is no interval: it is drawn over speakers, and this needs two of them.';
  if (interval[0] > 0) return `On speakers like these ${other} has the larger UAR: the interval of the difference is above 0.`;
  if (interval[1] < 0) return `On speakers like these ${other} has the smaller UAR: the interval of the difference is below 0.`;
  return 'Whether their UAR differs on other speakers like these cannot be told: the interval of the difference holds 0.';
}

function testLines({ mcnemar, tTest }: RunChange): string[] {
  const { test, onlyFirst, onlySecond, statistic, pValue } = mcnemar;
  return [
    `McNemar (${test}): ${onlyFirst} right only in the first, ${onlySecond} only in the second, ${statistic === undefined ? '' : `χ² ${statistic.toFixed(2)}, `}${pText(pValue)}; it takes clips to be independent, which clips of one speaker are not, so p is too small`,
    ...(tTest ? [`Corrected resampled t-test over the UAR of the folds: t ${Number.isFinite(tTest.statistic) ? signed(tTest.statistic) : tTest.statistic < 0 ? '−∞' : '∞'}, ${count(tTest.degreesOfFreedom, 'degree')} of freedom, ${pText(tTest.pValue)}`] : []),
  ];
}

function flipLines(title: string, clips: readonly FlippedClip[], nameOf: (file: string) => string): string[] {
  const rows = clips.slice(0, N_CLIPS).map(({ file, speaker, emotion, takenFor }) => [nameOf(file), speaker === '' ? 'speaker unknown' : `speaker ${speaker}`, `${emotion} taken for ${takenFor}`]);
  return [`${title}: ${count(clips.length, 'clip')}`, ...aligned(rows, '  '), ...(clips.length > N_CLIPS ? [`  … and ${clips.length - N_CLIPS} more (--json has all)`] : [])];
}
