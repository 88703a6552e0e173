import { expect } from 'vitest';
import { isSerError } from '../../../src/core/errors.ts';

type Chunk = readonly [tag: string, body: Uint8Array, declared?: number];

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const uint16 = (...values: number[]): Uint8Array => new Uint8Array(new Uint16Array(values).buffer);
export const uint32 = (...values: number[]): Uint8Array => new Uint8Array(new Uint32Array(values).buffer);
export const uint64 = (...values: bigint[]): Uint8Array => new Uint8Array(new BigUint64Array(values).buffer);
export const pcm = (values: number[]): Uint8Array => new Uint8Array(Int16Array.from(values).buffer);
export const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** A WAV file put together chunk by chunk; its own length is right unless another is declared. */
export function wavOf(chunks: readonly Chunk[], { id = 'RIFF', declared }: { id?: string; declared?: number } = {}): Uint8Array {
  const body = join(...chunks.flatMap(([tag, bytes, size]) => [ascii(tag), uint32(size ?? bytes.length), bytes, new Uint8Array(bytes.length & 1)]));
  return join(ascii(id), uint32(declared ?? 4 + body.length), ascii('WAVE'), body);
}

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const W64_TAIL = hex('f3acd3118cd100c04f8edb8a');

/** A W64 file; sizes count a chunk's header of 24 bytes too. */
export function w64Of(chunks: readonly (readonly [tag: string, body: Uint8Array, declared?: bigint])[], declared?: bigint): Uint8Array {
  const body = join(...chunks.flatMap(([tag, bytes, size]) => [ascii(tag), W64_TAIL, uint64(size ?? BigInt(24 + bytes.length)), bytes, new Uint8Array((8 - (bytes.length % 8)) % 8)]));
  return join(ascii('riff'), hex('2e91cf11a5d628db04c10000'), uint64(declared ?? BigInt(40 + body.length)), ascii('wave'), W64_TAIL, body);
}

export function formatChunk(format: number, nChannels: number, sampleRate: number, bits: number, { extra = new Uint8Array(), block = (nChannels * bits) / 8 }: { extra?: Uint8Array; block?: number } = {}): Uint8Array {
  return join(uint16(format, nChannels), uint32(sampleRate, sampleRate * block), uint16(block, bits), extra);
}

/** The part that turns a format chunk into WAVE_FORMAT_EXTENSIBLE (format 0xFFFE). */
export const extension = (format: number, validBits: number): Uint8Array => join(uint16(22, validBits), uint32(4), uint16(format), hex('000000001000800000aa00389b71'));

/** The code with which `work` refuses, or "none"; another error than a coded one with one sentence fails the test. */
export function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return codeOfError(error);
  }
}

export function codeOfError(error: unknown): string {
  if (!isSerError(error)) throw error;
  expect(error.message).toMatch(/^[^\n]+\.$/);
  return error.code;
}
