import { SerError } from '../../errors.ts';
import { parseBoundedJson } from '../../interchange/boundedJson.ts';
import type { ClipLabels } from '../convention.ts';
import { forEachCsvRow } from './csvTable.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, isWord, parseSex } from './labelText.ts';
import { createRowFaults, type RowFaults } from './rowFaults.ts';

/** The words behind the codes of EmoClass; "X" is a turn on which the raters did not agree. */
const EMOTIONS = new Map<string, string | undefined>([
  ['A', 'anger'],
  ['S', 'sadness'],
  ['H', 'happiness'],
  ['U', 'surprise'],
  ['F', 'fear'],
  ['D', 'disgust'],
  ['C', 'contempt'],
  ['N', 'neutral'],
  ['O', 'other'],
  ['X', undefined],
]);
const COLUMNS = { file: ['filename'], emotion: ['emoclass'], speaker: ['spkrid'], sex: ['gender'], split: ['split_set'] };
const KEYS = { emotion: 'EmoClass', speaker: 'SpkrID', sex: 'Gender', split: 'Split_Set' };
const MAX_BYTES = 1 << 26;

/** MSP-Podcast's labels_consensus.csv, or its JSON twin (an object of file names). A turn is found by the name that they give it. */
export const mspPodcastFiles: LabelFormat = {
  corpus: 'msppodcast',
  maxBytes: MAX_BYTES,
  idsOf: (path) => [fileName(path)],
  parse: (files) => files.map((file) => (/\.json$/i.test(file.path) ? parseJson(file) : parseCsv(file))),
};

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

function parseCsv({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  forEachCsvRow(decodeText(bytes), { delimiter: ',', columns: COLUMNS, required: ['file', 'emotion'], faults }, (cell, row) => addTurn(rows, faults, row, cell('file'), cell));
  return { path, rows, problems: faults.sentences() };
}

function parseJson({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  let row = 0;
  for (const [file, turn] of Object.entries(readObject(bytes))) {
    row++;
    const fields = typeof turn === 'object' && turn !== null ? turn : {};
    addTurn(rows, faults, row, file, (role) => {
      const value: unknown = Object.hasOwn(fields, KEYS[role]) ? (fields as Record<string, unknown>)[KEYS[role]] : '';
      return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    });
  }
  return { path, rows, problems: faults.sentences() };
}

function readObject(bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = parseBoundedJson(bytes, { maxBytes: MAX_BYTES, maxDepth: 4, maxContainers: 1_000_000, maxValues: 16_000_000 }, 'it');
  } catch {
    throw new SerError('table-invalid', 'The label file is not JSON, or nested more deeply or longer than the labels of MSP-Podcast are.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SerError('table-invalid', 'The label file is not an object of file names, as the labels of MSP-Podcast are.');
  return value;
}

function addTurn(rows: LabelRow[], faults: RowFaults, row: number, file: string, valueOf: (role: keyof typeof KEYS) => string): void {
  const code = valueOf('emotion').toUpperCase();
  if (file === '') faults.add('no file', row);
  else if (!EMOTIONS.has(code)) faults.add("an emotion that is none of MSP-Podcast's", row, code);
  else {
    const emotion = EMOTIONS.get(code);
    rows.push({ row, clip: fileName(file.replaceAll('\\', '/')), labels: labelsOf(emotion, valueOf), ...(emotion === undefined && { noEmotion: true }) });
  }
}

function labelsOf(emotion: string | undefined, valueOf: (role: keyof typeof KEYS) => string): ClipLabels {
  const [speaker, sex, split] = [valueOf('speaker'), parseSex(valueOf('sex')), valueOf('split')];
  return {
    ...(emotion && { emotion }),
    ...(speaker && speaker.toLowerCase() !== 'unknown' && isWord(speaker) && { speaker }),
    ...(sex && { sex }),
    ...(split && isWord(split) && { split }),
  };
}
