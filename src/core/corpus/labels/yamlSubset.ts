import { SerError } from '../../errors.ts';
import { atEnd, columnOf, countNode, endOfLine, foldLines, isSpace, refuseYaml, skipBlanks, skipLines, type YamlCursor } from './yamlCursor.ts';
import { parseFlow, parseQuoted } from './yamlFlow.ts';

/** A YAML value: every scalar is the text that was written, and null where there is none. */
export type YamlValue = string | null | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;

/** The header of a database of a million labels is smaller. */
const MAX_CHARACTERS = 1 << 23;

/**
 * Reads the part of YAML that headers of audformat are written in: block maps and lists by indentation, flow maps and lists
 * (`{a: 1, b: [x, y]}`), plain, quoted and block scalars (`|`, `>`) over several lines, comments. Nothing is expanded: anchors,
 * aliases, tags, merge keys, complex keys and a second document are refused, so a small file cannot become a large value.
 * A key that comes twice is refused as well. At most 8 Mi characters and 500,000 values, 16 deep.
 *
 * @throws SerError `table-invalid` with the line
 */
export function parseYamlSubset(text: string): YamlValue {
  if (text.length > MAX_CHARACTERS) throw new SerError('table-invalid', `The YAML header has ${text.length} characters; ${MAX_CHARACTERS} are allowed.`);
  const cursor: YamlCursor = { text: text.replaceAll('\r\n', '\n').replace(/^\ufeff/, ''), at: 0, nNodes: 0 };
  skipLines(cursor);
  if (cursor.text.startsWith('---', cursor.at)) cursor.at += 3;
  const value = parseNode(cursor, 0, 0);
  skipLines(cursor);
  if (!atEnd(cursor)) refuseYaml(cursor, 'belongs to nothing before it, or to a second document');
  return value;
}

/** The value from the cursor on that is at least `indent` in; null when there is none. */
function parseNode(cursor: YamlCursor, indent: number, depth: number): YamlValue {
  skipLines(cursor);
  if (atEnd(cursor) || columnOf(cursor) < indent) return null;
  if (isItem(cursor)) return parseList(cursor, depth);
  return keyLength(cursor) > 0 ? parseMap(cursor, depth) : parseValue(cursor, indent - 1, depth);
}

function isItem({ text, at }: YamlCursor): boolean {
  return text[at] === '-' && isSpace(text[at + 1]);
}

function parseList(cursor: YamlCursor, depth: number): YamlValue {
  countNode(cursor, depth);
  const items: YamlValue[] = [];
  const column = columnOf(cursor);
  while (!atEnd(cursor) && columnOf(cursor) === column && isItem(cursor)) {
    cursor.at++;
    items.push(parseNode(cursor, column + 1, depth + 1));
    skipLines(cursor);
  }
  return items;
}

function parseMap(cursor: YamlCursor, depth: number): YamlValue {
  countNode(cursor, depth);
  const map = new Map<string, YamlValue>();
  const column = columnOf(cursor);
  while (!atEnd(cursor) && columnOf(cursor) === column && !isItem(cursor)) {
    const key = parseKey(cursor);
    if (key === '<<') refuseYaml(cursor, 'merges maps, which is not read here');
    if (map.has(key)) refuseYaml(cursor, 'has a key again');
    skipBlanks(cursor);
    if (atEnd(cursor) || cursor.text[cursor.at] === '\n') {
      skipLines(cursor);
      // A list may stand as far in as the key that it belongs to.
      map.set(key, columnOf(cursor) === column && isItem(cursor) ? parseList(cursor, depth + 1) : parseNode(cursor, column + 1, depth + 1));
    } else map.set(key, parseValue(cursor, column, depth + 1));
    skipLines(cursor);
  }
  if (!atEnd(cursor) && columnOf(cursor) > column) refuseYaml(cursor, 'is further in than what it belongs to');
  return map;
}

