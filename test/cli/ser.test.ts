import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { explainOldNode } from '../../src/cli/nodeVersion.ts';
import { parseFeatureCsv } from '../../src/core/interchange/featureCsv.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

beforeAll(async () => {
  expect(await ser(['sample', 'corpus'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/Wrote 192 synthetic clips under corpus\./) as string });
});

describe('ser', () => {
  it('scan tells what is there, and gives one JSON document', async () => {
    expect((await ser(['scan', 'corpus'])).stdout).toMatch(/192 clips[^]*emotions +8: angry 24[^]*speakers +6:[^]*synthetic speech/);
    const { stdout, code } = await ser(['scan', 'corpus', '--json']);
    const found = JSON.parse(stdout) as { corpus: string; clips: Record<string, unknown>[]; problems: unknown[] };
    expect(code).toBe(0);
    expect(found).toMatchObject({ corpus: 'ravdess', problems: [] });
    expect(found.clips).toHaveLength(192);
    expect(found.clips[0]).toMatchObject({ path: 'corpus/Actor_01/03-01-01-01-01-01-01.wav', emotion: 'neutral', speaker: '01', durationSec: expect.any(Number) as number, sampleRate: 22050, channels: 1 });
  });

  it('extract writes the table, does no work the second time, and makes its store where it is told', async () => {
    expect((await ser(['extract', 'corpus', '--out', 'features.csv', '--store', 'own/store.db'])).stdout).toMatch(/192 rows.*\(192 computed, 0 from the store\)/);
    expect((await ser(['extract', 'corpus', '--out', 'again.csv', '--store', 'own/store.db', '--jobs', '1'])).stdout).toMatch(/\(0 computed, 192 from the store\)/);
    expect(existsSync(join(cwd, 'own/store.db'))).toBe(true);
    const text = readFileSync(join(cwd, 'features.csv'), 'utf8');
    expect(readFileSync(join(cwd, 'again.csv'), 'utf8')).toBe(text);
    expect(parseFeatureCsv(text)).toMatchObject({ X: { nRows: 192, nColumns: 122 } });
    expect(text.split('\n')[1]).toMatch(/^Actor_01\/03-01-01-01-01-01-01\.wav,-/);
  });

  it('evaluate gives the same figures for a folder and for its CSV', async () => {
    const fromFolder = await ser(['evaluate', 'corpus', '--model', 'svm', '--cv', 'speaker:6', '--seed', '1', '--json', '--store', 'own/store.db']);
    const fromCsv = await ser(['evaluate', 'features.csv', '--model', 'svm', '--cv', 'speaker:6', '--seed', '1', '--json']);
    const run = JSON.parse(fromFolder.stdout) as Record<string, unknown> & { classes: string[]; confusionMatrix: number[][]; perClass: Record<string, unknown>; folds: { speakers: string[] }[]; uar: number };
    expect(run).toMatchObject({ model: 'svm', cv: 'speaker:6', seed: 1, nClips: 192, params: { C: 10 } });
    expect(run.classes).toEqual(['angry', 'calm', 'disgust', 'fearful', 'happy', 'neutral', 'sad', 'surprised']);
    expect(run.confusionMatrix.map((row) => row.reduce((sum, n) => sum + n, 0))).toEqual(Array(8).fill(24));
    expect(run.folds.map(({ speakers }) => speakers)).toEqual([['01'], ['02'], ['03'], ['04'], ['05'], ['06']]);
    expect(Object.keys(run.perClass)).toEqual(run.classes);
    for (const key of ['accuracy', 'macroF1', 'fitMs', 'predictMs']) expect(run[key]).toEqual(expect.any(Number));
    expect(run['predictions']).toBeUndefined();
    expect(JSON.parse(fromCsv.stdout)).toMatchObject({ confusionMatrix: run.confusionMatrix, uar: run.uar });
  });

  it('train and classify: files and folders, one estimate each', async () => {
    expect((await ser(['train', 'corpus', '--model', 'svm', '--out', 'svm.sermodel', '--store', 'own/store.db'])).stdout).toMatch(/Wrote SVM \(RBF\) on corpus to svm\.sermodel: 192 clips, 6 speakers.*synthetic/);
    const clip = 'corpus/Actor_02/03-01-05-02-01-01-02.wav';
    const { stdout, code, stderr } = await ser(['classify', 'svm.sermodel', clip, '--json']);
    const [estimate] = JSON.parse(stdout) as { path: string; emotion: string; probabilities: Record<string, number>; model: string }[];
    expect(code).toBe(0);
    expect(stderr).toContain('synthetic speech');
    expect(estimate).toMatchObject({ path: clip, emotion: 'angry', model: 'SVM (RBF) on corpus' });
    expect(Object.values(estimate!.probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect((await ser(['classify', 'svm.sermodel', 'corpus/Actor_03'])).stdout.trim().split('\n')).toHaveLength(32);
  });

  it('explains a mistake in one line and exits with 1', async () => {
    mkdirSync(join(cwd, 'nothing'));
    mkdirSync(join(cwd, 'one'));
    copyFileSync(join(cwd, 'corpus/Actor_01/03-01-05-01-01-01-01.wav'), join(cwd, 'one/03-01-05-01-01-01-01.wav'));
    writeFileSync(join(cwd, 'fake.sermodel'), '{"classes":["a"]}');
    await expectRefusal(['scan', 'nowhere'], 1, /^ser: The folder nowhere cannot be read: it does not exist\.\n$/);
    await expectRefusal(['extract', 'nothing', '--out', 'x.csv'], 1, /ser: There are no audio files under nothing\.\n$/);
    await expectRefusal(['evaluate', 'one', '--model', 'svm'], 1, /ser: There is 1 labelled clip; at least 2 are needed\.\n$/);
    await expectRefusal(['evaluate', 'corpus/Actor_01', '--model', 'svm'], 1, /ser: There is 1 speaker; this split by speaker needs at least 6, one for each fold\.\n$/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--store', 'fake.sermodel'], 1, /ser: The store fake\.sermodel cannot be used: file is not a database\.\n$/);
  });

  it('explains wrong usage and exits with 2', async () => {
    await expectRefusal(['scan'], 2, /missing required argument 'dir'/);
    await expectRefusal(['evaluate', 'corpus', '--model', 'cnn'], 2, /'cnn' is invalid\. Allowed choices are svm, rf, xgboost/);
    await expectRefusal(['evaluate', 'corpus', '--model', 'svm', '--cv', 'actor:6'], 2, /The protocol "actor:6" is not one of/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--rate', '7'], 2, /The rate is "7"; it must be/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--jobs', '0'], 2, /whole number from 1 to 64/);
    await expectRefusal(['frobnicate'], 2, /unknown command 'frobnicate'\nWith --help a command tells what it takes\.\n$/);
  });

  it('ends cleanly on Ctrl+C, and goes on the next time', async () => {
    const args = ['extract', 'corpus', '--out', 'late.csv', '--rate', '16000', '--store', 'late.db', '--jobs', '1'];
    expect(await ser(args, /reading headers 192/)).toMatchObject({ code: 130, stderr: expect.stringMatching(/ser: Cancelled\.\n$/) as string });
    expect(existsSync(join(cwd, 'late.csv'))).toBe(false);
    expect(await ser(args)).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote 192 rows') as string });
  });
});

describe('explainOldNode', () => {
  it('names the version that is needed and the one that is there', () => {
    expect(explainOldNode('20.20.2')).toBe('Node 22.13 or later is needed; this is 20.20.2.');
    expect(explainOldNode('22.12.0')).toBeDefined();
    expect(['22.13.0', '22.20.1', '24.0.0'].map(explainOldNode)).toEqual([undefined, undefined, undefined]);
  });
});
