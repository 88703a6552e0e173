import { describe, expect, it } from 'vitest';
import { createLabelBook } from '../../../../src/core/corpus/labels/labelBook.ts';
import { labelJobs } from '../../../../src/core/corpus/labels/labelFiles.ts';
import { isSerError } from '../../../../src/core/errors.ts';
import { textFile } from './textFile.ts';

/** What a scan makes of one label file: how many rows it uses, and its sentences. */
function outcome(path: string, bytes: Uint8Array): { nRows: number; problems: readonly string[] } {
  const [job] = labelJobs([path]);
  if (!job) throw new Error(`${path} is no label file`);
  try {
    const tables = job.format.parse([{ path, bytes }]);
    createLabelBook('/data', ['a.wav'], tables.map((table) => ({ format: job.format, table })));
    return { nRows: tables.reduce((total, { rows }) => total + rows.length, 0), problems: tables.flatMap(({ problems }) => problems) };
  } catch (error) {
    if (!isSerError(error)) throw error;
    expect(error.code).toBe('table-invalid');
    return { nRows: 0, problems: [error.message] };
  }
}
const of = (path: string, text: string) => outcome(path, textFile(path, text).bytes);

const PATHS = ['manifest.csv', 'm.tsv', 'manifest.jsonl', 'EmoEvaluation/Ses01F_impro01.txt', 'transcriptions/Ses01F_impro01.txt', 'train_sent_emo.csv', 'labels_consensus.csv', 'labels_consensus.json', '0001/0001.txt', 'VideoDemographics.csv'];
const HEADER = 'file,emotion\n';
const MANY = 2_000_000;

describe('hostile label files', () => {
  it('that are empty or binary give no labels', () => {
    const binary = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
    for (const path of PATHS) {
      for (const bytes of [new Uint8Array(0), Uint8Array.of(0xff, 0xfe), Uint8Array.of(0xff), binary, binary.map((byte) => byte || 1)]) {
        expect(outcome(path, bytes).nRows, path).toBe(0);
      }
    }
    expect(outcome('manifest.csv', binary).problems).toEqual(['The label file is not text.']);
  });

  it('of too many rows, cells or quotes are refused before any is made', () => {
    expect(of('m.csv', HEADER + '\n'.repeat(MANY)).problems).toEqual(['The label file has 2000002 rows; 500000 are allowed.']);
    expect(of('m.csv', HEADER + ','.repeat(2 * MANY)).problems).toEqual(['The label file has 4000004 cells; 4000000 are allowed.']);
    expect(of('m.csv', HEADER + '"'.repeat(2 * MANY + 1)).problems).toEqual(['The label file has 4000001 quotes; 4000000 are allowed.']);
    expect(of('m.jsonl', '{"file":"a.wav","emotion":"sad"}\n'.repeat(500_001)).problems).toEqual(['The label file has 500001 lines; 500000 are allowed.']);
  });

  it('of quotes that never close, or never match, make a sentence', () => {
    for (const text of ['"' + 'a,b\n'.repeat(1e5), '"a" b,c\n'.repeat(1e5), '"a"b'.repeat(1e5), '"'.repeat(1e6 + 1), `"a"${' '.repeat(1e6)}x`]) {
      const { nRows, problems } = of('m.csv', HEADER + text);
      expect(nRows).toBe(0);
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('of nothing but mistakes make a few sentences', () => {
    expect(of('m.csv', HEADER + 'x\n'.repeat(1e5)).problems).toEqual(['100000 rows are left out: more or fewer cells than the header; the first is row 2.']);
    expect(of('m.jsonl', 'x\n'.repeat(1e5)).problems).toEqual(['More than 1000 lines are no JSON objects of the size of a label.']);
    expect(of('0001.txt', '\t\t\n'.repeat(10) + 'x\n'.repeat(1e5)).problems).toHaveLength(1);
    expect(of('EmoEvaluation/Ses01F_impro01.txt', '[\n'.repeat(1e5)).problems).toHaveLength(1);
    expect(of('train_sent_emo.csv', 'Dialogue_ID,Utterance_ID,Emotion\n' + 'x,y,z\n'.repeat(1e5)).problems).toHaveLength(1);
  });

  it('of deep or endless JSON are refused by measure', () => {
    expect(of('m.jsonl', `{"file":${'['.repeat(MANY)}`).problems).toEqual(['Row 1 is left out: no JSON object of the size of a label.']);
    expect(of('m.jsonl', `{"file":"${'x'.repeat(MANY)}"}`).problems).toHaveLength(1);
    expect(of('labels_consensus.json', '{"a":'.repeat(MANY)).problems).toEqual(['The label file is not JSON, or nested more deeply or longer than the labels of MSP-Podcast are.']);
    expect(of('labels_consensus.json', '[1]').problems).toEqual(['The label file is not an object of file names, as the labels of MSP-Podcast are.']);
  });

  it('with columns twice, or missing, are refused by name', () => {
    expect(of('m.csv', 'file,emotion,file\na.wav,sad,b.wav\n').problems).toEqual(['The column "file" occurs twice.']);
    expect(of('labels_consensus.csv', 'FileName,EmoAct\na,1\n').problems).toEqual(['There is no column "emoclass"; the label file begins with "filename,emoact".']);
    expect(of('VideoDemographics.csv', '__proto__,constructor\n1,2\n').problems).toEqual(['There is no column "actorid"; the label file begins with "__proto__,constructor".']);
  });

  it('with long cells are cut or refused, never kept', () => {
    expect(of('m.csv', `${HEADER}a.wav,${'x'.repeat(MANY)}\n`).problems).toEqual([`Row 2 is left out: a label of more than 200 characters, or with control characters ("${'x'.repeat(60)}…").`]);
    const [table] = labelJobs(['m.csv'])[0]?.format.parse([textFile('m.csv', `file,emotion,text\na.wav,sad,${'word '.repeat(1e5)}\n`)]) ?? [];
    expect(table?.rows[0]?.labels.sentence?.length).toBeLessThanOrEqual(500);
  });

  it('that say the same of one clip a hundred thousand times are read once through', () => {
    const rows = Array.from({ length: 1e5 }, (_, i) => ({ row: i + 2, clip: 'a.wav', labels: { emotion: 'sad' }, startSec: i % 2 }));
    const [job] = labelJobs(['m.csv']);
    if (!job) throw new Error('no job');
    expect(createLabelBook('/data', ['a.wav'], [{ format: job.format, table: { path: 'm.csv', rows, problems: [] } }]).labelsOf('a.wav', 1)?.labels).toEqual({ emotion: 'sad' });
  });
});
