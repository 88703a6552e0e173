import type { TextCell, TextTable } from './tableText.ts';
import { toldRows } from './toldRows.ts';
import { words } from './words.ts';

const empty: TextCell = { text: '', note: '' };

/** What is drawn, pressed, or there for others than readers. */
const notRead = 'svg, input, summary, .visually-hidden, .arrow, .axis, [data-copy="no"]';

function readCell(cell: Element): TextCell {
  if (cell.matches(notRead)) return empty;
  const copy = cell.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(notRead)) part.remove();
  const notes = [...copy.querySelectorAll('.interval, .note-line')];
  for (const note of notes) note.remove();
  const textOf = (node: Element): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();
  return { text: textOf(copy), note: notes.map(textOf).join(', ') };
}

/** The cells of rows by row and column. One that spans several rows is in each of them; one that spans columns, in the first alone but for heads. */
function readRows(rows: Iterable<HTMLTableRowElement>, part: 'head' | 'body'): TextCell[][] {
  const grid: TextCell[][] = [];
  [...rows].forEach((row, i) => {
    const line = (grid[i] ??= []);
    for (const cell of row.cells) {
      let column = 0;
      while (line[column] !== undefined) column += 1;
      const read = readCell(cell);
      for (let down = 0; down < cell.rowSpan; down++) for (let along = 0; along < cell.colSpan; along++) (grid[i + down] ??= [])[column + along] = along === 0 || part === 'head' ? read : empty;
    }
  });
  return grid;
}

/** The headline's figures as texts: what each is called, its value with the interval below it, and what it means. */
export function readHeadline(list: HTMLDListElement, head: TextTable['head']): TextTable {
  const rows = [...list.children].map((figure) => {
    const textOf = (selector: string): string => (figure.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
    return [{ text: textOf('dt'), note: '' }, { text: textOf('.value'), note: textOf('.interval') }, { text: textOf('.muted'), note: '' }];
  });
  return { caption: '', head, noteHeads: head.map(words.interval), rows };
}

/** A table of the page as texts, without columns that hold nothing to be read. */
export function readTable(table: HTMLTableElement): TextTable {
  const heads = readRows(table.tHead?.rows ?? [], 'head');
  const bodies = toldRows(table) ?? [...table.tBodies].flatMap((body) => readRows(body.rows, 'body'));
  const rows = [...bodies, ...readRows(table.tFoot?.rows ?? [], 'body')];
  const nColumns = Math.max(...[...heads, ...rows].map((line) => line.length));
  const headOf = (column: number): string => [...new Set(heads.flatMap((line) => [line[column]?.text ?? '', line[column]?.note ?? '']))].filter((text) => text !== '').join(': ');
  const columns = Array.from({ length: nColumns }, (_, column) => column).filter((column) => headOf(column) !== '' || rows.some((line) => (line[column]?.text ?? '') !== ''));
  const hasIntervals = table.querySelector('.interval') !== null;
  return {
    caption: (table.caption?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    head: columns.map(headOf),
    noteHeads: columns.map((column) => (hasIntervals ? words.interval(headOf(column)) : words.details(headOf(column)))),
    rows: rows.map((line) => columns.map((column) => line[column] ?? empty)),
  };
}
