import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseFeatureCsv } from '../../src/core/interchange/featureCsv.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';

const program = join(import.meta.dirname, '../../dist/ser.cjs');
const cwd = temporaryFolder();
const run = promisify(execFile);

async function ser(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [program, ...args], { cwd, maxBuffer: 1 << 26 })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const header = (file: string): string => new TextDecoder().decode(readFileSync(join(cwd, file)).subarray(0, 128));

beforeAll(async () => {
  expect((await ser('sample', 'corpus')).code).toBe(0);
  // Three speakers are enough here.
  for (const speaker of ['04', '05', '06']) rmSync(join(cwd, `corpus/Actor_${speaker}`), { recursive: true });
});

describe('ser features', () => {
  it('lists the sets, and the columns of one with their units', async () => {
    expect((await ser('features')).stdout).toMatch(/^conventional \(version 1\)[^]*122 columns[^]*\nrich [^]*\n {2}f0 +26 [^]*\nlogmel [^]*a matrix a clip/);
    const { stdout } = await ser('features', 'rich/f0');
    expect(stdout.split('\n')).toHaveLength(29);
    expect(stdout).toMatch(/\nf0_mean +semitone +Fundamental frequency/);
    const [set] = JSON.parse((await ser('features', 'conventional', '--json')).stdout) as { id: string; nColumns: number; families: { columns: { name: string; unit: string }[] }[] }[];
    expect(set).toMatchObject({ id: 'conventional', nColumns: 122, shape: 'vector' });
    expect(set!.families[0]!.columns[0]).toMatchObject({ name: 'mfcc_0_mean', unit: 'dB' });
    expect(await ser('features', 'poor')).toMatchObject({ code: 2, stderr: expect.stringMatching(/There is no feature set "poor"; there is conventional, rich, logmel/) as string });
  });
});

describe('ser extract --set', () => {
  const clip = 'Actor_01/03-01-01-01-01-01-01';

  it('writes the same numbers as CSV, Parquet and NumPy array', async () => {
    expect((await ser('extract', 'corpus', '--set', 'rich/f0+rhythm', '--out', 'some.csv')).stdout).toMatch(/Wrote 96 rows to some\.csv \(96 computed/);
    const { columns, X } = parseFeatureCsv(readFileSync(join(cwd, 'some.csv'), 'utf8'));
    expect(columns).toHaveLength(35);

    expect((await ser('extract', 'corpus', '--set', 'rich/f0+rhythm', '--out', 'some.parquet')).stdout).toMatch(/Wrote 96 rows to some\.parquet \(0 computed, 96 from the store\)/);
    const file = Uint8Array.from(readFileSync(join(cwd, 'some.parquet'))).buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(96);
    expect(rows[0]).toMatchObject({ file: `${clip}.wav`, emotion: 'neutral', speaker: '01' });
    for (const row of [0, 50]) for (const [j, name] of columns.entries()) expect(rows[row]![name]).toBe(X.data[row * columns.length + j]);

    await ser('extract', 'corpus', '--set', 'rich/f0+rhythm', '--out', 'some.npy');
    expect(header('some.npy')).toContain("'shape': (96, 35)");
    expect(new Float32Array(Uint8Array.from(readFileSync(join(cwd, 'some.npy'))).slice(128).buffer)).toEqual(X.data);
    const described = JSON.parse(readFileSync(join(cwd, 'some.npy.json'), 'utf8')) as { columns: string[]; rows: unknown[]; recipe: string };
    expect(described).toMatchObject({ columns, recipe: 'rich/f0+rhythm@1/22050' });
    expect(described.rows).toHaveLength(96);
  });

  it('logmel: an array of frames × bands a clip in a folder, with an index', async () => {
    expect((await ser('extract', 'corpus', '--set', 'logmel', '--out', 'mel')).stdout).toMatch(/Wrote 96 arrays of frames × 128 and index\.csv to mel/);
    const [, first] = readFileSync(join(cwd, 'mel/index.csv'), 'utf8').split('\n');
    const frames = Number(first!.split(',').at(-1));
    expect(first).toBe(`${clip}.npy,${clip}.wav,neutral,01,${frames}`);
    expect(header(`mel/${clip}.npy`)).toContain(`'shape': (${frames}, 128)`);
    expect(readFileSync(join(cwd, `mel/${clip}.npy`))).toHaveLength(128 + 4 * 128 * frames);
  });

  it('refuses, before it works, what does not fit', async () => {
    expect(await ser('extract', 'corpus', '--set', 'logmel', '--out', 'mel.npy')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^ser: The set logmel has a matrix for each clip: --out must name a folder, not mel\.npy\.\n$/) as string });
    expect(await ser('extract', 'corpus', '--out', 'x.txt')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^ser: --out must end in \.csv, \.parquet or \.npy; it is x\.txt\.\n$/) as string });
    expect(await ser('extract', 'corpus', '--set', 'rich/melody', '--out', 'x.csv')).toMatchObject({ code: 2, stderr: expect.stringMatching(/The set rich has no family "melody"; it has logmel,/) as string });
    expect(await ser('evaluate', 'corpus', '--set', 'logmel', '--model', 'svm')).toMatchObject({ code: 2, stderr: expect.stringMatching(/logmel has a matrix for each clip/) as string });
    expect(existsSync(join(cwd, 'x.txt'))).toBe(false);
  });
});

describe('ser evaluate --normalize speaker', () => {
  it('says so in the record and in the report, with what it assumes', async () => {
    const asked = ['--model', 'svm', '--set', 'rich/shape+f0', '--cv', 'speaker:3'];
    const record = JSON.parse((await ser('evaluate', 'corpus', ...asked, '--normalize', 'speaker', '--json')).stdout) as { normalize?: string; uar: number; data: { featureSet: string } };
    expect(record).toMatchObject({ normalize: 'speaker', data: { featureSet: 'rich/shape+f0' } });
    const plain = JSON.parse((await ser('evaluate', 'corpus', ...asked, '--json')).stdout) as { normalize?: string; uar: number };
    expect(plain.normalize).toBeUndefined();
    expect(plain.uar).not.toBe(record.uar);
    const { stdout } = await ser('evaluate', 'corpus', ...asked, '--normalize', 'speaker');
    expect(stdout).toMatch(/svm · rich\/shape\+f0 · speaker:3 · normalised by speaker · 96 clips/);
    expect(stdout).toMatch(/several clips of it with a similar mix of emotions; their labels are not used/);
    expect((await ser('evaluate', '--help')).stdout.replace(/\s+/g, ' ')).toMatch(/Needs at least 12 clips of each speaker, also of a new one, with a similar mix of emotions/);
  });

  it('knows a set by the columns of a CSV, whatever was asked for', async () => {
    await ser('extract', 'corpus', '--out', 'conventional.csv');
    const record = JSON.parse((await ser('evaluate', 'conventional.csv', '--model', 'svm', '--set', 'rich', '--cv', 'speaker:3', '--json')).stdout) as { data: { featureSet: string }; params: Record<string, unknown> };
    expect(record).toMatchObject({ data: { featureSet: 'conventional' }, params: { multiclass: 'one-vs-one' } });
  });
});
