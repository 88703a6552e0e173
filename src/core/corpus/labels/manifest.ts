import { SerError } from '../../errors.ts';
import { parseBoundedJson } from '../../interchange/boundedJson.ts';
import { canonicalEmotion } from '../emotion.ts';
import { delimiterOf, forEachCsvRow, type ColumnNames } from './csvTable.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, isUtf16, isWord, ownEmotion, parseSeconds, parseSex, plainSentence } from './labelText.ts';
import { createRowFaults, type RowFaults } from './rowFaults.ts';

type Role = 'file' | 'emotion' | 'label' | 'speaker' | 'sex' | 'sentence' | 'intensity' | 'session' | 'split' | 'start' | 'end';

/** The columns of a manifest. "label" may be a label of anything, so it counts where there is no emotion, and by known words only. */
export const MANIFEST_COLUMNS: ColumnNames<Role> = {
  file: ['file', 'path', 'filename', 'file_name', 'filepath', 'file_path', 'wav', 'audio', 'audio_path'],
  emotion: ['emotion', 'emo'],
  label: ['label'],
  speaker: ['speaker', 'speaker_id', 'spk', 'spk_id', 'actor'],
  sex: ['sex', 'gender'],
  sentence: ['sentence', 'sentence_id', 'text', 'transcription', 'transcript'],
  intensity: ['intensity', 'emotion_intensity'],
  session: ['session', 'session_id', 'dialogue', 'dialogue_id'],
  split: ['split', 'split_set', 'partition', 'subset'],
  start: ['start'],
  end: ['end'],
};
const MAX_BYTES = 1 << 26;
const MAX_ROWS = 500_000;
/** A file of which so many lines are no labels is something else. */
const MAX_BAD_LINES = 1000;
const LINE_BOUNDS = { maxBytes: 1 << 16, maxDepth: 8, maxContainers: 64, maxValues: 1024 };
const NEWLINE = 10;

/** How much of the start of a file {@link isManifest} wants to see. */
export const MANIFEST_START_BYTES = 1 << 16;

/** Tables of files and emotions: CSV (also with ";" or tabs) with a header, and JSON lines. */
export const manifestFiles: LabelFormat = {
  corpus: 'manifest',
  maxBytes: MAX_BYTES,
  parse: (files) => files.map((file) => (isJsonLines(file.path) ? parseLines(file) : parseCsv(file))),
};

const isJsonLines = (path: string): boolean => /\.jsonl$/i.test(path);

/** Whether the name of a file claims that it is one, so that it is worth a sentence when it is not. */
export const claimsManifest = (path: string): boolean => /(^|\/)(manifest|labels|metadata|annotations)\.[^./]+$/i.test(path);

/**
 * Whether a file that may be any CSV or JSON lines has a column for the file and one for the emotion.
 *
 * @param start its first bytes, at least a line
 */
export function isManifest(path: string, start: Uint8Array): boolean {
  if (claimsManifest(path)) return true;
  const newline = start.indexOf(NEWLINE);
  const line = newline < 0 ? start : start.subarray(0, newline);
  if (isJsonLines(path)) return hasManifestColumns(Object.keys(parseLine(line) ?? {}));
  try {
    return delimiterOf(firstLine(decodeText(isUtf16(start) ? start : line)), hasManifestColumns) !== undefined;
  } catch {
    return false;
  }
}

/** The header, or as much of it as one may have. */
const firstLine = (text: string): string => text.slice(0, MANIFEST_START_BYTES).split('\n', 1)[0];

const hasOne = (names: readonly string[], role: Role): boolean => MANIFEST_COLUMNS[role].some((name) => names.includes(name));

const hasManifestColumns = (names: readonly string[]): boolean => hasOne(names, 'file') && (hasOne(names, 'emotion') || hasOne(names, 'label'));

