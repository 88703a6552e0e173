import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { explainOldNode } from '../../src/cli/nodeVersion.ts';
import { parseFeatureCsv } from '../../src/core/interchange/featureCsv.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';

const program = join(import.meta.dirname, '../../dist/ser.cjs');
const cwd = temporaryFolder();

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param interruptAt what on stderr brings the Ctrl+C */
function ser(args: readonly string[], interruptAt?: RegExp): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
      if (!child.killed && interruptAt?.test(stderr)) child.kill('SIGINT');
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The command fails with this exit code and one clear line that matches, without a stack. */
async function expectRefusal(args: readonly string[], code: number, message: RegExp): Promise<void> {
  const outcome = await ser(args);
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr).not.toMatch(/\n\s+at |defect/);
  expect(outcome.stdout).toBe('');
  expect(outcome.code).toBe(code);
}

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
    expect(found.clips[0]).toEqual({ path: 'corpus/Actor_01/03-01-01-01-01-01-01.wav', emotion: 'neutral', speaker: '01', durationSec: expect.any(Number) as number, sampleRate: 22050, channels: 1 });
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

  it('goes on after bad files and names each', async () => {
    mkdirSync(join(cwd, 'bad'));
    writeFileSync(join(cwd, 'bad/empty.wav'), '');
    writeFileSync(join(cwd, 'bad/text.wav'), 'no sound');
    writeFileSync(join(cwd, 'bad/cut.wav'), encodeWav(new Float32Array(1000), 16000).subarray(0, 500));
    writeFileSync(join(cwd, 'bad/03-01-05-01-01-01-01.wav'), encodeWav(Float32Array.from({ length: 16000 }, (_, i) => Math.sin(i / 9) / 2), 16000));
    const extracted = await ser(['extract', 'bad', '--out', 'bad.csv']);
    expect(extracted).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote 1 rows') as string });
    for (const line of [/empty\.wav: The file is empty/, /text\.wav: Not a WAV file/, /cut\.wav: The file is truncated: 456 of the 2000/]) expect(extracted.stderr).toMatch(line);
    const classified = await ser(['classify', 'svm.sermodel', 'bad/text.wav', 'bad/03-01-05-01-01-01-01.wav', 'missing.wav']);
    expect(classified.stdout.trim().split('\n')).toEqual([expect.stringMatching(/^bad\/03-01-05-01-01-01-01\.wav: \w+ \(\d+ %\)$/)]);
    expect(classified.stderr).toMatch(/bad\/text\.wav: Not a WAV file[^]*missing\.wav: The file cannot be read: it does not exist\.[^]*2 of 3 files could not be classified/);
    expect(classified.code).toBe(1);
  });

  it('explains a mistake in one line and exits with 1', async () => {
    mkdirSync(join(cwd, 'nothing'));
    writeFileSync(join(cwd, 'fake.sermodel'), '{"classes":["a"]}');
    await expectRefusal(['scan', 'nowhere'], 1, /ser: The folder .*nowhere cannot be read: it does not exist\.\n$/);
    await expectRefusal(['extract', 'nothing', '--out', 'x.csv'], 1, /ser: There are no audio files under nothing\.\n$/);
    await expectRefusal(['extract', 'corpus/Actor_01', '--out', 'nowhere/x.csv'], 1, /ser: nowhere\/x\.csv cannot be written: it does not exist\.\n$/);
    await expectRefusal(['evaluate', 'bad', '--model', 'svm'], 1, /ser: There is 1 labelled clip; at least 2 are needed\.\n$/);
    await expectRefusal(['evaluate', 'corpus/Actor_01', '--model', 'svm'], 1, /ser: There is 1 speaker; this split by speaker needs at least 6, one for each fold\.\n$/);
    await expectRefusal(['classify', 'fake.sermodel', 'x.wav'], 1, /ser: Not a usable model file: it does not begin with "SERMODEL"\.\n$/);
    await expectRefusal(['classify', 'svm.sermodel', 'nothing'], 1, /ser: There are no audio files under nothing\.\n$/);
    await expectRefusal(['evaluate', 'missing.csv', '--model', 'svm'], 1, /ser: The file cannot be read: it does not exist\.\n$/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--store', 'fake.sermodel'], 1, /ser: The store fake\.sermodel cannot be used: file is not a database\.\n$/);
  });

  it('explains wrong usage and exits with 2', async () => {
    await expectRefusal(['scan'], 2, /missing required argument 'dir'/);
    await expectRefusal(['evaluate', 'corpus', '--model', 'knn'], 2, /'knn' is invalid\. Allowed choices are svm, rf, xgboost/);
    await expectRefusal(['evaluate', 'corpus', '--model', 'svm', '--cv', 'actor:6'], 2, /The protocol "actor:6" is not one of/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--rate', '7'], 2, /The rate is 7; it must be/);
    await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--jobs', '0'], 2, /whole number from 1 to 64/);
    await expectRefusal(['frobnicate'], 2, /unknown command 'frobnicate'/);
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
