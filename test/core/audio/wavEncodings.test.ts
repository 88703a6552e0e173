import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { parseWav, parseWavHeader } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { codeOf, extension, formatChunk, uint16, wavOf } from './wavFixture.ts';

const { WaveFile } = wavefile;
const random = createRandom(11);
const integers = (n: number, bits: number): number[] => Array.from({ length: n }, () => Math.floor((random.uniform() - 0.5) * 2 ** bits));
const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer);
const first = (bytes: Uint8Array): number[] => [...parseWav(bytes).channels[0]!];

describe('the values of each encoding', () => {
  it('8-bit PCM is unsigned: (v − 128) / 128', () => {
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 8)], ['data', Uint8Array.of(0, 128, 129, 255)]]))).toEqual([-1, 0, 1 / 128, 127 / 128]);
  });

  it('16, 24 and 32-bit PCM: v / 2^(n−1)', () => {
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 16)], ['data', bytesOf(Int16Array.of(-32768, -1, 1, 32767))]]))).toEqual([-1, -1 / 32768, 1 / 32768, 32767 / 32768]);
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 24)], ['data', Uint8Array.of(0, 0, 128, 255, 255, 255, 1, 0, 0, 255, 255, 127)]]))).toEqual([-1, -1 / 8388608, 1 / 8388608, 8388607 / 8388608]);
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 32)], ['data', bytesOf(Int32Array.of(-2147483648, 256, 1 << 30))]]))).toEqual([-1, 256 / 2147483648, 0.5]);
  });

  it('12 and 20 bits stand left-justified in whole bytes, 24 bits also in four', () => {
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 12, { block: 2 })], ['data', bytesOf(Int16Array.of(0x7ff0))]]))).toEqual([0x7ff0 / 32768]);
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 20, { block: 3 })], ['data', Uint8Array.of(0, 0, 64)]]))).toEqual([0.5]);
    expect(first(wavOf([['fmt ', formatChunk(0xfffe, 1, 8000, 32, { extra: extension(1, 24) })], ['data', bytesOf(Int32Array.of(1 << 30))]]))).toEqual([0.5]);
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 24, { block: 4 })], ['data', bytesOf(Int32Array.of(1 << 30, -(1 << 30)))]]))).toEqual([0.5, -0.5]);
  });

  it('floats stay as they are, also beyond 1 and those that are not finite', () => {
    const values = [0.1, -3.5, NaN, Infinity, -Infinity, 1e-40];
    expect(first(wavOf([['fmt ', formatChunk(3, 1, 8000, 32)], ['data', bytesOf(Float32Array.from(values))]]))).toEqual([...Float32Array.from(values)]);
    expect(first(wavOf([['fmt ', formatChunk(0xfffe, 1, 8000, 64, { extra: extension(3, 64) })], ['data', bytesOf(Float64Array.from([...values, 1e300]))]]))).toEqual([...Float32Array.from(values), Infinity]);
  });

  it('a last sample that is cut is left out', () => {
    expect(first(wavOf([['fmt ', formatChunk(1, 1, 8000, 24)], ['data', new Uint8Array(7)]]))).toHaveLength(2);
    expect(parseWav(wavOf([['fmt ', formatChunk(3, 2, 8000, 32)], ['data', new Uint8Array(23)]])).channels.map(({ length }) => length)).toEqual([2, 2]);
  });
});

describe('what wavefile wrote', () => {
  const kinds = [['8', 8], ['16', 16], ['24', 24], ['32', 32], ['32f', 32], ['64', 64]] as const;
  it.each(kinds)('%s bits, one to five channels, at odd and even offsets', (kind, bits) => {
    for (let nChannels = 1; nChannels <= 5; nChannels++) {
      const isFloat = kind === '32f' || kind === '64';
      const samples = Array.from({ length: nChannels }, () => (isFloat ? integers(50, 8).map((v) => Math.fround(v / 300)) : integers(50, bits).map((v) => (kind === '8' ? v + 128 : v))));
      const wav = new WaveFile();
      wav.fromScratch(nChannels, 11025, kind, samples as never);
      const expected = samples.map((channel) => Float32Array.from(channel, (v) => (isFloat ? v : kind === '8' ? (v - 128) / 128 : v / 2 ** (bits - 1))));
      const bytes = wav.toBuffer();
      for (const shift of [0, 1, 2, 3]) {
        const moved = new Uint8Array(bytes.length + shift);
        moved.set(bytes, shift);
        expect(parseWav(moved.subarray(shift))).toEqual({ sampleRate: 11025, channels: expected });
      }
    }
  });

  it.each(['8a', '8m'] as const)('%s: every code, as wavefile decodes it', (kind) => {
    const wav = new WaveFile();
    wav.fromScratch(1, 8000, '8', Array.from({ length: 256 }, (_, v) => v));
    const bytes = wav.toBuffer();
    // The same bytes under the number of the encoding.
    bytes.set(uint16(kind === '8a' ? 6 : 7), 20);
    const same = new WaveFile(bytes);
    if (kind === '8a') same.fromALaw();
    else same.fromMuLaw();
    expect(first(bytes)).toEqual([...same.getSamples(false, Int16Array)].map((v) => v / 32768));
  });
});

describe('IMA ADPCM', () => {
  const ima = (nChannels: number, block: number, data: Uint8Array, fact?: number): Uint8Array =>
    wavOf([['fmt ', formatChunk(17, nChannels, 8000, 4, { block, extra: uint16(2, 0) })], ...(fact === undefined ? [] : [['fact', uint16(fact, 0)] as const]), ['data', data]]);

  it('follows the differences by hand', () => {
    // Sample 100, step 7; code 7: 7 + 3 + 1 + 0 = 11 up, then step 16, code 8 + 7: 16 + 8 + 4 + 2 = 30 down.
    expect(first(ima(1, 8, Uint8Array.of(100, 0, 0, 0, 0xf7, 0, 0, 0))).slice(0, 3)).toEqual([100 / 32768, 111 / 32768, 81 / 32768]);
  });

  it('counts a cut last block by its whole groups, and leaves out what the fact chunk leaves out', () => {
    const two = new Uint8Array(32);
    expect(first(ima(1, 16, two))).toHaveLength(50);
    expect(first(ima(1, 16, two, 30))).toHaveLength(30);
    expect(first(ima(1, 16, two, 60))).toHaveLength(50);
    expect([4, 8, 12, 16, 20, 23, 24].map((n) => first(ima(1, 16, two.subarray(0, n))).length)).toEqual([1, 9, 17, 25, 26, 26, 34]);
    expect(parseWavHeader(ima(2, 16, two))).toMatchObject({ format: 'ima-adpcm', bits: 4, blockBytes: 16, blockSamples: 9, nSamples: 18 });
  });

  it('holds an index that a damaged block puts too high', () => {
    expect(first(ima(1, 8, Uint8Array.of(0, 0, 255, 0, 0x77, 0x77, 0x77, 0x77))).every((v) => Math.abs(v) <= 1)).toBe(true);
  });

  it('refuses a block that holds no whole groups', () => {
    for (const block of [0, 4, 12, 9]) expect(codeOf(() => parseWav(ima(2, block, new Uint8Array(64)))), String(block)).toBe('wav-invalid');
  });
});
