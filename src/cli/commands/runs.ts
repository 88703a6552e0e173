import { timeText, withInterval } from '../../core/report/figureText.ts';
import { extrasOf } from '../../core/report/reportedRun.ts';
import type { ListedRun } from '../../protocol/resultsView.ts';
import { note, print, printJson } from '../session.ts';
import { describeRun, withStore } from '../storedRuns.ts';

interface RunsOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Lists the stored runs, newest first. */
export function runs({ store, json }: RunsOptions): void {
  const stored = withStore(store, (opened) => opened.runs());
  if (json) printJson(stored.map(describeRun));
  else if (stored.length === 0) note(`There are no runs in ${store} yet; ser evaluate makes them.`);
  else print(table(stored));
}

function table(stored: readonly ListedRun[]): string {
  const rows = stored.map(({ id, endedAt, run }) => [
    String(id), timeText(endedAt), [run.model, ...extrasOf(run)].join(', '), run.data.name, `${run.data.featureSet}${run.normalize ? ', by speaker' : ''}`, run.cv, withInterval(run.uar, run.intervals?.uar), String(run.nClips),
  ]);
  const lines = [['run', 'ended', 'model', 'data', 'features', 'protocol', 'UAR [95 %]', 'clips'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return lines.map((cells) => cells.map((cell, column) => (column === 0 || column === cells.length - 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')).join('\n');
}
