import { plainText } from '../markup.ts';
import type { Report, ReportBlock, ReportSection, ReportTable } from '../reportBlocks.ts';
import { latexTables } from './latex.ts';

/** A report as Markdown, with its main tables once more for LaTeX; what a page draws stands in its tables. */
export function formatMarkdown(report: Report): string {
  const { title, notes, parts } = report;
  const level = parts.length === 1 ? '##' : '###';
  const blocks = [
    `# ${inline(title)}`,
    ...notes.map(block),
    ...parts.flatMap((part) => [...(parts.length === 1 ? [] : [`## ${inline(part.heading)}`]), ...part.sections.flatMap((section) => sectionOf(section, level))]),
    '## Tables for LaTeX',
    'They need `\\usepackage{booktabs}`, and `\\usepackage[T1]{fontenc}` with pdfLaTeX.',
    ...latexTables(report).map((table) => fenced(table, 'latex')),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const sectionOf = ({ heading, blocks }: ReportSection, level: string): string[] => [`${level} ${inline(heading)}`, ...blocks.map(block)];

function block(found: ReportBlock): string {
  switch (found.kind) {
    case 'text':
      return inline(found.text);
    case 'warning':
      return `**${inline(found.text)}**`;
    case 'command':
      return fenced(found.text, 'sh');
    case 'facts':
      return bullets(found.facts.map(([name, value]) => `${inline(name)}: ${inline(value)}`));
    case 'list':
      return bullets(found.items.map(inline));
    case 'table':
    case 'picture':
      return tableOf(found.table);
  }
}

function tableOf({ caption, columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [inline(caption), '', line(columns.map(({ head }) => inline(head))), line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))), ...rows.map((row) => line(row.map(inline)))].join('\n');
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** A text as plain text of one line: names are other people's, and must not become markup. Brackets of intervals stay, those of links do not. */
const inline = (text: string): string =>
  plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}<>#|~&$]|\](?=[([:])/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?= )/, '\\$1');

/** A block of code whose fence is longer than any in it. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${plainText(code)}\n${fence}`;
}
