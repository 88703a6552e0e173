import { atEnd, countNode, foldLines, isSpace, refuseYaml, skipLines, type YamlCursor } from './yamlCursor.ts';
import type { YamlValue } from './yamlSubset.ts';

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' };
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** A value in brackets, in quotes or plain, inside of brackets. */
export function parseFlow(cursor: YamlCursor, depth: number): YamlValue {
  countNode(cursor, depth);
  switch (cursor.text[cursor.at]) {
    case '[':
      return parseFlowList(cursor, depth);
    case '{':
      return parseFlowMap(cursor, depth);
    case '"':
    case "'":
      return parseQuoted(cursor);
    default:
      return parseFlowPlain(cursor);
  }
}

function parseFlowList(cursor: YamlCursor, depth: number): YamlValue {
  const items: YamlValue[] = [];
  cursor.at++;
  while (!closes(cursor, ']')) {
    items.push(parseFlow(cursor, depth + 1));
    passComma(cursor, ']');
  }
  return items;
}

function parseFlowMap(cursor: YamlCursor, depth: number): YamlValue {
  const map = new Map<string, YamlValue>();
  cursor.at++;
  while (!closes(cursor, '}')) {
    const key = parseFlow(cursor, depth + 1);
    if (typeof key !== 'string') return refuseYaml(cursor, 'has a key that is no text');
    if (map.has(key)) refuseYaml(cursor, 'has a key again');
    skipLines(cursor);
    let value: YamlValue = null;
    if (cursor.text[cursor.at] === ':') {
      cursor.at++;
      skipLines(cursor);
      if (!/[,}]/.test(cursor.text[cursor.at] ?? '')) value = parseFlow(cursor, depth + 1);
    }
    map.set(key, value);
    passComma(cursor, '}');
  }
  return map;
}

/** Whether the bracket closes here; it is passed then. */
function closes(cursor: YamlCursor, bracket: string): boolean {
  skipLines(cursor);
  if (atEnd(cursor)) refuseYaml(cursor, 'ends before a bracket is closed');
  if (cursor.text[cursor.at] !== bracket) return false;
  cursor.at++;
  return true;
}

function passComma(cursor: YamlCursor, bracket: string): void {
  skipLines(cursor);
  if (cursor.text[cursor.at] === ',') cursor.at++;
  else if (cursor.text[cursor.at] !== bracket) refuseYaml(cursor, 'has neither a comma nor a closing bracket after a value');
}

/** A text in quotes, over as many lines as it takes. */
export function parseQuoted(cursor: YamlCursor): string {
  const quote = cursor.text[cursor.at];
  const start = ++cursor.at;
  for (; !atEnd(cursor); cursor.at++) {
    const character = cursor.text[cursor.at];
    if (character === '\\' && quote === '"') cursor.at++;
    else if (character === quote && quote === "'" && cursor.text[cursor.at + 1] === quote) cursor.at++;
    else if (character === quote) {
      const raw = cursor.text.slice(start, cursor.at++);
      return quote === "'" ? foldQuoted(raw).replaceAll("''", "'") : unescapeDouble(cursor, raw);
    }
  }
  return refuseYaml(cursor, 'ends before a quote is closed');
}

/** Blanks before the first word and behind the last stay; those around breaks go. */
function foldQuoted(raw: string): string {
  if (!raw.includes('\n')) return raw;
  const last = raw.slice(raw.lastIndexOf('\n') + 1);
  const behind = last.trim() === '' ? '' : last.slice(last.trimEnd().length);
  return raw.slice(0, raw.length - raw.replace(/^[ \t]+/, '').length) + foldLines(raw.split('\n')) + behind;
}

function unescapeDouble(cursor: YamlCursor, raw: string): string {
  // A break behind a backslash joins its lines.
  return foldQuoted(raw.replaceAll(/(?<!\\)((?:\\\\)*)\\\n[ \t]*/g, '$1')).replaceAll(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs, (_, x?: string, u?: string, long?: string, one?: string) => {
    const code = x ?? u ?? long;
    if (code !== undefined) return Number.parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(code, 16)) : refuseYaml(cursor, 'has an escape of no character');
    const escape = one ?? '';
    if (Object.hasOwn(HEX_DIGITS, escape) || !Object.hasOwn(ESCAPES, escape)) refuseYaml(cursor, 'has an escape that is none of YAML');
    return ESCAPES[escape];
  });
}

function parseFlowPlain(cursor: YamlCursor): string | null {
  const { text } = cursor;
  const start = cursor.at;
  if (/[&*!|>%@`]/.test(text[start]) || (text[start] === '?' && isSpace(text[start + 1]))) refuseYaml(cursor, 'has an anchor, an alias, a tag or a complex key, which are not read here');
  for (; !atEnd(cursor); cursor.at++) {
    const character = text[cursor.at];
    if (/[,[\]{}]/.test(character)) break;
    if (character === ':' && (isSpace(text[cursor.at + 1]) || /[,[\]{}]/.test(text[cursor.at + 1]))) break;
    if (character === '#' && isSpace(text[cursor.at - 1])) break;
  }
  const value = foldLines(text.slice(start, cursor.at).trim().split('\n'));
  if (value === '') return refuseYaml(cursor, 'has a comma or a bracket where a value belongs');
  return value === '~' || value === 'null' ? null : value;
}
