import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { tone } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser } = serIn(cwd);

beforeAll(() => {
  mkdirSync(join(cwd, 'calls'));
  for (const name of ['a', 'b', 'c', 'junk']) writeFileSync(join(cwd, `calls/${name}.wav`), tone(200));
  writeFileSync(join(cwd, 'calls/list.csv'), 'file,emotion,speaker,gender,text,split\na.wav,Angry,anna,f,Hello there,train\nb.wav,amused,bert,m,Hello there,test\nc.wav,,anna,f,Goodbye,train\nd.wav,sad,anna,f,,\n');
});

describe('ser scan of a folder with a manifest', () => {
  it('tells what the labels are, and what is wrong with them', async () => {
    const { code, stdout, stderr } = await ser(['scan', 'calls']);
    expect(code).toBe(0);
    expect(stdout).toBe(`Manifest: 3 clips
No known corpus: 1 clip
emotions  3: amused 1, angry 1, unknown 2
speakers  3: anna 2, bert 1, unknown 1
sex       3: female 2, male 1, unknown 1
sentences 3: Goodbye 1, Hello there 2, unknown 1
split     3: test 1, train 2, unknown 1
length    1.2 s
rates     16000 Hz mono 4
2 problems with labels.
`);
    expect(stderr).toMatch(/^calls\/junk\.wav: No known rule fits its name [^]*^calls\/list\.csv: 1 of 4 rows name audio files that are not there; the first is row 5: "d\.wav"\.$/m);
  });

  it('gives in JSON what is known of each clip, and null only for the emotion and the speaker', async () => {
    const { stdout } = await ser(['scan', 'calls', '--json']);
    const { corpus, clips, problems } = JSON.parse(stdout) as { corpus: string; clips: unknown[]; problems: { path: string; code: string }[] };
    const sound = { durationSec: 0.3, sampleRate: 16_000, channels: 1 };
    expect(corpus).toBe('manifest');
    expect(clips).toEqual([
      { path: 'calls/a.wav', emotion: 'angry', speaker: 'anna', ...sound, corpus: 'manifest', sex: 'female', sentence: 'Hello there', split: 'train' },
      { path: 'calls/b.wav', emotion: 'amused', speaker: 'bert', ...sound, corpus: 'manifest', sex: 'male', sentence: 'Hello there', split: 'test' },
      { path: 'calls/c.wav', emotion: null, speaker: 'anna', ...sound, corpus: 'manifest', sex: 'female', sentence: 'Goodbye', split: 'train' },
      { path: 'calls/junk.wav', emotion: null, speaker: null, ...sound },
    ]);
    expect(problems.map(({ path, code }) => [path, code])).toEqual([['calls/junk.wav', 'no-labels'], ['calls/list.csv', 'table-invalid']]);
  });
});
