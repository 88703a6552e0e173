import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUDIO_EXTENSIONS, hasAudioExtension, readAudioHeader, withoutAudioExtension, type AnyAudioHeader } from '../../../../src/core/audio/audioFormat.ts';
import { createCrc, crcOf } from '../../../../src/core/audio/codecs/crc.ts';
import { checkMp3Frames, type Mp3Header } from '../../../../src/core/audio/codecs/mp3.ts';
import { checkOggPages } from '../../../../src/core/audio/codecs/ogg.ts';
import { readFromBytes } from '../../../../src/core/audio/headerReader.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { ascii, codeOf, join, uint32, uint64 } from '../wavFixture.ts';

const read = (bytes: Uint8Array): AnyAudioHeader => readFromBytes(readAudioHeader(bytes.length), bytes)!;
const big = (value: number, nBytes: number): Uint8Array => Uint8Array.from({ length: nBytes }, (_, i) => Math.floor(value / 256 ** (nBytes - 1 - i)) % 256);
const crc8 = createCrc(8, 0x07);
const crc16 = createCrc(16, 0x8005);
const crc32 = createCrc(32, 0x04c11db7);
const noise = (n: number): Uint8Array => Uint8Array.from({ length: n }, (_, i) => (i * 37) % 251);

describe('createCrc', () => {
  it('has the published check values for "123456789"', () => {
    const digits = ascii('123456789');
    // CRC-8/SMBUS, CRC-16/UMTS; CRC-32/CKSUM without its length and inversion is Ogg's.
    expect([crcOf(crc8, digits, 0, 9), crcOf(crc16, digits, 0, 9), crcOf(crc32, digits, 0, 9)]).toEqual([0xf4, 0xfee8, 0x89a1897f]);
  });
});

describe('FLAC', () => {
  const streamInfo = (sampleRate: number, nChannels: number, bits: number, nSamples: number): Uint8Array =>
    join(big(4096, 2), big(4096, 2), big(0, 6), big(sampleRate * 16 + (nChannels - 1) * 2 + ((bits - 1) >> 4), 3), big(((bits - 1) % 16) * 16 + Math.floor(nSamples / 2 ** 32), 1), big(nSamples % 2 ** 32, 4), new Uint8Array(16));
  const flac = (nSamples: number, sound: Uint8Array, sampleRate = 44_100): Uint8Array => join(ascii('fLaC'), Uint8Array.of(0x80, 0, 0, 34), streamInfo(sampleRate, 2, 24, nSamples), sound);
  /** A frame of the right form: frame 300 of blocks of 4096, or with 100 samples. */
  const frame = (lengthCode: number, number: Uint8Array, extra: Uint8Array, isVariable = 0): Uint8Array => {
    const head = join(Uint8Array.of(0xff, 0xf8 | isVariable, lengthCode << 4, 0), number, extra);
    const body = join(head, Uint8Array.of(crcOf(crc8, head, 0, head.length)), noise(50));
    return join(body, big(crcOf(crc16, body, 0, body.length), 2));
  };

  it('reads rate, channels, bits and the 36 bits of the length', () => {
    expect(read(flac(100_000, noise(9000)))).toMatchObject({ container: 'flac', sampleRate: 44_100, nChannels: 2, bitsPerSample: 24, nSamples: 100_000, isExactLength: true });
    expect(read(join(ascii('ID3'), Uint8Array.of(4, 0, 0, 0, 0, 1, 2), noise(130), flac(5, noise(50))))).toMatchObject({ nSamples: 5, offset: 140 });
  });

  it('takes the length from the last frame where the header leaves it open', () => {
    const first = frame(12, Uint8Array.of(0), new Uint8Array());
    expect(read(flac(0, join(first, frame(6, Uint8Array.of(0xc4, 0xac), Uint8Array.of(99))))).nSamples).toBe(300 * 4096 + 100);
    expect(read(flac(0, join(first, frame(7, Uint8Array.of(0xe1, 0x80, 0x80), big(999, 2), 1)))).nSamples).toBe(4096 + 1000);
    expect(read(flac(0, join(first, frame(1, Uint8Array.of(2), new Uint8Array())))).nSamples).toBe(2 * 4096 + 192);
    expect(read(flac(0, join(first, frame(3, Uint8Array.of(2), new Uint8Array())))).nSamples).toBe(2 * 4096 + 1152);
    expect(codeOf(() => read(flac(0, join(first, first.subarray(0, -1)))))).toBe('audio-corrupt');
  });

  it('refuses what cannot be', () => {
    expect(codeOf(() => read(flac(2 ** 31, noise(58))))).toBe('audio-corrupt');
    expect(codeOf(() => read(flac(10, noise(58), 0)))).toBe('audio-corrupt');
    expect(codeOf(() => read(flac(0, new Uint8Array())))).toBe('audio-empty');
    const whole = flac(10, noise(30));
    for (let length = 4; length < 42; length++) expect(codeOf(() => read(whole.subarray(0, length)))).toBe('audio-corrupt');
  });
});

