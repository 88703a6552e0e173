import type { WrittenClip } from './estimateCsv.ts';

/** What would end a cell, or be read as markup, is escaped. */
const cell = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');

/** Estimates of clips as a Markdown table: file, label (where any is known), estimate with its probability, remark. */
export function formatClipMarkdown(clips: readonly WrittenClip[]): string {
  const hasLabels = clips.some(({ label }) => label !== undefined);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const fields = ['file', ...(hasLabels ? ['label'] : []), 'estimate', 'probability', 'remark'];
  return `${[
    row(fields),
    row(fields.map((field) => (field === 'probability' ? '--:' : '---'))),
    ...clips.map(({ path, label, emotion, probabilities, uncertain, remark }) =>
      row([cell(path), ...(hasLabels ? [cell(label ?? '')] : []), cell(uncertain ? `uncertain (${emotion})` : emotion), `${Math.round(100 * (probabilities[emotion] ?? 0))} %`, cell(remark ?? '')]),
    ),
  ].join('\n')}\n`;
}