function parseCsv({ path, bytes }: LabelFile): LabelTable {
  const text = decodeText(bytes);
  const delimiter = delimiterOf(firstLine(text), hasManifestColumns);
  if (delimiter === undefined) throw new SerError('table-invalid', `A manifest needs a column for the file (${MANIFEST_COLUMNS.file.slice(0, 4).join(', ')} …) and one for the emotion (${MANIFEST_COLUMNS.emotion.join(', ')}); this file has not both.`);
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  forEachCsvRow(text, { delimiter, columns: MANIFEST_COLUMNS, required: ['file'], faults }, (cell, row) => addManifestRow(rows, faults, row, cell));
  return { path, rows, problems: faults.sentences() };
}

function parseLines({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  let nLines = 0;
  for (const byte of bytes) if (byte === NEWLINE) nLines++;
  if (nLines > MAX_ROWS) throw new SerError('table-invalid', `The label file has ${nLines} lines; ${MAX_ROWS} are allowed.`);
  let nBad = 0;
  let start = 0;
  for (let row = 1; start < bytes.length; row++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const line = bytes.subarray(start, newline < 0 ? bytes.length : newline);
    start += line.length + 1;
    if (isBlank(line)) continue;
    const fields = parseLine(line);
    if (fields) addManifestRow(rows, faults, row, (role) => fieldOf(fields, role));
    else if (++nBad > MAX_BAD_LINES) throw new SerError('table-invalid', `More than ${MAX_BAD_LINES} lines are no JSON objects of the size of a label.`);
    else faults.add('no JSON object of the size of a label', row);
  }
  if (rows.length === 0 && faults.sentences().length === 0) throw new SerError('table-invalid', 'The label file is empty.');
  return { path, rows, problems: faults.sentences() };
}

const isBlank = (line: Uint8Array): boolean => line.length < 8 && line.every((byte) => byte === 32 || byte === 13 || byte === 9);

function parseLine(line: Uint8Array): object | undefined {
  try {
    const value = parseBoundedJson(line, LINE_BOUNDS, 'it');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fieldOf(fields: object, role: Role): string {
  const key = MANIFEST_COLUMNS[role].find((name) => Object.hasOwn(fields, name));
  const value: unknown = key === undefined ? undefined : (fields as Record<string, unknown>)[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Adds what a row says of its file, or counts why it cannot be used. An empty emotion is none. */
export function addManifestRow(rows: LabelRow[], faults: RowFaults, row: number, cell: (role: Role) => string): void {
  const file = cell('file');
  const words = { emotion: cell('emotion'), speaker: cell('speaker'), intensity: cell('intensity'), session: cell('session'), split: cell('split') };
  const label = words.emotion === '' ? cell('label') : '';
  const [start, end] = [timeOf(cell('start')), timeOf(cell('end'))];
  const odd = Object.values(words).find((word) => !isWord(word));
  if (file === '') faults.add('no file', row);
  else if (odd !== undefined) faults.add('a label of more than 200 characters, or with control characters', row, odd);
  else if (label !== '' && canonicalEmotion(label) === undefined) faults.add('a "label" that is no known emotion (a column called "emotion" is taken as it is)', row, label);
  else if (start === null || end === null) faults.add('a start or an end that is no time', row, `${cell('start')},${cell('end')}`);
  else {
    const emotion = ownEmotion(words.emotion || label);
    const sex = parseSex(cell('sex'));
    const sentence = plainSentence(cell('sentence'));
    const labels = {
      ...(emotion && { emotion }),
      ...(words.speaker && { speaker: words.speaker }),
      ...(sex && { sex }),
      ...(sentence && { sentence }),
      ...(words.intensity && { intensity: words.intensity }),
      ...(words.session && { session: words.session }),
      ...(words.split && { split: words.split }),
    };
    rows.push({ row, clip: file, labels, ...(start !== undefined && { startSec: start }), ...(end !== undefined && { endSec: end }) });
  }
}

/** Seconds, undefined for no time (also pandas' NaT), null for what is none. */
function timeOf(cell: string): number | undefined | null {
  if (cell === '' || cell === 'NaT') return undefined;
  return parseSeconds(cell) ?? null;
}
