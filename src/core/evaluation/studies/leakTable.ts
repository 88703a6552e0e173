import type { Interval } from '../metrics/clusterBootstrap.ts';
import type { EvaluatedData } from '../evaluationRun.ts';
import type { LeakGap, LeakReport, LeakRow } from './leakMeter.ts';

const share = (value: number): string => value.toFixed(3);
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const between = (interval: Interval | null, format: (value: number) => string): string => (interval ? ` [${format(interval[0])}, ${format(interval[1])}]` : '');

/** What a row tests, in words: the same in every table. */
export function describeLeakRow({ kind, external, nClasses }: LeakRow): string {
  switch (kind) {
    case 'random':
      return 'random split: voices and sentences known';
    case 'sentence':
      return 'new sentences, known voices';
    case 'speaker':
      return 'new voices, known sentences';
    case 'speaker-shared':
      return `new voices, the ${nClasses} emotions of ${external} too`;
    case 'external':
      return `another corpus: ${external}`;
  }
}

/** What a fall is owed to, in words. */
export function describeGap({ kind, external }: LeakGap): string {
  if (kind === 'voice') return 'owed to known voices (random − new voices)';
  if (kind === 'sentence') return 'owed to known sentences (random − new sentences)';
  return `owed to the corpus (new voices − ${external})`;
}

const synthetic = 'Synthetic sample corpus: these figures say nothing about human speech.';

/** The reports of several learners as plain text. */
export function formatLeaks(reports: readonly LeakReport[], { name, featureSet, synthetic: isSynthetic }: EvaluatedData): string {
  const blocks = reports.map(({ model, rows, gaps }) => {
    const lines = [
      ...rows.map((row) => [describeLeakRow(row), row.cv, `${share(row.uar)}${between(row.uarInterval, share)}`, `${row.nClips} clips, ${row.nSpeakers} speakers, chance ${share(1 / row.nClasses)}`]),
      ...gaps.map((gap) => [`  ${describeGap(gap)}`, '', `${signed(gap.fall)}${between(gap.fallInterval, signed)}`, '']),
    ];
    const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => cells[column].length)));
    return [`${model} · UAR [95 % interval over speakers]`, ...lines.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())].join('\n');
  });
  return [`Leak meter · ${name} · ${featureSet}${isSynthetic ? `\n${synthetic}` : ''}`, ...blocks].join('\n\n');
}

/** The same as one Markdown table, learners side by side. */
export function formatLeaksMarkdown(reports: readonly LeakReport[], { name, featureSet, synthetic: isSynthetic }: EvaluatedData): string {
  const [{ rows, gaps }] = reports;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `UAR on ${name} with the features \`${featureSet}\`, with 95 % intervals over speakers.${isSynthetic ? ` ${synthetic}` : ''}`,
    '',
    line(['tested on', 'protocol', 'clips', ...reports.map(({ model }) => model)]),
    line(['---', '---', ...new Array<string>(reports.length + 1).fill('---:')]),
    ...rows.map((row, i) => line([describeLeakRow(row), `\`${row.cv}\``, String(row.nClips), ...reports.map((report) => `${share(report.rows[i].uar)}${between(report.rows[i].uarInterval, share)}`)])),
    ...gaps.map((gap, i) => line([`*${describeGap(gap)}*`, '', '', ...reports.map((report) => `*${signed(report.gaps[i].fall)}${between(report.gaps[i].fallInterval, signed)}*`)])),
  ].join('\n');
}
