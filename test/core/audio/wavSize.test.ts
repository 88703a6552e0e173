import { describe, expect, it } from 'vitest';
import { encodeWav, parseWav, parseWavHeader } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { ascii, codeOf, formatChunk, join, pcm, uint32, uint64, w64Of, wavOf } from './wavFixture.ts';

const fmt = formatChunk(1, 1, 16000, 16);
const three = pcm([1, 2, 3]);
const lengthOf = (bytes: Uint8Array): number => parseWav(bytes).channels[0]!.length;

describe('a length that its writer did not know', () => {
  it.each([
    ['ffmpeg into a pipe', 0xffffffff, 0xffffffff],
    ['sox into a pipe', 0x7ffff000, 0x7ffff024],
    ['arecord', 0x80000000, 0x80000024],
    ['0xFFFFFFFF less a header', 0xffffffff - 44, 0xffffffff - 8],
    ['a recorder that was stopped', 0, 0],
    ['a header written first', 0, 36],
  ])('%s: the samples reach to the end', (_, declared, riff) => {
    expect(lengthOf(wavOf([['fmt ', fmt], ['data', three, declared]], { declared: riff }))).toBe(3);
    expect(lengthOf(wavOf([['fmt ', fmt], ['data', three.subarray(0, 5), declared]], { declared: riff }).subarray(0, -1))).toBe(2);
  });

  it('sox writes whole blocks', () => {
    const block = 3 * 5;
    expect(lengthOf(wavOf([['fmt ', formatChunk(1, 5, 16000, 24)], ['data', new Uint8Array(45), Math.floor(0x7ffff000 / block) * block]]))).toBe(3);
  });

  it('0 in a finished file is the truth', () => {
    expect(codeOf(() => parseWav(wavOf([['fmt ', fmt], ['data', new Uint8Array()], ['LIST', ascii('INFOICMT')]])))).toBe('audio-empty');
    expect(codeOf(() => parseWav(wavOf([['fmt ', fmt], ['data', new Uint8Array()]], { declared: 0 })))).toBe('audio-empty');
    expect(codeOf(() => parseWav(encodeWav(new Float32Array(0), 16000)))).toBe('audio-empty');
  });

  it('any other length beyond the end is a cut file, by one byte as by a million', () => {
    for (const declared of [7, 8, 100, 1e6, 0x70000000, 0x80000001, 0xf0000000]) expect(codeOf(() => parseWav(wavOf([['fmt ', fmt], ['data', three, declared]]))), String(declared)).toBe('wav-truncated');
  });

  it('2^31 samples claimed in 100 bytes allocate nothing', () => {
    const bytes = wavOf([['fmt ', fmt], ['data', new Uint8Array(56), 2 ** 31 - 2 ** 20]]);
    expect(bytes.length).toBe(100);
    expect(codeOf(() => parseWav(bytes))).toBe('wav-truncated');
    expect(lengthOf(wavOf([['fmt ', fmt], ['data', new Uint8Array(56), 2 ** 31]]))).toBe(28);
  });
});

describe('64-bit sizes', () => {
  const ds64 = (riff: bigint, data: bigint): Uint8Array => join(uint64(riff, data, 0n), uint32(0));
  const rf64 = (id: string, riff: bigint, data: bigint, tail: readonly (readonly [string, Uint8Array])[] = []): Uint8Array =>
    wavOf([['ds64', ds64(riff, data)], ['fmt ', fmt], ['data', three, 0xffffffff], ...tail], { id, declared: 0xffffffff });

  it.each(['RF64', 'BW64'])('%s: the length stands in ds64', (id) => {
    expect(lengthOf(rf64(id, 86n, 6n))).toBe(3);
    expect(lengthOf(rf64(id, 96n, 4n, [['LIST', new Uint8Array(2)]]))).toBe(2);
    expect(codeOf(() => parseWav(rf64(id, 86n, 7n)))).toBe('wav-truncated');
    expect(codeOf(() => parseWav(rf64(id, 86n, 5n * 2n ** 32n)))).toBe('wav-truncated');
  });

  it('more than 4 GB: header alone, at the place that the sizes tell', () => {
    const start = rf64('RF64', 0n, 6_000_000_000n);
    expect(parseWavHeader(start, start.length + 6_000_000_000)).toMatchObject({ nSamples: 3_000_000_000, dataOffset: start.length - 6 });
    const w64 = w64Of([['fmt ', fmt], ['data', three, 24n + 6_000_000_000n]]);
    expect(parseWavHeader(w64, w64.length + 6_000_000_000)).toMatchObject({ container: 'w64', nSamples: 3_000_000_000 });
  });

  it('ffmpeg into a pipe: zeros in ds64, 2^63 − 1 in W64', () => {
    expect(lengthOf(rf64('RF64', 0n, 0n))).toBe(3);
    // The file of six bytes is filled up to eight.
    expect(lengthOf(w64Of([['fmt ', fmt], ['data', pcm([1, 2, 3, 4]), 2n ** 63n - 1n]], 2n ** 64n - 1n))).toBe(4);
  });

  it('W64: chunks start at multiples of eight, sizes count their header', () => {
    const bytes = w64Of([['junk', new Uint8Array(3)], ['fmt ', fmt], ['data', three]]);
    expect(parseWav(bytes).channels).toEqual([Float32Array.of(1 / 32768, 2 / 32768, 3 / 32768)]);
    expect(codeOf(() => parseWav(w64Of([['fmt ', fmt], ['data', three, 23n]])))).toBe('wav-invalid');
    expect(codeOf(() => parseWav(w64Of([['fmt ', fmt], ['data', three, 1000n]])))).toBe('wav-truncated');
    expect(codeOf(() => parseWav(w64Of([['fmt ', fmt], ['data', new Uint8Array()]])))).toBe('audio-empty');
  });
});

