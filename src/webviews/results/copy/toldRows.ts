import type { TextCell } from './tableText.ts';

type Rows = () => readonly (readonly string[])[];

const told = new WeakMap<HTMLTableElement, Rows>();

/** Tells what all rows of a table say, for one of which the page holds only the first. */
export const tellRows = (table: HTMLTableElement, rows: Rows): void => void told.set(table, rows);

/** The rows that were told of a table; undefined of one that is read from the page. */
export const toldRows = (table: HTMLTableElement): TextCell[][] | undefined =>
  told.get(table)?.().map((texts) => texts.map((text) => ({ text: text.replace(/\s+/g, ' ').trim(), note: '' })));
