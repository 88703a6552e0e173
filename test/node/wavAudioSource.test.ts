import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../src/core/audio/recording.ts';
import { encodeWav, parseWav } from '../../src/core/audio/wav.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { readClip } from '../../src/node/readClip.ts';
import { readHeader } from '../../src/node/scanCorpus.ts';
import { openWavSource } from '../../src/node/wavFileSource.ts';
import { formatChunk, wavOf, w64Of } from '../core/audio/wavFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const at = (name: string): string => join(dir, name);
const random = createRandom(2);
const noise = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => random.integer(256));

const files = {
  '16-bit mono': encodeWav(Float32Array.from({ length: 200_001 }, () => random.uniform() - 0.5), 8000),
  '24-bit, five channels': wavOf([['fmt ', formatChunk(1, 5, 44100, 24)], ['data', noise(15 * 70_000)]]),
  '8-bit W64': w64Of([['fmt ', formatChunk(1, 2, 8000, 8)], ['data', noise(2 * 65_537)]]),
  'IMA ADPCM, long blocks': wavOf([['fmt ', formatChunk(17, 1, 8000, 4, { block: 65_532 })], ['data', noise(65_532 * 2 + 100)]]),
  'IMA ADPCM, short blocks': wavOf([['fmt ', formatChunk(17, 2, 8000, 4, { block: 512 })], ['data', noise(512 * 200)]]),
  'one sample': encodeWav(Float32Array.of(0.5), 8000),
};

describe('openWavSource', () => {
  it.each(Object.entries(files))('%s: the samples of the whole file, in blocks, as often as wanted', async (_, bytes) => {
    writeFileSync(at('clip.wav'), bytes);
    const recording = parseWav(bytes);
    const expected = mixToMono(recording);
    expect(await readClip(at('clip.wav'))).toEqual(recording);
    const source = await openWavSource(at('clip.wav'));
    expect(source).toMatchObject({ sampleRate: recording.sampleRate, nSamples: expected.length });
    for (let pass = 0; pass < 2; pass++) {
      const blocks: Float32Array[] = [];
      for await (const block of source.blocks()) blocks.push(block);
      expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
      expect(blocks.every(({ length }) => length > 0)).toBe(true);
      const joined = new Float32Array(expected.length);
      let n = 0;
      for (const block of blocks) {
        joined.set(block, n);
        n += block.length;
      }
      expect(n).toBe(expected.length);
      expect(joined).toEqual(expected);
    }
  });

  it.skipIf(!existsSync('/proc/self/fd'))('closes the file when its reader stops early (skipped where /proc does not list open files)', async () => {
    writeFileSync(at('early.wav'), files['16-bit mono']);
    const source = await openWavSource(at('early.wav'));
    const before = readdirSync('/proc/self/fd').length;
    for (let i = 0; i < 40; i++) for await (const block of source.blocks()) if (block.length > 0) break;
    expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 20);
  });

  it('says so when the file has become shorter', async () => {
    writeFileSync(at('shrinking.wav'), files['16-bit mono']);
    const source = await openWavSource(at('shrinking.wav'));
    truncateSync(at('shrinking.wav'), 200_000);
    const read = async (): Promise<void> => {
      for await (const block of source.blocks()) expect(block.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ code: 'wav-truncated' });
  });

  it('reads beyond 4 GB, in little memory', async () => {
    // A hole in the file takes no room on the disk.
    const nBytes = 5 * 2 ** 30;
    const start = w64Of([['fmt ', formatChunk(1, 1, 48000, 16)], ['data', new Uint8Array(), BigInt(24 + nBytes)]]);
    const file = await open(at('long.w64'), 'w');
    await file.write(start);
    await file.write(Buffer.from(Int16Array.of(16384).buffer), 0, 2, start.length + nBytes - 2);
    await file.close();
    expect((await readHeader(at('long.w64'))).header.nSamples).toBe(nBytes / 2);
    const source = await openWavSource(at('long.w64'));
    expect(source.nSamples).toBe(nBytes / 2);
    const before = process.memoryUsage().rss;
    let n = 0;
    for await (const block of source.blocks()) {
      n += block.length;
      if (n > 30e6) break;
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
    await expect(readClip(at('long.w64'))).rejects.toMatchObject({ code: 'audio-too-long' });
  });
});

describe('readClip', () => {
  it('says why a path cannot be read', async () => {
    await expect(readClip(dir)).rejects.toMatchObject({ code: 'file-unreadable', message: 'The file cannot be read: it is a folder.' });
    await expect(readClip(at('nothing.wav'))).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(readClip('/dev/zero')).rejects.toMatchObject({ code: 'file-unreadable' });
    writeFileSync(at('empty.flac'), '');
    await expect(readClip(at('empty.flac'))).rejects.toMatchObject({ code: 'audio-empty' });
  });

  it('keeps samples that are not finite: features refuse them', async () => {
    const values = Float32Array.of(0, NaN, Infinity, -Infinity);
    writeFileSync(at('nan.wav'), wavOf([['fmt ', formatChunk(3, 1, 8000, 32)], ['data', new Uint8Array(values.buffer)]]));
    expect((await readClip(at('nan.wav'))).channels).toEqual([values]);
  });
});
