import Papa from 'papaparse';
import { recogniseClip } from '../corpus/corpora.ts';
import { SerError } from '../errors.ts';
import type { FeatureTable } from '../evaluation/featureTable.ts';

/** Features of clips as a CSV document: first column `file`, then the named columns, numbers in their shortest exact float32 form. */
export function formatFeatureCsv(columns: readonly string[], rows: readonly { readonly file: string; readonly vector: Float32Array }[]): string {
  return Papa.unparse({ fields: ['file', ...columns], data: rows.map(({ file, vector }) => [file, ...Array.from(vector, shortestFloat32)]) }, { newline: '\n' }) + '\n';
}

/** The shortest decimal that reads back as the same float32: at most nine significant digits. */
function shortestFloat32(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

const isWord = (cell: string): boolean => /^\p{L}/u.test(cell.trim()) && !/^(nan|inf|infinity|na|null)$/i.test(cell.trim());

/** Names of the columns that hold the emotion and the speaker of each row. */
export interface LabelColumns {
  readonly emotion: string;
  readonly speaker: string;
}

/**
 * Reads a feature CSV as {@link formatFeatureCsv} writes it. Without `labels` the emotion and the speaker come from the
 * file's name by the rule of its corpus.
 *
 * @throws SerError `table-invalid` when a column is missing or a cell is not a finite number; `no-labels` when a name
 *   follows no known rule
 */
export function parseFeatureCsv(text: string, labels?: LabelColumns): FeatureTable {
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' });
  const header = data[0] ?? [];
  if (header[0] !== 'file') throw new SerError('table-invalid', `The first column is ${JSON.stringify(header[0] ?? '')}; a feature table begins with the column "file".`);
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) throw new SerError('table-invalid', `The column "${repeated}" occurs twice.`);
  if (errors.length > 0) throw new SerError('table-invalid', `Line ${(errors[0].row ?? 0) + 1}: ${errors[0].message}.`);
  const at = (name: string): number => {
    const index = header.indexOf(name);
    if (index < 0) throw new SerError('table-invalid', `There is no column "${name}"; the table has file, ${header.slice(1, 6).join(', ')}${header.length > 6 ? ' …' : ''}.`);
    return index;
  };
  const labelAt = labels && { emotion: at(labels.emotion), speaker: at(labels.speaker) };
  const featureAt = header.map((_, i) => i).filter((i) => i > 0 && i !== labelAt?.emotion && i !== labelAt?.speaker);
  if (featureAt.length === 0) throw new SerError('table-invalid', 'The table has no feature columns.');
  const rows = data.slice(1);
  const values = new Float32Array(rows.length * featureAt.length);
  const emotions: string[] = [];
  const speakers: string[] = [];
  const sentences: string[] = [];
  const corpora: string[] = [];
  rows.forEach((row, r) => {
    if (row.length !== header.length) throw new SerError('table-invalid', `Line ${r + 2} has ${row.length} cells; the header has ${header.length}.`);
    featureAt.forEach((column, j) => {
      const value = row[column].trim() === '' ? NaN : Number(row[column]);
      if (!Number.isFinite(Math.fround(value))) throw new SerError('table-invalid', `Line ${r + 2}, column "${header[column]}": ${JSON.stringify(row[column])} is not a finite number.${isWord(row[column]) && !labels ? ' If it is a label, name the label columns with --labels EMOTION,SPEAKER.' : ''}`);
      values[r * featureAt.length + j] = value;
    });
    const recognised = recogniseClip(row[0].replaceAll('\\', '/'));
    const named = labelAt ? undefined : recognised?.labels;
    if (!labelAt && named?.emotion === undefined) throw new SerError('no-labels', `Line ${r + 2}: the name "${row[0]}" follows no known corpus rule that tells its emotion; name the label columns with --labels EMOTION,SPEAKER.`);
    emotions.push(labelAt ? row[labelAt.emotion] : (named?.emotion ?? ''));
    speakers.push(labelAt ? row[labelAt.speaker] : (named?.speaker ?? ''));
    sentences.push(recognised?.labels.sentence ?? '');
    corpora.push(recognised?.convention.id ?? '');
  });
  return { columns: featureAt.map((i) => header[i]), files: rows.map((row) => row[0]), emotions, speakers, sentences, corpora, X: { data: values, nRows: rows.length, nColumns: featureAt.length } };
}
