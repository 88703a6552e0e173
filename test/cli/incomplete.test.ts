import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeBrokenFiles, writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const clip = 'mixed/03-01-05-01-01-01-01.wav';
const CLOSING = /\nser: 6 of 30 files could not be used\.\n$/;

beforeAll(async () => {
  writeSmallCorpus(join(cwd, 'whole'));
  writeSmallCorpus(join(cwd, 'mixed'));
  writeBrokenFiles(join(cwd, 'mixed'));
  writeBrokenFiles(join(cwd, 'broken'));
  mkdirSync(join(cwd, 'nothing'));
  expect(await ser(['train', 'whole', '--model', 'svm', '--out', 'whole.sermodel'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/: 24 clips, 3 speakers, /) as string });
});

describe('a result that lacks files', () => {
  it('extract writes the rest, names each file as its user would, counts them and exits with 1', async () => {
    const { code, stdout, stderr } = await ser(['extract', './mixed', '--out', 'mixed.csv']);
    expect(stdout).toBe('Wrote 24 rows to mixed.csv (0 computed, 24 from the store; 6 of 30 files left out).\n');
    for (const line of [/^mixed\/empty\.wav: The file is empty/m, /^mixed\/short\.wav: Neither WAV nor FLAC, MP3 or Ogg: the file has only 8 bytes/m, /^mixed\/cut\.wav: The file is truncated: 456 of the 9600/m]) expect(stderr).toMatch(line);
    for (const ending of ['mp3', 'flac', 'ogg']) expect(stderr).toContain(`mixed/garbage.${ending}: Neither WAV nor FLAC, MP3 or Ogg: the file starts with "this"`);
    expect(stderr).toMatch(CLOSING);
    expect(code).toBe(1);
  });

  it('evaluate, train and demo say the same', async () => {
    const evaluated = await ser(['evaluate', 'mixed', '--model', 'svm', '--cv', 'speaker', '--json']);
    expect(evaluated).toMatchObject({ code: 1, stderr: expect.stringMatching(CLOSING) as string });
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ nClips: 24 });
    expect(await ser(['train', 'mixed', '--model', 'svm', '--out', 'mixed.sermodel'])).toMatchObject({ code: 1, stdout: expect.stringMatching(/; 6 of 30 files left out\./) as string, stderr: expect.stringMatching(CLOSING) as string });
    expect(existsSync(join(cwd, 'mixed.sermodel'))).toBe(true);
    expect(await ser(['demo', 'mixed'])).toMatchObject({ code: 1, stdout: expect.stringMatching(/6 files cannot be read\.[^]*24 clips[^]*Done in/) as string, stderr: expect.stringMatching(CLOSING) as string });
  });

  it('classify gives the rest, and goes on after a folder without audio', async () => {
    const { code, stdout, stderr } = await ser(['classify', 'whole.sermodel', 'mixed/empty.wav', 'nothing', clip, 'missing.wav', 'broken']);
    expect(stdout).toMatch(/^mixed\/03-01-05-01-01-01-01\.wav: no speech \(angry \d+ %\)\n$/);
    expect(stderr).toMatch(/^nothing: There are no audio files in this folder\.\n(broken\/.*\n){6}mixed\/empty\.wav: .*\nmissing\.wav: The file cannot be read: it does not exist\.\nser: 9 of 10 files could not be used\.\n$/m);
    expect(code).toBe(1);
  });

  it('classify says one sentence for one file, and gives a JSON document in any case', async () => {
    await expectRefusal(['classify', 'whole.sermodel', 'missing.wav'], 1, /^ser: missing\.wav: The file cannot be read: it does not exist\.\n$/);
    await expectRefusal(['classify', 'whole.sermodel', 'nothing'], 1, /^ser: nothing: There are no audio files in this folder\.\n$/);
    symlinkSync('loop.wav', join(cwd, 'loop.wav'));
    await expectRefusal(['classify', 'whole.sermodel', 'loop.wav'], 1, /^ser: loop\.wav: The file cannot be read: its symbolic links form a loop\.\n$/);
    expect(await ser(['classify', 'whole.sermodel', 'missing.wav', '--json'])).toMatchObject({ code: 1, stdout: '[]\n' });
  });

  it('scan reports problems as its product, but a folder without audio is a mistake', async () => {
    expect(await ser(['scan', 'mixed'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n6 files cannot be read\.\n$/) as string, stderr: expect.stringMatching(/^mixed\/empty\.wav: /m) as string });
    const { code, stdout } = await ser(['scan', 'broken', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ clips: [], problems: expect.arrayContaining([expect.objectContaining({ path: 'broken/empty.wav' })]) as unknown });
    for (const args of [['scan', 'nothing'], ['scan', 'nothing', '--json'], ['evaluate', 'nothing', '--model', 'svm'], ['demo', 'nothing']]) await expectRefusal(args, 1, /^ser: There are no audio files under nothing\.\n$/);
  });

  it('is none where no file can be used', async () => {
    for (const args of [['extract', 'broken', '--out', 'x.csv'], ['train', 'broken', '--model', 'svm', '--out', 'x.m']]) await expectRefusal(args, 1, /\nser: None of the 6 audio files under broken can be used\.\n$/);
    expect(existsSync(join(cwd, 'x.csv'))).toBe(false);
  });
});
