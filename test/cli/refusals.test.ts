import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

beforeAll(async () => {
  writeSmallCorpus(join(cwd, 'corpus'));
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'text'), 'neither a table nor a model');
  expect((await ser(['extract', 'corpus', '--out', 'table.csv'])).code).toBe(0);
  expect((await ser(['train', 'corpus', '--model', 'svm', '--out', 'svm.sermodel'])).code).toBe(0);
});

describe('--out', () => {
  // One line alone: a word of progress would tell that work was done first.
  it.each([
    ['extract', 'corpus'],
    ['train', 'corpus', '--model', 'svm'],
    ['export', 'svm.sermodel', '--to', 'onnx'],
    ['import', 'text'],
  ])('is looked at before %s does anything', async (...args) => {
    const ending = args[0] === 'extract' ? '.csv' : '';
    await expectRefusal([...args, '--out', `no/where/x${ending}`], 1, new RegExp(`^ser: no/where/x${ending} cannot be written: the folder no/where does not exist\\.\\n$`));
    await expectRefusal([...args, '--out', `text/x${ending}`], 1, new RegExp(`^ser: text/x${ending} cannot be written: text is not a folder\\.\\n$`));
    await expectRefusal([...args, '--out', ''], 2, /^ser: option '--out <\w+>' argument '' is invalid\. It is empty\.\n$/);
    if (args[0] !== 'extract') {
      await expectRefusal([...args, '--out', 'folder'], 1, /^ser: folder cannot be written: it is a folder\.\n$/);
      await expectRefusal([...args, '--out', '/dev/null'], 1, /^ser: \/dev\/null cannot be written: it is a device or a pipe\.\n$/);
    }
  });

  it('is never the file that is read', async () => {
    const table = readFileSync(join(cwd, 'table.csv'), 'utf8');
    await expectRefusal(['train', 'table.csv', '--model', 'svm', '--out', './table.csv'], 1, /^ser: \.\/table\.csv cannot be written: it is the file that is read\.\n$/);
    await expectRefusal(['export', 'svm.sermodel', '--to', 'onnx', '--out', 'svm.sermodel'], 1, /it is the file that is read/);
    expect(readFileSync(join(cwd, 'table.csv'), 'utf8')).toBe(table);
  });

  it('is wrong usage where its form does not fit the set, and a folder for frames', async () => {
    mkdirSync(join(cwd, 'folder.csv'));
    await expectRefusal(['extract', 'corpus', '--out', 'x.foo'], 2, /^ser: --out must end in \.csv, \.parquet or \.npy; it is x\.foo\.\n$/);
    await expectRefusal(['extract', 'corpus', '--out', 'folder.csv'], 1, /^ser: folder\.csv cannot be written: it is a folder\.\n$/);
    await expectRefusal(['extract', 'corpus', '--set', 'logmel', '--out', 'x.npy'], 2, /^ser: The set logmel has a matrix for each clip: --out must name a folder, not x\.npy\.\n$/);
    await expectRefusal(['extract', 'corpus', '--set', 'logmel', '--out', 'text'], 1, /^ser: text cannot be written: it is not a folder\.\n$/);
    await expectRefusal(['extract', 'corpus', '--set', 'logmel', '--out', 'text/mel/deep'], 1, /^ser: text\/mel\/deep cannot be written: text is not a folder\.\n$/);
    await expectRefusal(['sample', 'text'], 1, /^ser: text cannot be written: it is not a folder\.\n$/);
    expect(await ser(['extract', 'corpus', '--set', 'logmel', '--out', 'new/mel'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote 24 arrays') as string });
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['classify', 'missing.m', 'a.wav'],
    ['export', 'missing.m', '--to', 'onnx', '--out', 'x'],
    ['import', 'missing.m', '--out', 'x'],
  ])('is named by %s when it is missing', async (...args) => {
    await expectRefusal(args, 1, /^ser: missing\.m: The file cannot be read: it does not exist\.\n$/);
  });

  it('is named with what is wrong with it', async () => {
    for (const args of [['classify', 'text', 'a.wav'], ['export', 'text', '--to', 'onnx', '--out', 'x']]) await expectRefusal(args, 1, /^ser: text: Not a usable model file: it does not begin with "SERMODEL"\.\n$/);
    await expectRefusal(['classify', 'folder', 'a.wav'], 1, /^ser: folder: The file cannot be read: it is a folder\.\n$/);
    await expectRefusal(['classify', '/dev/zero', 'a.wav'], 1, /^ser: \/dev\/zero: The file cannot be read: it is a device or a pipe\.\n$/);
    await expectRefusal(['evaluate', 'missing.csv', '--model', 'svm'], 1, /^ser: missing\.csv: The file cannot be read: it does not exist\.\n$/);
    copyFileSync(join(cwd, 'text'), join(cwd, 'text.csv'));
    copyFileSync(join(cwd, 'text'), join(cwd, 'text.csv.gz'));
    await expectRefusal(['train', 'text.csv', '--model', 'svm', '--out', 'x'], 1, /^ser: text\.csv: The first column is "neither a table nor a model"/);
    await expectRefusal(['evaluate', 'text.csv.gz', '--model', 'svm'], 1, /^ser: text\.csv\.gz: The file is not a gzip file/);
    await expectRefusal(['evaluate', 'text', '--model', 'svm'], 1, /^ser: text is neither a folder of audio files nor a CSV of features/);
    await expectRefusal(['import', 'svm.sermodel', '--out', 'x', '--columns', 'missing.csv'], 1, /^ser: missing\.csv: The file cannot be read/);
  });

  it('a model of columns that are not ours says that it cannot classify, before anything is read', async () => {
    expect((await ser(['export', 'svm.sermodel', '--to', 'libsvm', '--out', 'svm.libsvm'])).code).toBe(0);
    copyFileSync(join(cwd, 'svm.libsvm'), join(cwd, 'bare.libsvm'));
    expect((await ser(['import', 'bare.libsvm', '--out', 'bare.sermodel'])).code).toBe(0);
    await expectRefusal(['classify', 'bare.sermodel', 'a.wav'], 1, /^ser: bare\.sermodel: The columns of the model are of no feature set of this program, so it cannot classify clips\./);
  });

  it('a table with labels in words points to --labels', async () => {
    const [header, ...rows] = readFileSync(join(cwd, 'table.csv'), 'utf8').trim().split('\n');
    writeFileSync(join(cwd, 'labelled.csv'), [header!.replace('file,', 'file,feeling,'), ...rows.map((row) => row.replace(',', ',glad,'))].join('\n'));
    await expectRefusal(['evaluate', 'labelled.csv', '--model', 'svm'], 1, /^ser: labelled\.csv: Line 2, column "feeling": "glad" is not a finite number\. If it is a label, name the label columns with --labels EMOTION,SPEAKER\.\n$/);
    writeFileSync(join(cwd, 'holes.csv'), [header!, ...rows.map((row) => row.replace(/,[^,]*$/, ','))].join('\n'));
    await expectRefusal(['evaluate', 'holes.csv', '--model', 'svm'], 1, /"" is not a finite number\.\n$/);
  });
});

describe('wrong usage', () => {
  it('exits with 2 and says the value and the rule', async () => {
    await expectRefusal(['features', 'foo'], 2, /There is no feature set "foo"; there is conventional, rich, logmel/);
    await expectRefusal(['import', 'text', '--out', 'x', '--columns', 'foo'], 2, /There is no feature set "foo"/);
    await expectRefusal(['train', 'corpus', '--model', 'svm', '--out', 'x', '--set', 'logmel'], 2, /logmel has a matrix for each clip/);
    for (const rate of ['abc', '1e4', '022050', '']) await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--rate', rate], 2, new RegExp(`The rate is "${rate}"; it must be "native" or a whole number of Hz from 1000 to 192000`));
    for (const jobs of ['1e1', ' 2', '0x2']) await expectRefusal(['extract', 'corpus', '--out', 'x.csv', '--jobs', jobs], 2, /It must be a whole number from 1 to 64/);
    await expectRefusal(['evaluate', 'corpus', '--model', 'svm', '--cv', 'speaker:06'], 2, /The protocol "speaker:06" is not one of/);
    expect(existsSync(join(cwd, 'x.csv'))).toBe(false);
  });

  it('more folds than speakers: a mistake with a way out', async () => {
    await expectRefusal(['evaluate', 'table.csv', '--model', 'svm'], 1, /^ser: There are 3 speakers; this split by speaker needs at least 6, one for each fold\. The protocol speaker \(--cv speaker\) holds out one at a time\.\n$/);
  });
});