describe('chunks', () => {
  it('of odd length are found with and without the byte that fills them up', () => {
    const unpadded = join(ascii('RIFF'), uint32(0), ascii('WAVE'), ascii('junk'), uint32(3), Uint8Array.of(1, 2, 3), ascii('fmt '), uint32(16), fmt, ascii('data'), uint32(6), three);
    expect(lengthOf(unpadded)).toBe(3);
    expect(lengthOf(wavOf([['junk', Uint8Array.of(1, 2, 3)], ['fmt ', fmt], ['data', three]]))).toBe(3);
  });

  it('without end are refused, and so is RIFX', () => {
    expect(codeOf(() => parseWav(wavOf(Array.from({ length: 10_001 }, () => ['JUNK', new Uint8Array()] as const))))).toBe('wav-invalid');
    expect(codeOf(() => parseWav(wavOf([['fmt ', fmt], ['data', three]], { id: 'RIFX' })))).toBe('format-unsupported');
  });

  it('after the samples are no samples', () => {
    expect(lengthOf(wavOf([['fmt ', fmt], ['data', three], ['LIST', ascii('INFO')]]))).toBe(3);
  });
});

describe('damage', () => {
  const whole = [
    wavOf([['fmt ', formatChunk(1, 2, 48000, 24)], ['data', new Uint8Array(60)]]),
    wavOf([['ds64', join(uint64(0n, 12n, 0n), uint32(0))], ['fmt ', fmt], ['data', new Uint8Array(12), 0xffffffff]], { id: 'RF64' }),
    w64Of([['fmt ', formatChunk(3, 1, 8000, 32)], ['data', new Uint8Array(40)]]),
    wavOf([['fmt ', formatChunk(17, 1, 8000, 4, { block: 16 })], ['fact', uint32(40)], ['data', new Uint8Array(32)]]),
  ];

  it('cut at every byte: a code', () => {
    for (const bytes of whole) {
      expect(codeOf(() => parseWav(bytes))).toBe('none');
      for (let length = 0; length < bytes.length; length++) {
        expect(['audio-empty', 'wav-invalid', 'wav-truncated'], `${length} of ${bytes.length}`).toContain(codeOf(() => parseWav(bytes.subarray(0, length))));
      }
    }
  });

  it('cut at every byte where the length is unknown: a shorter clip or a code', () => {
    const bytes = wavOf([['fmt ', fmt], ['data', pcm([1, 2, 3, 4, 5]), 0xffffffff]]);
    for (let length = 46; length <= bytes.length; length++) expect(lengthOf(bytes.subarray(0, length))).toBe((length - 44) >> 1);
    for (let length = 0; length < 46; length++) expect(codeOf(() => parseWav(bytes.subarray(0, length)))).not.toBe('none');
  });

  it('any bytes changed: samples that the file can hold, or a code', () => {
    const random = createRandom(3);
    for (let round = 0; round < 20_000; round++) {
      const bytes = whole[round % whole.length]!.slice();
      for (let n = random.integer(4) + 1; n > 0; n--) bytes[random.integer(Math.min(bytes.length, 110))] = [0, 255, random.integer(256)][random.integer(3)]!;
      const code = codeOf(() => {
        const { channels } = parseWav(bytes);
        expect(channels.length * channels[0]!.length).toBeLessThanOrEqual(2 * bytes.length);
      });
      expect(['none', 'audio-empty', 'wav-invalid', 'wav-truncated', 'format-unsupported']).toContain(code);
    }
  });
});
