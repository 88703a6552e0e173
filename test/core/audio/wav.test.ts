import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { encodeWav, parseWav, parseWavHeader } from '../../../src/core/audio/wav.ts';
import { ascii, codeOf as codeOfWork, extension, formatChunk, pcm, wavOf } from './wavFixture.ts';

const codeOf = (bytes: Uint8Array): string => codeOfWork(() => parseWav(bytes));
const stereo = wavOf([['fmt ', formatChunk(1, 2, 48000, 16)], ['data', pcm([0, 16384, -32768, 32767])]]);

describe('parseWav', () => {
  it('divides by 32768 and separates channels', () => {
    const { sampleRate, channels } = parseWav(stereo);
    expect(sampleRate).toBe(48000);
    expect(channels).toEqual([Float32Array.of(0, -1), Float32Array.of(0.5, 32767 / 32768)]);
    expect(mixToMono({ sampleRate, channels })).toEqual(Float32Array.of(0.25, (-1 + 32767 / 32768) / 2));
  });

  it('reads on past other chunks of odd length, at any offset of the bytes in their buffer', () => {
    const bytes = wavOf([['junk', new Uint8Array(3)], ['fmt ', formatChunk(1, 1, 16000, 16)], ['fact', new Uint8Array(4)], ['data', pcm([1, -1])]]);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(parseWav(shifted.subarray(1)).channels).toEqual([Float32Array.of(1 / 32768, -1 / 32768)]);
  });

  it('reads WAVE_FORMAT_EXTENSIBLE that holds 16-bit PCM', () => {
    expect(parseWav(wavOf([['fmt ', formatChunk(0xfffe, 1, 16000, 16, { extra: extension(1, 16) })], ['data', pcm([5])]])).channels[0]?.length).toBe(1);
  });

  it('refuses what it cannot read with a code and one sentence', () => {
    const fmt = formatChunk(1, 1, 16000, 16);
    expect(codeOf(new Uint8Array())).toBe('audio-empty');
    expect(codeOf(ascii('RIFF'))).toBe('wav-invalid');
    expect(codeOf(ascii('not a wav file at all, but text'))).toBe('wav-invalid');
    expect(codeOf(wavOf([['data', pcm([1])]]))).toBe('wav-invalid');
    expect(codeOf(wavOf([['fmt ', fmt]]))).toBe('wav-truncated');
    expect(codeOf(wavOf([['fmt ', fmt], ['data', pcm([1, 2]), 400]]))).toBe('wav-truncated');
    expect(codeOf(wavOf([['fmt ', fmt], ['data', pcm([])]]))).toBe('audio-empty');
    expect(codeOf(wavOf([['fmt ', formatChunk(3, 1, 16000, 16)], ['data', new Uint8Array(4)]]))).toBe('format-unsupported');
    expect(codeOf(wavOf([['fmt ', formatChunk(2, 1, 16000, 4)], ['data', new Uint8Array(3)]]))).toBe('format-unsupported');
    expect(codeOf(wavOf([['fmt ', formatChunk(1, 0, 16000, 16)], ['data', pcm([1])]]))).toBe('wav-invalid');
    expect(codeOf(wavOf([['fmt ', formatChunk(1, 1, 0, 16)], ['data', pcm([1])]]))).toBe('wav-invalid');
    expect(codeOf(wavOf([['fmt ', fmt.subarray(0, 8)], ['data', pcm([1])]]))).toBe('wav-invalid');
  });

  it('refuses the file cut at every byte with a code', () => {
    for (let length = 0; length < stereo.length; length++) expect(['audio-empty', 'wav-invalid', 'wav-truncated']).toContain(codeOf(stereo.subarray(0, length)));
    expect(codeOf(stereo)).toBe('none');
  });
});

describe('parseWavHeader', () => {
  it('asks for more only while the samples have not begun', () => {
    const late = wavOf([['junk', new Uint8Array(100)], ['fmt ', formatChunk(1, 1, 16000, 16)], ['data', pcm([1, 2, 3])]]);
    expect(parseWavHeader(late.subarray(0, 50), late.length)).toBeUndefined();
    expect(parseWavHeader(late.subarray(0, late.length - 6), late.length)).toMatchObject({ nSamples: 3, sampleRate: 16000 });
  });
});

describe('encodeWav', () => {
  it('round-trips every 16-bit value, clips, and keeps a comment', () => {
    const samples = Float32Array.from({ length: 65536 }, (_, i) => (i - 32768) / 32768);
    const bytes = encodeWav(samples, 22050, 'Made by rules.');
    expect(parseWav(bytes)).toEqual({ sampleRate: 22050, channels: [samples] });
    expect(parseWavHeader(bytes)?.comment).toBe('Made by rules.');
    expect(parseWavHeader(encodeWav(samples, 22050))?.comment).toBe('');
    expect(parseWav(encodeWav(Float32Array.of(2, -2), 8000)).channels[0]).toEqual(Float32Array.of(32767 / 32768, -1));
  });
});
