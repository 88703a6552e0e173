import { describeDegradation } from '../../audio/degrade/degradation.ts';
import { shareText, timeText, withInterval } from '../figureText.ts';
import { robustnessCurves } from '../pictures/robustnessCurves.ts';
import { namedColumns, text } from '../reportBlocks.ts';
import { studyCommand } from '../repeatCommand.ts';
import { otherLearner } from './otherLearner.ts';
import { partId, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';

/** How the learner does where recordings are worse than those it learnt from. */
export function robustnessSection(reported: ReportedRun, store: string | undefined): SectionOrReason {
  const { run, robustness } = reported;
  if (!robustness) {
    if (run.data.corpus === 'csv') return { missing: 'Robustness: recordings are degraded as audio, so it needs the folder of the clips; ser robustness measures it there.' };
    return { missing: 'Robustness: none of this learner on these data and features is stored. This measures it:', command: studyCommand(run, 'robustness', ['--cv', run.cv], store) };
  }
  const { curves, cv, seed, nClasses } = robustness.record;
  const [{ rows }] = curves;
  const name = (i: number): string => (rows[i].degradation ? describeDegradation(rows[i].degradation) : 'as recorded');
  const heads = curves.map(({ augment }) => (augment.length === 0 ? 'UAR' : `UAR, trained also on ${augment.join('; ')}`));
  const table = {
    caption: `UAR on held-out clips after each degradation, with 95 % intervals over speakers; chance is ${shareText(1 / nClasses)}.`,
    columns: namedColumns('recordings', ...heads),
    rows: rows.map((_, i) => [name(i), ...curves.map((curve) => withInterval(curve.rows[i].uar, curve.rows[i].uarInterval))]),
    label: 'robustness',
  };
  const description = `${rows.map((row, i) => `${name(i)}: ${shareText(row.uar)}`).join('; ')}. Dashed: chance, ${shareText(1 / nClasses)}.`;
  const picture = robustnessCurves({ id: `${partId(reported)}-robustness`, title: 'UAR against the level of each degradation', description }, robustness.record);
  return { heading: 'Robustness', blocks: [text(`Protocol ${cv}, seed ${seed}, measured ${timeText(robustness.madeAt)}.`), { kind: 'picture', picture, legend: `“none” is the clips as recorded. Lines and bands: 95 % intervals over speakers. Dashed: chance (${shareText(1 / nClasses)}).`, table }, ...otherLearner(run)] };
}
