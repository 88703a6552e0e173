import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { clipsIn, clipsOf, copyClip, copyClips, createClipTable, findClip } from '../../src/node/clipTable.ts';
import { scanCorpus, scanToTable, type ScannedClip } from '../../src/node/scanCorpus.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const clips: ScannedClip[] = [
  { path: '/a/1.wav', bytes: 2 ** 40, modifiedMs: 1.7e12 + 0.25, corpus: 'ravdess', emotion: 'sad', speaker: '01', sex: 'female', sentence: '02', intensity: 'strong', session: 's', split: 'train', durationSec: 1 / 3, sampleRate: 48_000, channels: 2, synthetic: true },
  { path: '/a/2.wav', bytes: 0, modifiedMs: 0, corpus: undefined, emotion: undefined, speaker: '', sex: undefined, sentence: 'sad', intensity: undefined, session: undefined, split: undefined, durationSec: 0, sampleRate: 0, channels: 0, synthetic: false },
  { path: '/a/ü \n.wav', bytes: 1, modifiedMs: -5, corpus: 'emodb', emotion: 'sad', speaker: '01', sex: 'male', sentence: undefined, intensity: 'normal', session: undefined, split: 'test', durationSec: 7, sampleRate: 8000, channels: 1, synthetic: false },
];

describe('a table of clips', () => {
  it('gives back what was put, in order, without the rows that were not', () => {
    const builder = createClipTable(5);
    for (const [i, row] of [[2, 4], [0, 1], [1, 2]] as const) builder.put(row, clips[i]!);
    const table = builder.finish();
    expect(copyClips(table)).toEqual(clips);
    expect(clipsOf(table).map(copyClip)).toEqual(clips);
    expect([...clipsIn(table)].map(copyClip)).toEqual(clips);
    expect(copyClips(createClipTable(0).finish())).toEqual([]);
  });

  it('finds a clip by its path', () => {
    for (const clip of clips) expect(findClip(clips, clip.path)).toBe(clip);
    for (const path of ['', '/a', '/a/1.wa', '/a/1.wavx', '/a/3.wav', '\uffff']) expect(findClip(clips, path)).toBeUndefined();
    expect(findClip([], '/a/1.wav')).toBeUndefined();
  });

  it('holds of a folder what a scan tells, also where some files cannot be read', async () => {
    const root = join(temporaryFolder(), 'table');
    for (const speaker of ['x', 'y']) {
      mkdirSync(join(root, 'sad', speaker), { recursive: true });
      for (let i = 0; i < 9; i++) writeFileSync(join(root, 'sad', speaker, `${i}.wav`), i % 4 === 1 ? 'no sound' : encodeWav(new Float32Array(100 + i), 8000));
    }
    const { clips: table, ...scan } = await scanToTable(root);
    expect(table.length).toBe(14);
    expect(scan.problems).toHaveLength(4);
    expect({ ...scan, clips: copyClips(table) }).toEqual(await scanCorpus(root));
    expect(copyClips(table).map(({ path }) => path)).toEqual(copyClips(table).map(({ path }) => path).sort());
  });
});
