import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { scanCorpus, type CorpusScan } from '../../src/node/scanCorpus.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const root = join(temporaryFolder(), 'many');
const N_CLIPS = 2000;
const wav = (nSamples: number): Uint8Array => encodeWav(new Float32Array(nSamples), 16_000);

beforeAll(() => {
  for (const emotion of ['angry', 'sad']) {
    mkdirSync(join(root, emotion), { recursive: true });
    for (let i = 0; i < N_CLIPS / 2; i++) writeFileSync(join(root, emotion, `${i}.wav`), wav(160));
  }
});

describe('a folder with many files', () => {
  it('is outlined by its names before its headers are read', async () => {
    const outlines: CorpusScan[] = [];
    const scan = await scanCorpus(root, { onListed: (outline) => outlines.push(outline) });
    expect(outlines).toHaveLength(1);
    const [outline] = outlines;
    const labels = ({ clips }: CorpusScan): unknown[] => clips.map(({ path, emotion, corpus }) => [path, emotion, corpus]);
    expect(labels(outline!)).toEqual(labels(scan));
    expect(outline).toMatchObject({ root, name: 'many', corpus: scan.corpus, problems: [], labelProblems: [] });
    expect(outline!.clips[0]).toMatchObject({ durationSec: 0, sampleRate: 0 });
    expect(scan.clips[0]).toMatchObject({ durationSec: 0.01, sampleRate: 16_000 });
  });

  it('is read again by its changes, with the same outcome as if it were new', async () => {
    const before = await scanCorpus(root);
    const [first, second] = before.clips;
    // Another length makes another size; the same size at another time is another file as well.
    writeFileSync(first!.path, wav(320));
    utimesSync(second!.path, 1, 1);
    const known = new Map(before.clips.map((clip) => [clip.path, clip]));
    const asked: string[] = [];
    const again = await scanCorpus(root, { known: (path) => (asked.push(path), known.get(path)) });
    expect(asked).toHaveLength(N_CLIPS);
    expect(again).toEqual(await scanCorpus(root));
    expect(again.clips[0]).toMatchObject({ durationSec: 0.02 });
    expect(again.clips[1]).toMatchObject({ modifiedMs: 1000 });
  });

  it('takes the word of what it knows where size and time are the same', async () => {
    const before = await scanCorpus(root);
    const known = new Map(before.clips.map((clip) => [clip.path, { ...clip, durationSec: 7 }]));
    expect((await scanCorpus(root, { known: (path) => known.get(path) })).clips.every(({ durationSec }) => durationSec === 7)).toBe(true);
  });
});
