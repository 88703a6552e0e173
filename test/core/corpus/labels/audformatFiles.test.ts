import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audformatFiles } from '../../../../src/core/corpus/labels/audformatFiles.ts';
import { createLabelBook } from '../../../../src/core/corpus/labels/labelBook.ts';
import { labelJobs } from '../../../../src/core/corpus/labels/labelFiles.ts';
import type { LabelFile } from '../../../../src/core/corpus/labels/labelTable.ts';
import { textFile } from './textFile.ts';

const folder = join(import.meta.dirname, '../../../golden/corpora');
/** Made by audformat: test/golden/corpora/make.py. */
const files: readonly LabelFile[] = readdirSync(join(folder, 'audformat')).map((name) => ({ path: `db/${name}`, bytes: new Uint8Array(readFileSync(join(folder, 'audformat', name))) }));
const { said } = JSON.parse(readFileSync(join(folder, 'audformat.json'), 'utf8')) as { said: Record<'speaker' | 'sex' | 'sentence', Record<string, string | null>> };
const clips = Object.keys(said.speaker).map((path) => `db/${path}`);
const DURATION_SEC = 0.4;

const bookOf = (of: readonly LabelFile[]) => createLabelBook('/data', clips, audformatFiles.parse(of).map((table) => ({ format: audformatFiles, table })));
const without = (name: string): LabelFile[] => files.filter(({ path }) => path !== `db/${name}`);

describe('an audformat database', () => {
  it('gives each file the speaker, the sex and the transcription that audformat gives it', () => {
    const book = bookOf(files);
    for (const field of ['speaker', 'sex', 'sentence'] as const) {
      expect(Object.fromEntries(clips.map((path) => [path.slice(3), book.labelsOf(path, DURATION_SEC)?.labels[field] ?? null])), field).toEqual(said[field]);
    }
    expect(book.problems).toEqual([]);
  });

  it('gives emotions with their split, codes by the words of their scheme, segments where they are the whole file', () => {
    const book = bookOf(files);
    expect(clips.map((path) => book.labelsOf(path, DURATION_SEC)?.labels).map((labels) => [labels?.emotion, labels?.split])).toEqual([
      ['anger', 'train'],
      ['neutral', 'train'],
      ['boredom', 'test'],
      ['amused', 'test'],
      [undefined, undefined],
    ]);
    expect(book.labelsOf('db/wav/e.wav', 2)?.faults).toEqual([{ field: 'emotion', message: 'db/db.emotion.test.csv, row 4, labels only 1.00 to 1.50 s of its 2.00 s; labels of parts are not read.' }]);
    expect(book.labelsOf('db/wav/deep/c.wav', 3)?.labels.emotion).toBeUndefined();
  });

  it('takes the sex from a misc table when the scheme names one', () => {
    const header = new TextDecoder().decode(files.find(({ path }) => path.endsWith('.yaml'))?.bytes);
    const named = header.replace(/labels:\n +3: .*\n +8: .*\n/, 'labels: speaker\n');
    expect(named).not.toBe(header);
    expect(bookOf([...without('db.yaml'), textFile('db/db.yaml', named)]).labelsOf('db/wav/b.wav', DURATION_SEC)?.labels.sex).toBe('female');
  });

  it('reads the tables by their columns when the header is beyond it, and says so', () => {
    const book = bookOf([...without('db.yaml'), textFile('db/db.yaml', 'name: &a mini\ntables: *a\n')]);
    expect(book.problems.map(({ message }) => message)).toEqual(['Line 1 of the YAML header has an anchor, an alias, a tag or a complex key, which are not read here. The tables are read by the names of their columns alone.']);
    expect(book.labelsOf('db/wav/a.wav', DURATION_SEC)?.labels).toEqual({ emotion: 'anger', speaker: '3', sentence: 'a01' });
  });

  it('names tables that are not there in CSV, and refuses a database without any', () => {
    expect(bookOf(without('db.emotion.train.csv')).problems).toEqual([{ path: 'db/db.yaml', message: 'Its table "emotion.train" is not there in CSV, and is not read; save the database again with db.save(root, storage_format="csv").' }]);
    expect(() => audformatFiles.parse(files.filter(({ path }) => path.endsWith('.yaml')))).toThrowError(expect.objectContaining({ code: 'table-invalid', message: expect.stringMatching(/has no tables in CSV/) as string }) as Error);
  });

  it('claims its tables, so that they are not taken for manifests', () => {
    const jobs = labelJobs(['db/db.yaml', 'db/db.files.csv', 'db/db.emotion.csv', 'other/db.files.csv', 'db/list.csv', 'db/readme.txt']);
    expect(jobs.map(({ format, paths }) => [format.corpus, ...paths])).toEqual([['audformat', 'db/db.yaml', 'db/db.files.csv', 'db/db.emotion.csv'], ['manifest', 'other/db.files.csv'], ['manifest', 'db/list.csv']]);
  });
});
