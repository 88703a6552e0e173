import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_RATE, synthesizeSampleClip } from '../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan } from '../../src/core/audio/synthesis/samplePlan.ts';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

beforeAll(() => {
  const [plan] = sampleCorpusPlan();
  const speech = synthesizeSampleClip(plan!, 1);
  const long = new Float32Array(6 * SAMPLE_RATE);
  long.set(speech.subarray(0, Math.min(speech.length, 2 * SAMPLE_RATE)));
  writeFileSync(join(cwd, 'long.wav'), encodeWav(long, SAMPLE_RATE));
  writeFileSync(join(cwd, 'no.wav'), 'no sound');
});

describe('ser timeline', () => {
  it('prints a line a window by the starter model, and what there is in all', async () => {
    const { code, stdout } = await ser(['timeline', 'long.wav']);
    expect(code).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toBe('long.wav: 4 windows of 3 s every 1 s. Starter model (acted English speech). Estimates, not facts about a person.');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ {7}0\.0–3\.0 s {2}\S.* %\)/);
    expect(lines[3]).toMatch(/^ {7}3\.0–6\.0 s {2}no sound \(.*\)$/);
    expect(lines[4]).toMatch(/^In all: .*no sound \d/);
  });

  it('gives the same as JSON and as CSV, in the windows that were asked for', async () => {
    const asked = ['timeline', 'long.wav', 'starter', '--window', '2', '--hop', '1.5'];
    const found = JSON.parse((await ser([...asked, '--json'])).stdout) as { classes: string[]; windows: { fromSec: number; probabilities: Record<string, number>; remark: string | null }[] };
    expect(found).toMatchObject({ file: 'long.wav', windowSec: 2, hopSec: 1.5, durationSec: 6, model: 'Starter model (acted English speech)' });
    expect(found.windows.map(({ fromSec }) => fromSec)).toEqual([0, 1.5, 3, 4]);
    expect(found.windows.at(-1)?.remark).toBe('no sound');
    const [header, ...rows] = (await ser([...asked, '--csv'])).stdout.trimEnd().split('\n').map((line) => line.split(','));
    expect(header).toEqual(['from_s', 'to_s', 'estimate', 'probability', 'uncertain', 'remark', ...found.classes.map((name) => `p_${name}`)]);
    expect(rows.map((row) => row.slice(6).map(Number))).toEqual(found.windows.map(({ probabilities }) => found.classes.map((name) => Number(probabilities[name]!.toFixed(6)))));
  });

  it('refuses windows that make no sense, files that are no sound, and what is no model', async () => {
    await expectRefusal(['timeline', 'long.wav', '--hop', '4'], 2, /^ser: The hop is 4 s; it must be 0\.1 s to the length of the window, 3 s\.$/m);
    await expectRefusal(['timeline', 'long.wav', '--window', '0'], 2, /--window <s>.*It must be a number of seconds/);
    await expectRefusal(['timeline', 'long.wav', '--json', '--csv'], 2, /cannot be used with/);
    await expectRefusal(['timeline', 'no.wav'], 1, /^ser: no\.wav: /m);
    await expectRefusal(['timeline', 'long.wav', 'no.wav'], 1, /^ser: no\.wav: /m);
  });
});

describe('ser classify --csv', () => {
  it('prints a row a file', async () => {
    const { code, stdout } = await ser(['classify', 'starter', 'long.wav', '--csv']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^file,label,estimate,probability,uncertain,remark,p_\w+,.*,model\nlong\.wav,,\w+,0\.\d+,(yes|no),.*,Starter model \(acted English speech\)\n$/);
  });
});
