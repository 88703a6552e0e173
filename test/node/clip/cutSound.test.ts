import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { encodeWav, parseWav } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { cutSound } from '../../../src/node/clip/cutSound.ts';
import { openSound } from '../../../src/node/clip/openSound.ts';
import type { OpenSound } from '../../../src/protocol/clipWork.ts';
import { formatChunk, wavOf } from '../../core/audio/wavFixture.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const dir = temporaryFolder();
const random = createRandom(6);
const noise = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => random.integer(256));
const floats = (n: number): Uint8Array => new Uint8Array(Float32Array.from({ length: n }, () => random.uniform() - 0.5).buffer);
const [from, to] = [123, 4567];

/** Encoding, bytes of a sample of all channels, and the file. */
const files = {
  '16-bit mono': [2, wavOf([['fmt ', formatChunk(1, 1, 16_000, 16)], ['data', noise(2 * 9001)]])],
  '24-bit stereo': [6, wavOf([['fmt ', formatChunk(1, 2, 48_000, 24)], ['data', noise(6 * 9001)]])],
  '8-bit, odd': [1, wavOf([['fmt ', formatChunk(1, 1, 8000, 8)], ['data', noise(9001)]])],
  'float, stereo': [8, wavOf([['fmt ', formatChunk(3, 2, 44_100, 32)], ['data', floats(2 * 9001)]])],
  'A-law': [1, wavOf([['fmt ', formatChunk(6, 1, 8000, 8)], ['data', noise(9001)]])],
} as const;

async function open(bytes: Uint8Array): Promise<OpenSound> {
  writeFileSync(join(dir, 'clip.wav'), bytes);
  return openSound(join(dir, 'clip.wav'));
}

describe('a part of a WAV file', () => {
  it.each(Object.entries(files))('%s: holds the very bytes, in a file that other programs read', async (_, [frameBytes, bytes]) => {
    const excerpt = cutSound(await open(bytes), from, to);
    const [whole, part] = [new wavefile.WaveFile(bytes), new wavefile.WaveFile(excerpt)];
    const samplesOf = (file: InstanceType<typeof wavefile.WaveFile>): Uint8Array => (file.data as { samples: Uint8Array }).samples;
    expect([...samplesOf(part)].slice(0, (to - from) * frameBytes)).toEqual([...samplesOf(whole).subarray(from * frameBytes, to * frameBytes)]);
    const formatOf = (file: InstanceType<typeof wavefile.WaveFile>): unknown => {
      const { audioFormat, numChannels, sampleRate, byteRate, blockAlign, bitsPerSample } = file.fmt as Record<string, number>;
      return { audioFormat, numChannels, sampleRate, byteRate, blockAlign, bitsPerSample };
    };
    expect(formatOf(part)).toEqual(formatOf(whole));
    expect((part.data as { chunkSize: number }).chunkSize).toBe((to - from) * frameBytes);
    const recording = parseWav(bytes);
    expect(parseWav(excerpt)).toEqual({ sampleRate: recording.sampleRate, channels: recording.channels.map((samples) => samples.slice(from, to)) });
  });

  it('of ADPCM, whose samples do not stand alone, holds the decoded samples without rounding', async () => {
    const bytes = wavOf([['fmt ', formatChunk(17, 1, 8000, 4, { block: 256 })], ['data', noise(256 * 40)]]);
    const excerpt = cutSound(await open(bytes), from, to);
    expect(parseWav(excerpt).channels).toEqual(parseWav(bytes).channels.map((samples) => samples.slice(from, to)));
    expect((new wavefile.WaveFile(excerpt).fmt as { bitsPerSample: number }).bitsPerSample).toBe(16);
  });

  it('to the end of a clip ends with the clip', async () => {
    const bytes = encodeWav(Float32Array.from({ length: 1000 }, () => random.uniform() - 0.5), 8000);
    expect(parseWav(cutSound(await open(bytes), 900, 99_999)).channels[0]).toEqual(parseWav(bytes).channels[0]?.slice(900));
  });
});

it('decoded sound that 16 bits would round is kept as floats', () => {
  const decoded = [Float32Array.of(0.1, -0.2, 1.5), Float32Array.of(0, 0.5, -1)];
  const excerpt = cutSound({ sampleRate: 44_100, nChannels: 2, nSamples: 3, synthetic: false, place: { decoded } }, 0, 3);
  const read = new wavefile.WaveFile(excerpt);
  expect((read.getSamples(false, Float32Array) as unknown as Float32Array[]).map((channel) => [...channel])).toEqual(decoded.map((channel) => [...channel]));
});
