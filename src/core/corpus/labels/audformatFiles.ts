import { isSerError, SerError } from '../../errors.ts';
import { canonicalEmotion } from '../emotion.ts';
import { forEachCsvRow } from './csvTable.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, parseSex } from './labelText.ts';
import { addManifestRow, MANIFEST_COLUMNS } from './manifest.ts';
import { createRowFaults, quote } from './rowFaults.ts';
import { parseYamlSubset, type YamlValue } from './yamlSubset.ts';

type YamlMap = ReadonlyMap<string, YamlValue>;
type Role = keyof typeof MANIFEST_COLUMNS;

/** What the header says: each table's columns with their schemes, and the labels of each scheme. */
interface Header {
  readonly tables: YamlMap;
  readonly schemes: YamlMap;
}

const SAVE_AS_CSV = 'save the database again with db.save(root, storage_format="csv")';

/**
 * An audformat database: db.yaml and its tables db.<table>.csv, filewise or segmented. Tables in Parquet or pickle are not read.
 * Columns count by their name or by the name of their scheme; the sex of a speaker is taken from the labels of the speakers'
 * scheme or from its misc table; the split from the table. When the header cannot be read, the columns' names alone count.
 *
 * @see https://audeering.github.io/audformat/data-introduction.html
 */
export const audformatFiles: LabelFormat = {
  corpus: 'audformat',
  maxBytes: 1 << 26,
  parse(files) {
    const tables = new Map(files.filter(({ path }) => /\.csv$/i.test(path)).map((file) => [tableId(file.path), file]));
    const headerFile = files.find(({ path }) => /\.yaml$/i.test(path));
    if (tables.size === 0) throw new SerError('table-invalid', `The audformat database has no tables in CSV, and others are not read; ${SAVE_AS_CSV}.`);
    const problems: string[] = [];
    const header = readHeader(headerFile, problems);
    for (const id of header?.tables.keys() ?? []) if (!tables.has(id)) problems.push(`Its table ${quote(id)} is not there in CSV, and is not read; ${SAVE_AS_CSV}.`);
    const read: LabelTable[] = [{ path: headerFile?.path ?? '', rows: [], problems }];
    for (const [id, file] of tables) {
      try {
        const table = readTable(id, file, header, tables);
        if (table) read.push(table);
      } catch (error) {
        if (!isSerError(error)) throw error;
        read.push({ path: file.path, rows: [], problems: [error.message] });
      }
    }
    return read;
  },
};

/** "db.emotion.train.csv" is the table "emotion.train". */
const tableId = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/^db\.|\.csv$/gi, '');

function readHeader(file: LabelFile | undefined, problems: string[]): Header | undefined {
  if (!file) return undefined;
  try {
    const root = mapOf(parseYamlSubset(decodeText(file.bytes)));
    return { tables: mapOf(root.get('tables')), schemes: mapOf(root.get('schemes')) };
  } catch (error) {
    if (!isSerError(error)) throw error;
    problems.push(`${error.message} The tables are read by the names of their columns alone.`);
    return undefined;
  }
}

const mapOf = (value: YamlValue | undefined): YamlMap => (value instanceof Map ? (value as YamlMap) : new Map<string, YamlValue>());

const textOf = (value: YamlValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** The rows of a table of files; undefined for a misc table, and for one that the header does not name. */
function readTable(id: string, file: LabelFile, header: Header | undefined, files: ReadonlyMap<string, LabelFile>): LabelTable | undefined {
  if (header && !header.tables.has(id)) return undefined;
  const table = mapOf(header?.tables.get(id));
  const schemeOf = new Map([...mapOf(table.get('columns'))].map(([column, about]) => [column.toLowerCase(), textOf(mapOf(about).get('scheme_id')) ?? '']));
  const text = decodeText(file.bytes);
  // Without the header a misc table is known by its index, which is no file.
  if (!header && !/^"?file"?(,|\r?\n)/i.test(text)) return undefined;
  const columns = { ...MANIFEST_COLUMNS, label: [], file: ['file'] };
  for (const role of ['emotion', 'speaker', 'sex', 'sentence', 'intensity', 'session'] as const) columns[role] = [...MANIFEST_COLUMNS[role], ...columnOfScheme(schemeOf, role)];
  const schemeLabels = (role: Role): YamlValue | undefined => mapOf(header?.schemes.get(columns[role].map((name) => schemeOf.get(name)).find(Boolean) ?? '')).get('labels');
  const emotionLabels = mapOf(schemeLabels('emotion'));
  const sexes = readSexes(schemeLabels('speaker'), files);
  const split = textOf(table.get('split_id'));
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  forEachCsvRow(text, { delimiter: ',', columns, required: ['file'], faults }, (cell, row) =>
    addManifestRow(rows, faults, row, (role) => {
      const value = cell(role);
      if (role === 'emotion') return canonicalEmotion(value) ? value : (textOf(emotionLabels.get(value)) ?? value);
      if (role === 'sex') return value || (sexes.get(cell('speaker')) ?? '');
      return role === 'split' ? value || (split ?? '') : value;
    }),
  );
  return { path: file.path, rows, problems: faults.sentences() };
}

/** The column whose scheme has the role's name, when there is just one. */
function columnOfScheme(schemeOf: ReadonlyMap<string, string>, role: Role): string[] {
  const found = [...schemeOf].filter(([, scheme]) => MANIFEST_COLUMNS[role].includes(scheme.toLowerCase())).map(([column]) => column);
  return found.length === 1 ? found : [];
}

/** The sex of each speaker, by the labels of their scheme: a map, or the name of a misc table. */
function readSexes(labels: YamlValue | undefined, files: ReadonlyMap<string, LabelFile>): ReadonlyMap<string, string> {
  const sexes = new Map<string, string>();
  if (typeof labels !== 'string') {
    for (const [speaker, about] of mapOf(labels)) {
      const sex = parseSex(textOf(mapOf(about).get('gender') ?? mapOf(about).get('sex')) ?? '');
      if (sex) sexes.set(speaker, sex);
    }
    return sexes;
  }
  const file = files.get(labels);
  if (!file) return sexes;
  const text = decodeText(file.bytes);
  const index = /^"?([^",\r\n]+)"?,/.exec(text)?.[1].trim().toLowerCase() ?? '';
  forEachCsvRow(text, { delimiter: ',', columns: { speaker: [index], sex: MANIFEST_COLUMNS.sex }, required: [], faults: createRowFaults() }, (cell) => {
    const sex = parseSex(cell('sex'));
    if (sex) sexes.set(cell('speaker'), sex);
  });
  return sexes;
}
