import { rowShares } from '../../evaluation/metrics/metrics.ts';
import { percentText } from '../figureText.ts';
import { confusionTable } from '../pictures/confusionTable.ts';
import { namedColumns, type ReportSection } from '../reportBlocks.ts';
import type { ReportedRun } from '../reportedRun.ts';

/** Who is taken for whom. */
export function confusionSection({ run }: ReportedRun): ReportSection {
  const { classes, confusionMatrix } = run;
  const shares = rowShares(confusionMatrix);
  const rows = classes.map((name, i) => [name, ...confusionMatrix[i].map((n, j) => `${percentText(shares[i][j])} (${n})`), String(confusionMatrix[i].reduce((sum, n) => sum + n, 0))]);
  const caption = 'Confusion matrix. Rows: the corpus’s label. Columns: the held-out prediction. Cells: percent of the row’s clips, and clips in brackets.';
  return { heading: 'Confusion matrix', blocks: [{ kind: 'table', table: { caption, columns: namedColumns('label', ...classes, 'clips'), rows, label: 'confusion' }, drawn: confusionTable(run) }] };
}
