import { plainText } from '../markup.ts';
import { MISSING_HEADING, type Report, type ReportTable } from '../reportBlocks.ts';

const specials: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', $: '\\$', '&': '\\&', '#': '\\#', '^': '\\textasciicircum{}', _: '\\_', '%': '\\%', '~': '\\textasciitilde{}',
  '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}', '"': '\\textquotedbl{}', '`': '\\textasciigrave{}', "'": '\\textquotesingle{}', '-': '-{}',
  '−': '$-$', '±': '$\\pm$', '×': '$\\times$', '→': '$\\to$', '≥': '$\\ge$', '≤': '$\\le$', '·': '$\\cdot$', '…': '\\ldots{}', '–': '--', '\ufffd': '?',
};

/** A text as LaTeX prints it, on one line: no character of a name becomes a command. */
export const escapeLatex = (text: string): string =>
  plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\{}$&#^_%~<>|"`'−±×→≥≤·…–\ufffd]|-(?=-)/g, (character) => specials[character])
    // After the end of a row these would be read as its options.
    .replace(/^ ?[[*]/, '{$&}');

/** The tables of a report for a paper, of the package booktabs. */
export const latexTables = ({ parts }: Report): string[] => parts.flatMap(({ id, context, sections }) => sections.flatMap(({ blocks }) => blocks.flatMap((block) => ('table' in block && block.table.label !== undefined ? [latexTable(block.table, `tab:${id}-${block.table.label}`, context)] : []))));

function latexTable({ caption, columns, rows }: ReportTable, label: string, context: string | undefined): string {
  const line = (cells: readonly string[]): string => `${cells.map(escapeLatex).join(' & ')} \\\\`;
  return [
    '\\begin{table}[t]',
    '\\centering',
    `\\caption{${escapeLatex(context === undefined ? caption : `${caption} ${context}`)}}`,
    `\\label{${label}}`,
    `\\begin{tabular}{${columns.map(({ align }) => align[0]).join('')}}`,
    '\\toprule',
    line(columns.map(({ head }) => head)),
    '\\midrule',
    ...rows.map(line),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
  ].join('\n');
}

/** The tables as a file to \input; where they come from stands above them. */
export function formatLatex(report: Report): string {
  const sources = report.parts.flatMap(({ heading, sections }) => [heading, ...sections.filter((section) => section.heading !== MISSING_HEADING).flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'command' ? [block.text] : [])))]);
  const remarks = [report.title, ...report.notes.flatMap((note) => ('text' in note ? [note.text] : [])), 'Needs \\usepackage{booktabs}, and \\usepackage[T1]{fontenc} with pdfLaTeX.', ...sources];
  return `${[remarks.map((remark) => `% ${plainText(remark).replace(/\s+/g, ' ')}`).join('\n'), ...latexTables(report)].join('\n\n')}\n`;
}
