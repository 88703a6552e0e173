import type { Difference } from '../../evaluation/comparison/compareRuns.ts';
import { runChange, type RunChange } from '../../evaluation/comparison/runChange.ts';
import { isSerError } from '../../errors.ts';
import { pValueText, shareText, signedText, withInterval } from '../figureText.ts';
import { shareRows } from '../pictures/shareRows.ts';
import { text, type ReportBlock, type ReportPart, type ReportTable } from '../reportBlocks.ts';
import { extrasOf, learnerName, type ReportedRun } from '../reportedRun.ts';

/** Several runs side by side, and whether the others differ from the first by more than chance. */
export function comparisonPart(runs: readonly ReportedRun[]): ReportPart {
  const names = runs.map(({ id, run }) => `run ${id}: ${[run.model, ...extrasOf(run)].join(', ')}, ${run.data.featureSet}${run.normalize ? ', by speaker' : ''}`);
  const bars = runs.map(({ run }, i) => ({ name: names[i], value: run.uar, interval: run.intervals?.uar ?? null, chance: 1 / run.classes.length }));
  const picture = shareRows({ id: 'comparison-uar', title: 'UAR of each run', description: `${bars.map(({ name, value }) => `${name}: ${shareText(value)}`).join('; ')}. Dashed: chance.` }, bars);
  return {
    id: 'comparison',
    heading: 'Comparison',
    sections: [
      { heading: 'Runs', blocks: [{ kind: 'picture', picture, legend: 'UAR. Lines: 95 % intervals over speakers. Dashed: chance.', table: runTable(runs) }] },
      { heading: `Differences from run ${runs[0].id}`, blocks: differenceBlocks(runs) },
    ],
  };
}

function runTable(runs: readonly ReportedRun[]): ReportTable {
  const left = ['run', 'learner', 'data', 'features', 'protocol'];
  return {
    caption: 'Runs, with 95 % intervals over speakers.',
    columns: [...left.map((head) => ({ head, align: 'left' as const })), ...['clips', 'accuracy', 'UAR', 'macro F1'].map((head) => ({ head, align: 'right' as const }))],
    rows: runs.map(({ id, run }) => [
      String(id), [learnerName(run.model), ...extrasOf(run)].join(', '), run.data.name, `${run.data.featureSet}${run.normalize ? ', normalised by speaker' : ''}`, run.cv, String(run.nClips),
      withInterval(run.accuracy, run.intervals?.accuracy), withInterval(run.uar, run.intervals?.uar), withInterval(run.macroF1, run.intervals?.macroF1),
    ]),
    label: 'runs',
  };
}

function differenceBlocks([first, ...others]: readonly ReportedRun[]): ReportBlock[] {
  const compared = others.map((other): { other: ReportedRun; found: RunChange | string } => ({ other, found: tryComparison(first, other) }));
  const rows = compared.flatMap(({ other, found }) => {
    if (typeof found === 'string') return [];
    const { accuracy, uar, macroF1, mcnemar, tTest } = found;
    return [[`run ${other.id} (${other.run.model}, ${other.run.data.featureSet})`, ...[uar, accuracy, macroF1].map(changeText), `${mcnemar.onlySecond} / ${mcnemar.onlyFirst}`, pValueText(mcnemar.pValue), tTest ? pValueText(tTest.pValue) : '–']];
  });
  const refused = compared.flatMap(({ other, found }) => (typeof found === 'string' ? [`Run ${other.id} cannot be tested against run ${first.id}: ${found}`] : []));
  const table: ReportTable = {
    caption: `Each run less run ${first.id} (${first.run.model}, ${first.run.data.featureSet}), on the same clips in the same folds.`,
    columns: ['run', 'UAR', 'accuracy', 'macro F1', 'right only here / only there', 'McNemar p', 'corrected t p'].map((head, i) => ({ head, align: i === 0 ? 'left' : 'right' })),
    rows,
    label: 'differences',
  };
  return [
    ...(rows.length > 0 ? [{ kind: 'table', table } as const, text('The intervals are over speakers, both runs’ answers to a speaker’s clips drawn together: one without 0 says that the runs differ on speakers like these. McNemar’s test takes clips to be independent, which clips of one speaker are not, so its p is too small; the corrected resampled t-test of Nadeau and Bengio is over the folds’ UAR. The p-values are not corrected for how many runs are compared.')] : []),
    ...(refused.length > 0 ? [{ kind: 'list', items: refused } as const] : []),
  ];
}

function tryComparison(first: ReportedRun, other: ReportedRun): RunChange | string {
  try {
    return runChange(first.run, other.run, { seed: first.run.seed });
  } catch (error) {
    if (isSerError(error)) return error.message;
    throw error;
  }
}

const changeText = ({ value, interval }: Difference): string => withInterval(value, interval, signedText);
