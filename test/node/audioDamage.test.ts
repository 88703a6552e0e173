import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/learn/random.ts';
import { createSampleCollector } from '../../src/node/decoders/sampleCollector.ts';
import { strictly } from '../../src/node/decoders/strictly.ts';
import { readClip } from '../../src/node/readClip.ts';
import { readHeader } from '../../src/node/scanCorpus.ts';
import { codeOfError } from '../core/audio/wavFixture.ts';
import { ffmpeg, hasFfmpeg, noFfmpeg, throughPipe, writeSource } from './audioPrograms.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const at = (name: string): string => join(dir, name);
const N = 6000;

/** What reading gives: the number of samples, or the code of the refusal. A header's reader must not fail otherwise either. */
async function outcomeOf(bytes: Uint8Array): Promise<number | string> {
  const path = at('damaged');
  writeFileSync(path, bytes);
  const header = readHeader(path).catch(codeOfError);
  try {
    const { channels } = await readClip(path);
    return channels[0]!.length;
  } catch (error) {
    return codeOfError(error);
  } finally {
    await header;
  }
}

describe.skipIf(!hasFfmpeg)(`damaged files${hasFfmpeg ? '' : ` (skipped: ${noFfmpeg})`}`, () => {
  const names = ['clip.flac', 'piped.flac', 'clip.oga', 'clip.ogg', 'clip.mp3', 'plain.mp3'];
  beforeAll(() => {
    writeSource(at('source.wav'), 1, 16_000, N);
    ffmpeg('-i', at('source.wav'), '-frame_size', '1024', at('clip.flac'));
    throughPipe('ffmpeg', ['-loglevel', 'error', '-i', at('source.wav'), '-frame_size', '1024', '-f', 'flac', '-'], at('piped.flac'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'flac', '-f', 'ogg', at('clip.oga'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libvorbis', at('clip.ogg'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libmp3lame', at('clip.mp3'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0', at('plain.mp3'));
  });

  it.each(names)('%s cut: a code, whatever the place', async (name) => {
    const bytes = readFileSync(at(name));
    expect(await outcomeOf(bytes)).toBeTypeOf('number');
    const random = createRandom(7);
    const places = [...Array.from({ length: 60 }, (_, i) => i), ...Array.from({ length: 100 }, () => random.integer(bytes.length)), bytes.length - 1];
    for (const place of places) {
      const outcome = await outcomeOf(bytes.subarray(0, place));
      // Without a frame count a file of whole frames is a whole file.
      if (name === 'plain.mp3' && typeof outcome === 'number') expect(outcome).toBeLessThan(N + 2304);
      else expect(['audio-corrupt', 'audio-empty', 'wav-invalid', 'format-unsupported'], `${place} of ${bytes.length}`).toContain(outcome);
    }
  });

  it.each(names)('%s with bytes changed: a code or samples of the length it had, and an end', async (name) => {
    const whole = readFileSync(at(name));
    const random = createRandom(23);
    let refused = 0;
    const rounds = 160;
    for (let round = 0; round < rounds; round++) {
      const bytes = Uint8Array.from(whole);
      // Half of the damage in the headers, which are where a reader can be led astray.
      const reach = round % 2 === 0 ? Math.min(400, bytes.length) : bytes.length;
      for (let n = random.integer(3) + 1; n > 0; n--) bytes[random.integer(reach)]! ^= 1 << random.integer(8);
      const outcome = await outcomeOf(bytes);
      if (typeof outcome === 'string') refused++;
      else expect(outcome).toBeLessThan(8 * N);
    }
    // An MP3 frame has no check sum of its sound, so most of its damage is heard and not seen; FLAC keeps room for tags.
    expect(refused).toBeGreaterThan(name.endsWith('mp3') ? 0 : rounds / 4);
  });

  it.each(['clip.flac', 'clip.ogg', 'clip.oga'])('%s: one bit of its sound is noticed', async (name) => {
    const bytes = Uint8Array.from(readFileSync(at(name)));
    bytes[Math.floor(bytes.length * 0.9)]! ^= 4;
    expect(await outcomeOf(bytes)).toBe('audio-corrupt');
  });

  it('a FLAC file that promises a day of sound in a few bytes is refused by its header', async () => {
    const bytes = Uint8Array.from(readFileSync(at('clip.flac')));
    bytes[21]! |= 15;
    expect(await outcomeOf(bytes)).toBe('audio-corrupt');
    await expect(readHeader(at('damaged'))).rejects.toMatchObject({ code: 'audio-corrupt', message: expect.stringContaining('cannot hold') as string });
  });
});

describe('createSampleCollector', () => {
  const header = { container: 'mp3', sampleRate: 8000, nChannels: 2, nSamples: 5, isExactLength: true, comment: '' } as const;
  const piece = (n: number, { sampleRate = 8000, nChannels = 2 } = {}) => ({ channelData: Array.from({ length: nChannels }, (_, c) => new Float32Array(n).fill(c + 1)), samplesDecoded: n, sampleRate });

  it('keeps no more than its limit, and refuses what the header does not say', () => {
    const collector = createSampleCollector(header, 5);
    collector.add(piece(0, { sampleRate: 0 }));
    collector.add(piece(3));
    collector.add(piece(4));
    collector.add(piece(4));
    expect(collector.finish()).toEqual({ sampleRate: 8000, channels: [new Float32Array(5).fill(1), new Float32Array(5).fill(2)] });
    for (const other of [{ sampleRate: 16_000 }, { nChannels: 1 }]) expect(() => createSampleCollector(header, 5).add(piece(1, other))).toThrow(expect.objectContaining({ code: 'audio-corrupt' }));
  });

  it('grows with what comes', () => {
    const collector = createSampleCollector(header, 1e12);
    for (let i = 0; i < 10; i++) collector.add(piece(100_000));
    expect(collector.finish().channels.map((samples) => [samples.length, samples.every((v) => v > 0)])).toEqual([[1e6, true], [1e6, true]]);
  });
});

describe('strictly', () => {
  it('turns what a library would print, and go on after, into an error; then printing is as before', () => {
    const { error } = globalThis.console;
    expect(() => strictly(() => globalThis.console.error('lost\n\tsync'))).toThrow('lost sync');
    expect(globalThis.console.error).toBe(error);
    expect(strictly(() => 5)).toBe(5);
  });
});