/** The length of "key:" at the cursor, on its line; 0 when there is no key. */
function keyLength(cursor: YamlCursor): number {
  const { text, at } = cursor;
  if (text[at] === '"' || text[at] === "'") {
    const probe = { ...cursor };
    parseQuoted(probe);
    const quoted = text.slice(at, probe.at);
    while (text[probe.at] === ' ') probe.at++;
    return text[probe.at] === ':' && isSpace(text[probe.at + 1]) && !quoted.includes('\n') ? probe.at + 1 - at : 0;
  }
  if (/[[{]/.test(text[at])) return 0;
  for (let i = at; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === ':' && isSpace(text[i + 1])) return i + 1 - at;
    if (text[i] === '#' && isSpace(text[i - 1])) return 0;
  }
  return 0;
}

function parseKey(cursor: YamlCursor): string {
  const length = keyLength(cursor);
  if (length === 0) return refuseYaml(cursor, 'is no "key: value"');
  const end = cursor.at + length;
  refuseIndicator(cursor);
  const quoted = /["']/.test(cursor.text[cursor.at]);
  const key = quoted ? parseQuoted(cursor) : cursor.text.slice(cursor.at, end - 1).trim();
  cursor.at = end;
  return key;
}

/** A value that begins here and goes on over the lines that are further in than `indent`. */
function parseValue(cursor: YamlCursor, indent: number, depth: number): YamlValue {
  const first = cursor.text[cursor.at];
  refuseIndicator(cursor);
  if (first === '|' || first === '>') return parseBlockScalar(cursor, indent, depth);
  if (!/["'[{]/.test(first)) return parsePlain(cursor, indent, depth);
  const value = parseFlow(cursor, depth);
  skipBlanks(cursor);
  if (!atEnd(cursor) && cursor.text[cursor.at] !== '\n') refuseYaml(cursor, 'goes on behind a closed quote or bracket');
  return value;
}

function refuseIndicator(cursor: YamlCursor): void {
  const first = cursor.text[cursor.at];
  if (/[&*!%@`]/.test(first) || (first === '?' && isSpace(cursor.text[cursor.at + 1]))) refuseYaml(cursor, 'has an anchor, an alias, a tag or a complex key, which are not read here');
}

function parsePlain(cursor: YamlCursor, indent: number, depth: number): string | null {
  countNode(cursor, depth);
  const lines: string[] = [];
  do {
    if (keyLength(cursor) > 0) refuseYaml(cursor, 'has a ": " inside of a text without quotes');
    lines.push(plainLine(cursor));
  } while (goOn(cursor, indent, lines));
  const value = foldLines(lines);
  return value === '~' || value === 'null' ? null : value;
}

/** The rest of the line up to a comment. */
function plainLine(cursor: YamlCursor): string {
  const line = cursor.text.slice(cursor.at, endOfLine(cursor));
  const comment = /(^|[ \t])#/.exec(line);
  cursor.at += line.length;
  return comment ? line.slice(0, comment.index) : line;
}

/** Goes to the next line that belongs to a text; empty lines between are kept as such. */
function goOn(cursor: YamlCursor, indent: number, lines: string[]): boolean {
  const probe = { ...cursor };
  let nEmpty = -1;
  while (probe.text[probe.at] === '\n') {
    probe.at++;
    nEmpty++;
    while (probe.text[probe.at] === ' ') probe.at++;
  }
  if (atEnd(probe) || nEmpty < 0 || columnOf(probe) <= indent || probe.text[probe.at] === '#') return false;
  cursor.at = probe.at;
  for (let i = 0; i < nEmpty; i++) lines.push('');
  return true;
}

function parseBlockScalar(cursor: YamlCursor, indent: number, depth: number): string {
  countNode(cursor, depth);
  const folded = cursor.text[cursor.at] === '>';
  cursor.at = endOfLine(cursor);
  const lines: string[] = [];
  let inner = -1;
  while (!atEnd(cursor)) {
    const start = cursor.at + 1;
    const end = endOfLine({ ...cursor, at: start });
    const line = cursor.text.slice(start, end);
    const blanks = line.length - line.trimStart().length;
    if (line.trim() !== '' && blanks <= indent) break;
    if (inner < 0 && line.trim() !== '') inner = blanks;
    lines.push(line.slice(Math.max(0, inner)));
    cursor.at = end;
  }
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop();
  return folded ? foldLines(lines) : lines.join('\n');
}