describe('Ogg', () => {
  const page = (flags: number, position: bigint, sequence: number, packet: Uint8Array, serial = 7): Uint8Array => {
    const bytes = join(ascii('OggS'), Uint8Array.of(0, flags), uint64(position), uint32(serial, sequence, 0), Uint8Array.of(1, packet.length), packet);
    bytes.set(uint32(crcOf(crc32, bytes, 0, bytes.length)), 22);
    return bytes;
  };
  const vorbis = (sampleRate = 22_050): Uint8Array => join(ascii('\x01vorbis'), uint32(0), Uint8Array.of(2), uint32(sampleRate), new Uint8Array(14));
  const ogg = (position: bigint, first = vorbis()): Uint8Array => join(page(2, 0n, 0, first), page(0, 2n ** 64n - 1n, 1, noise(100)), page(4, position, 2, noise(100)));

  it('reads the codec of the first page and the position of the last', () => {
    expect(read(ogg(12_345n))).toMatchObject({ container: 'ogg', codec: 'vorbis', sampleRate: 22_050, nChannels: 2, nSamples: 12_345, serial: 7 });
    expect(codeOf(() => checkOggPages(ogg(12_345n), 7))).toBe('none');
    expect(codeOf(() => read(ogg(2n ** 31n)))).toBe('audio-corrupt');
    expect(codeOf(() => read(ogg(0n)))).toBe('audio-empty');
    expect(codeOf(() => read(ogg(10n, vorbis(0))))).toBe('audio-corrupt');
    for (const name of ['OpusHead', 'Speex   ', '\x80theora']) expect(codeOf(() => read(ogg(10n, join(Uint8Array.from(name, (c) => c.charCodeAt(0)), new Uint8Array(20)))))).toBe('format-unsupported');
  });

  it('every changed bit and every missing page is found', () => {
    const whole = ogg(500n);
    for (let i = 0; i < whole.length; i++) {
      const bytes = whole.slice();
      bytes[i]! ^= 1 << (i % 8);
      expect(['audio-corrupt', 'format-unsupported'], String(i)).toContain(codeOf(() => checkOggPages(bytes, 7)));
    }
    for (let length = 1; length < whole.length; length++) expect(codeOf(() => checkOggPages(whole.subarray(0, length), 7))).toBe('audio-corrupt');
    expect(codeOf(() => checkOggPages(join(page(2, 0n, 0, vorbis()), page(4, 500n, 2, noise(9))), 7))).toBe('audio-corrupt');
    expect(codeOf(() => checkOggPages(join(whole, ogg(3n)), 7))).toBe('format-unsupported');
  });
});

