import { canonicalEmotion } from '../emotion.ts';
import { SerError } from '../../errors.ts';

/** Longest emotion, speaker, intensity, session or split. */
export const MAX_WORD = 200;
/** Of the words of a sentence; two that are alike so far count as the same sentence. */
const MAX_SENTENCE = 500;

/**
 * The text of a label file: UTF-8, UTF-16 with its mark, else `fallback`.
 *
 * @throws SerError `table-invalid` for what is no text
 */
export function decodeText(bytes: Uint8Array, fallback: 'windows-1252' | 'gb18030' = 'windows-1252'): string {
  if (isUtf16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new SerError('table-invalid', 'The label file is not text.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(fallback).decode(bytes);
  }
}

/** Whether a text begins with the mark of UTF-16, of either order. */
export const isUtf16 = ([first, second]: Uint8Array): boolean => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** The lines of a text, numbered from 1, without a list of them all. */
export function* linesOf(text: string): Generator<{ readonly line: string; readonly row: number }> {
  let start = 0;
  for (let row = 1; start <= text.length; row++) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield { line: text.slice(start, text[stop - 1] === '\r' && stop > start ? stop - 1 : stop), row };
    start = stop + 1;
  }
}

/** Whether a cell may be an emotion, a speaker or another name: short, and without control characters. */
export const isWord = (cell: string): boolean => cell.length <= MAX_WORD && !/\p{Cc}/u.test(cell);

/** An emotion in the words of a manifest: known words in lower case, since "Angry" and "angry" are one; others as they are. */
export const ownEmotion = (word: string): string => (canonicalEmotion(word) ? word.toLowerCase() : word);

/** The words of a sentence on one line. */
export const plainSentence = (text: string): string => text.slice(0, 2 * MAX_SENTENCE).replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, MAX_SENTENCE);

/** The sex that a cell names, if it names one. */
export function parseSex(cell: string): 'female' | 'male' | undefined {
  const word = cell.toLowerCase();
  if (word === 'female' || word === 'f') return 'female';
  return word === 'male' || word === 'm' ? 'male' : undefined;
}

/** Seconds of a number ("1.5") or of a pandas timedelta ("0 days 00:00:01.898250"); undefined for what is neither. */
export function parseSeconds(cell: string): number | undefined {
  const match = /^(?:(\d{1,6}) days? ?)?(?:\+?(\d{1,6}):(\d\d):(\d\d(?:\.\d{1,12})?))?$/.exec(cell);
  if (match && cell !== '') return Number(match[1] ?? 0) * 86_400 + Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return /^\d{1,9}(\.\d{1,18})?$/.test(cell) ? Number(cell) : undefined;
}
