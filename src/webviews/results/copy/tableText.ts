/** A cell as it is read: its text, and an interval or another remark below it. */
export interface TextCell {
  readonly text: string;
  readonly note: string;
}

/** A table as texts: one head, and rows of as many cells. */
export interface TextTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** What the remarks of each column are, as the head of a column of their own. */
  readonly noteHeads: readonly string[];
  readonly rows: readonly (readonly TextCell[])[];
}

/** What spreadsheets would run as a formula; a number with its sign is none. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(?: %)?$/.test(text);

/** Numbers as programs read them: a hyphen for minus, no commas within. */
const plainNumber = (text: string): string => (/^[+−-]?\d[\d,]*(?:\.\d+)?(?: %)?$/.test(text) ? text.replaceAll(',', '').replace('−', '-') : text);

function csvCell(text: string): string {
  const plain = plainNumber(text);
  const safe = isFormula(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as CSV (RFC 4180, lines ending in \n): remarks below the texts of a column have a column of their own, and no cell can
 * be taken for a formula.
 */
export function toCsv({ head, noteHeads, rows }: TextTable): string {
  const hasNotes = head.map((_, column) => rows.some((cells) => (cells[column]?.note ?? '') !== ''));
  const lines = [
    head.flatMap((text, column) => [text, ...(hasNotes[column] ? [noteHeads[column] ?? ''] : [])]),
    ...rows.map((cells) => cells.flatMap(({ text, note }, column) => [text, ...(hasNotes[column] ? [note] : [])])),
  ];
  return lines.map((line) => `${line.map(csvCell).join(',')}\n`).join('');
}

/** A text that Markdown shows as it is. */
const markdownText = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}<>#|~&$[\]]/g, '\\$&');

/** A table as Markdown, its caption before it; columns of numbers are set to the right. */
export function toMarkdown({ caption, head, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;
  const isNumber = (column: number): boolean => rows.every((cells) => /^(?:[+−-]?\d.*|[–∞]?)$/.test(cells[column]?.text ?? ''));
  return [
    ...(caption === '' ? [] : [markdownText(caption), '']),
    line(head),
    `| ${head.map((_, column) => (isNumber(column) ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((cells) => line(cells.map(({ text, note }) => (note === '' ? text : `${text} (${note})`)))),
    '',
  ].join('\n');
}