describe('MP3', () => {
  /** MPEG 1 layer III, 128 kbit/s, 44.1 kHz, stereo: 417 bytes; mono with mode 3. */
  const frame = (mode = 0, body: Uint8Array = new Uint8Array()): Uint8Array => join(Uint8Array.of(0xff, 0xfb, 0x90, mode << 6), body, new Uint8Array(413 - body.length));
  const frames = (n: number): Uint8Array => join(...Array.from({ length: n }, () => frame()));
  const xing = (nFrames: number, nBytes: number, trims = 0): Uint8Array =>
    frame(0, join(new Uint8Array(32), ascii('Xing'), big(3, 4), big(nFrames, 4), big(nBytes, 4), ascii('LAME3.100'), new Uint8Array(12), big(trims, 3)));

  it('takes the length from a Xing or VBRI tag, less delay and padding', () => {
    expect(read(join(xing(10, 11 * 417), frames(10)))).toMatchObject({ container: 'mp3', sampleRate: 44_100, nChannels: 2, nSamples: 11_520, isExactLength: true });
    expect(read(join(xing(10, 11 * 417, (576 << 12) + 1000), frames(10))).nSamples).toBe(11_520 - 1576);
    const vbri = frame(0, join(new Uint8Array(32), ascii('VBRI'), big(1, 2), big(0, 4), big(0, 4), big(7, 4)));
    expect(read(join(vbri, frames(7)))).toMatchObject({ nSamples: 7 * 1152, isExactLength: true });
  });

  it('estimates the length from the bit rate where there is no tag', () => {
    const { nSamples, isExactLength } = read(join(frames(50), ascii('TAG'), new Uint8Array(125)));
    expect(isExactLength).toBe(false);
    expect(Math.abs(nSamples - 50 * 1152)).toBeLessThan(1152);
    expect(read(frame(3)).nChannels).toBe(1);
  });

  it('refuses a tag that promises more than there is', () => {
    expect(codeOf(() => read(join(xing(10, 11 * 417), frames(9))))).toBe('audio-corrupt');
    expect(codeOf(() => read(join(xing(2 ** 31, 0), frames(9))))).toBe('audio-corrupt');
    expect(codeOf(() => read(join(ascii('ID3'), Uint8Array.of(4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f), frames(3))))).toBe('audio-corrupt');
  });

  it('walks whole frames up to tags or zeros, and finds a cut or a gap', () => {
    const check = (bytes: Uint8Array): number | string => {
      let n = 0;
      const code = codeOf(() => (n = checkMp3Frames(bytes, { ...(read(bytes) as Mp3Header), sampleRate: 44_100 })));
      return code === 'none' ? n : code;
    };
    expect(check(frames(5))).toBe(5 * 1152);
    expect(check(join(frames(5), ascii('TAG'), new Uint8Array(125)))).toBe(5 * 1152);
    expect(check(join(frames(5), new Uint8Array(300)))).toBe(5 * 1152);
    expect(check(frames(5).subarray(0, -1))).toBe('audio-corrupt');
    expect(check(join(frames(2), noise(20), frames(2)))).toBe('audio-corrupt');
    expect(check(join(frames(2), Uint8Array.of(0xff, 0xfb, 0x94, 0), new Uint8Array(500)))).toBe('audio-corrupt');
  });
});

describe('readAudioHeader', () => {
  it('ends on any bytes, with a header or a code', () => {
    const random = createRandom(5);
    const starts = [ascii('fLaC'), ascii('OggS'), ascii('ID3'), Uint8Array.of(0xff, 0xfb, 0x90, 0), ascii('RIFF'), ascii('riff'), new Uint8Array()];
    for (let round = 0; round < 5000; round++) {
      const bytes = join(starts[round % starts.length]!, Uint8Array.from({ length: random.integer(200) }, () => random.integer(256)));
      const code = codeOf(() => read(bytes));
      expect(['none', 'audio-corrupt', 'audio-empty', 'format-unsupported', 'wav-invalid', 'wav-truncated']).toContain(code);
    }
  });

  it('knows names by their ending', () => {
    expect(['a.wav', 'a.W64', 'a.flac', 'a.mp3', 'a.ogg', 'a.oga'].every(hasAudioExtension)).toBe(true);
    expect(['wav', 'a.txt', 'a.wav.bak', 'a.aiff'].some(hasAudioExtension)).toBe(false);
    const { contributes } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../package.json'), 'utf8')) as { contributes: { menus: object; customEditors: { selector: { filenamePattern: string }[] }[] } };
    for (const ending of AUDIO_EXTENSIONS) {
      // The editor's globs are case-sensitive, so each letter stands there twice.
      const glob = new RegExp([...ending].map((c) => (/\d/.test(c) ? c : `\\[[a-zA-Z]*${c}[a-zA-Z]*\\]`)).join(''));
      expect(contributes.customEditors[0]!.selector.some(({ filenamePattern }) => glob.test(filenamePattern)), ending).toBe(true);
    }
    const rules = [...JSON.stringify(contributes.menus).matchAll(/resourceExtname =~ \/([^"]*?)\/i/g)].map(([, rule = '']) => rule.replaceAll('\\\\', '\\'));
    expect(new Set(rules)).toEqual(new Set([`^\\.(${AUDIO_EXTENSIONS.join('|')})$`]));
    expect([withoutAudioExtension('a.b.FLAC'), withoutAudioExtension('a.txt')]).toEqual(['a.b', 'a.txt']);
  });
});
