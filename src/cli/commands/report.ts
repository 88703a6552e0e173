import { createReport } from '../../core/report/createReport.ts';
import { formatHtml } from '../../core/report/output/html.ts';
import { formatLatex } from '../../core/report/output/latex.ts';
import { formatMarkdown } from '../../core/report/output/markdown.ts';
import type { Report } from '../../core/report/reportBlocks.ts';
import { reportedRun } from '../../node/reportedRun.ts';
import { checkOutFile } from '../checkOut.ts';
import { count } from '../count.ts';
import { print } from '../session.ts';
import { DEFAULT_STORE, findRuns, withStore, type RunName } from '../storedRuns.ts';
import { VERSION } from '../version.ts';
import { writeWhole } from '../writeWhole.ts';

interface ReportOptions {
  readonly out: string;
  readonly store: string;
}

/** What a report can be written as, by the end of its file's name. */
const formats: Readonly<Record<string, (report: Report) => string>> = { html: formatHtml, htm: formatHtml, md: formatMarkdown, tex: formatLatex };

/** Why a report cannot be written under this name, or undefined when it can. */
export const refuseReportOut = (out: string): string | undefined => (formatOf(out) ? undefined : `A report is written as .html, .md or .tex; "${out}" ends otherwise.`);

const formatOf = (out: string): ((report: Report) => string) | undefined => formats[/\.(html?|md|tex)$/i.exec(out)?.[1]?.toLowerCase() ?? ''];

/** Writes a report of one stored run or of several, the first of which the others are compared with. */
export async function report(names: readonly RunName[], { out, store }: ReportOptions): Promise<void> {
  const format = formatOf(out) ?? formatHtml;
  await checkOutFile(out, store);
  const runs = withStore(store, (opened) => findRuns(opened, names, store).map((run) => reportedRun(opened, run)));
  const maker = { version: VERSION, node: process.versions.node, madeAt: new Date().toISOString(), ...(store !== DEFAULT_STORE && { store }) };
  await writeWhole(out, format(createReport(runs, maker)));
  print(`Wrote a report of ${runs.length === 1 ? `run ${runs[0]?.id}` : `${count(runs.length, 'run')} (${runs.map(({ id }) => id).join(', ')})`} to ${out}.`);
}
