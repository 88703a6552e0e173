import { SerError } from '../../errors.ts';

/** A place in a YAML text, and how much has been made of it. */
export interface YamlCursor {
  readonly text: string;
  at: number;
  nNodes: number;
}

const MAX_NODES = 500_000;
const MAX_DEPTH = 16;

/** @throws SerError `table-invalid` with the line of the cursor */
export function refuseYaml({ text, at }: YamlCursor, problem: string): never {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  throw new SerError('table-invalid', `Line ${line} of the YAML header ${problem}.`);
}

/** Counts a node, so that the value that is made stays in proportion. */
export function countNode(cursor: YamlCursor, depth: number): void {
  if (depth > MAX_DEPTH) refuseYaml(cursor, `is nested more than ${MAX_DEPTH} deep`);
  if (++cursor.nNodes > MAX_NODES) refuseYaml(cursor, `is beyond the ${MAX_NODES} values that are read`);
}

/** How far in the cursor is on its line. */
export const columnOf = ({ text, at }: YamlCursor): number => at - (text.lastIndexOf('\n', at - 1) + 1);

/** Whether a character, or the end of the text, separates words. */
export const isSpace = (character: string | undefined): boolean => character === undefined || character === ' ' || character === '\n' || character === '\t';

export const atEnd = ({ text, at }: YamlCursor): boolean => at >= text.length;

/** Goes over blanks on the line, and a comment behind them. */
export function skipBlanks(cursor: YamlCursor): void {
  const { text } = cursor;
  const start = cursor.at;
  while (text[cursor.at] === ' ' || text[cursor.at] === '\t') cursor.at++;
  if (text[cursor.at] === '#' && (cursor.at > start || columnOf(cursor) === 0)) cursor.at = endOfLine(cursor);
}

/** Goes over blanks, ends of lines and comments to whatever comes next. */
export function skipLines(cursor: YamlCursor): void {
  skipBlanks(cursor);
  while (cursor.text[cursor.at] === '\n') {
    cursor.at++;
    skipBlanks(cursor);
  }
}

export function endOfLine({ text, at }: YamlCursor): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A text of several lines as one: a break is a space, each empty line a break. */
export function foldLines(lines: readonly string[]): string {
  let folded = '';
  let nEmpty = 0;
  lines.forEach((line, i) => {
    const words = line.trim();
    if (words === '' && i > 0 && i < lines.length - 1) nEmpty++;
    else {
      if (i > 0) folded += nEmpty > 0 ? '\n'.repeat(nEmpty) : ' ';
      folded += words;
      nEmpty = 0;
    }
  });
  return folded;
}
