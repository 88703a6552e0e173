import { describeGap, describeLeakRow } from '../../evaluation/studies/leakTable.ts';
import { shareText, signedText, timeText, withInterval } from '../figureText.ts';
import { shareRows } from '../pictures/shareRows.ts';
import { text, type ReportTable } from '../reportBlocks.ts';
import { studyCommand } from '../repeatCommand.ts';
import { otherLearner } from './otherLearner.ts';
import { partId, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';

/** How much of a score is owed to what the test side shares with the training side. */
export function leakSection(reported: ReportedRun, store: string | undefined): SectionOrReason {
  const { run, leak } = reported;
  if (!leak) return { missing: 'Leak meter: none of this learner on these data and features is stored. This makes one:', command: studyCommand(run, 'leak', [], store) };
  const { rows, gaps, seed } = leak.record;
  const bars = rows.map((row) => ({ name: describeLeakRow(row), value: row.uar, interval: row.uarInterval, chance: 1 / row.nClasses }));
  const description = `${bars.map(({ name, value }) => `${name}: ${shareText(value)}`).join('; ')}. Dashed: chance.`;
  const picture = shareRows({ id: `${partId(reported)}-leak`, title: 'UAR by what the test side shares with the training side', description }, bars);
  const table: ReportTable = {
    caption: 'Leak meter: UAR by what the test side shares with the training side, with 95 % intervals over speakers, and what each fall is owed to.',
    columns: [{ head: 'tested on', align: 'left' }, { head: 'protocol', align: 'left' }, { head: 'UAR', align: 'right' }, { head: 'clips', align: 'right' }, { head: 'speakers', align: 'right' }],
    rows: [...rows.map((row) => [describeLeakRow(row), row.cv, withInterval(row.uar, row.uarInterval), String(row.nClips), String(row.nSpeakers)]), ...gaps.map((gap) => [describeGap(gap), '', withInterval(gap.fall, gap.fallInterval, signedText), '', ''])],
    label: 'leaks',
  };
  return { heading: 'Leak meter', blocks: [text(`Measured ${timeText(leak.madeAt)}, seed ${seed}. What the UAR of the random split is above that of new voices is owed to leakage.`), { kind: 'picture', picture, legend: 'Lines: 95 % intervals over speakers. Dashed: chance, which depends on how many emotions are tested.', table }, ...otherLearner(run)] };
}
