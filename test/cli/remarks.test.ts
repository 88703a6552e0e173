import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { testLab } from '../node/labFixture.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { RATE, tone, writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser } = serIn(cwd);
const expected = { 'constant.wav': 'no sound', 'faint.wav': 'no sound', 'hundred.wav': 'too short to judge', 'one.wav': 'too short to judge', 'quiet.wav': 'no speech', 'silence.wav': 'no sound' };

beforeAll(async () => {
  writeSmallCorpus(join(cwd, 'corpus'));
  mkdirSync(join(cwd, 'odd'));
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(cwd, 'odd', name), bytes);
  write('one.wav', encodeWav(Float32Array.of(0.5), RATE));
  write('hundred.wav', encodeWav(Float32Array.from({ length: 100 }, (_, i) => Math.sin(i) / 2), RATE));
  write('silence.wav', encodeWav(new Float32Array(RATE), RATE));
  write('constant.wav', encodeWav(new Float32Array(RATE).fill(0.5), RATE));
  write('faint.wav', tone(300, { peak: 0.0009 }));
  write('quiet.wav', tone(300, { peak: 0.0012 }));
  expect((await ser(['train', 'corpus', '--model', 'svm', '--out', 'svm.sermodel'])).code).toBe(0);
});

describe('ser classify on what holds nothing to judge', () => {
  it.each(['when it is met first', 'when its features are in the store'])('remarks on it, %s', async () => {
    const { code, stdout } = await ser(['classify', 'svm.sermodel', 'odd', '--json']);
    expect(code).toBe(0);
    const estimates = JSON.parse(stdout) as { path: string; remark: string | null }[];
    expect(Object.fromEntries(estimates.map(({ path, remark }) => [path.replace('odd/', ''), remark]))).toEqual(expected);
  });

  it('writes the remark after the label', async () => {
    const { stdout } = await ser(['classify', 'svm.sermodel', 'odd/silence.wav', 'odd/one.wav', 'odd/quiet.wav']);
    expect(stdout).toMatch(/^odd\/silence\.wav: no sound \(\w+ \d+ %\)\nodd\/one\.wav: too short to judge \(\w+ \d+ %\)\nodd\/quiet\.wav: no speech \(\w+ \d+ %\)\n$/);
  });
});

describe('measureSound in a worker', () => {
  it('reads a file that is too large to decode at once in blocks', async () => {
    const samples = new Float32Array(9 * 2 ** 20).fill(0.25);
    samples[samples.length - 1] = -0.25;
    const path = join(cwd, 'long.wav');
    writeFileSync(path, encodeWav(samples, RATE));
    expect(await testLab().pool.run('measureSound', { path })).toMatchObject({ durationSec: samples.length / RATE, peak: 0.25 });
  });
});
