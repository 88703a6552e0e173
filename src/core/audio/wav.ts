import { SerError } from '../errors.ts';
import type { Recording } from './recording.ts';

/** What a WAV file says of itself before its samples. */
export interface WavHeader {
  readonly sampleRate: number;
  readonly nChannels: number;
  readonly nSamples: number;
  /** Where the samples start, in bytes from the start of the file. */
  readonly dataOffset: number;
  /** The INFO comment (ICMT) in front of the samples; empty when there is none. */
  readonly comment: string;
}

const FORMAT_PCM = 1;
const FORMAT_EXTENSIBLE = 0xfffe;
const FORMAT_NAMES: Readonly<Record<number, string>> = { 1: 'PCM', 2: 'MS ADPCM', 3: 'float', 6: 'A-law', 7: 'µ-law', 17: 'IMA ADPCM', 85: 'MP3' };
const MAX_CHANNELS = 64;
const MAX_SAMPLE_RATE = 1_000_000;

const tagAt = (view: DataView, offset: number): string =>
  String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3));

/**
 * Reads the header of a 16-bit PCM WAV file (also in its WAVE_FORMAT_EXTENSIBLE form).
 *
 * @param bytes the file, or its beginning when `fileBytes` tells the whole length
 * @param fileBytes length of the whole file in bytes
 * @returns undefined when `bytes` ends before the samples start, so that the caller can read on
 * @throws SerError `wav-invalid` not a WAV file, or one that contradicts itself; `wav-truncated` fewer sample bytes than
 *   declared; `format-unsupported` another encoding than 16-bit PCM; `audio-empty` no samples
 * @see Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991, chapter 3
 */
export function parseWavHeader(bytes: Uint8Array, fileBytes = bytes.length): WavHeader | undefined {
  if (fileBytes === 0) throw new SerError('audio-empty', 'The file is empty (0 bytes).');
  if (fileBytes < 12 || bytes.length < 12) throw new SerError('wav-invalid', `Not a WAV file: ${fileBytes} bytes are fewer than the 12 of a RIFF header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const riff = tagAt(view, 0);
  const wave = tagAt(view, 8);
  if (riff !== 'RIFF' || wave !== 'WAVE') {
    throw new SerError('wav-invalid', `Not a WAV file: it starts with ${printable(riff)}…${printable(wave)}, not with "RIFF"…"WAVE".`);
  }
  let format: { sampleRate: number; nChannels: number } | undefined;
  let comment = '';
  for (let offset = 12; offset + 8 <= fileBytes; ) {
    if (offset + 8 > bytes.length) return undefined;
    const tag = tagAt(view, offset);
    const size = view.getUint32(offset + 4, true);
    const body = offset + 8;
    if (tag === 'fmt ') {
      if (body + Math.min(size, 40) > bytes.length) {
        if (bytes.length < fileBytes) return undefined;
        throw new SerError('wav-truncated', `The file ends inside its format chunk (${fileBytes} bytes).`);
      }
      format = parseFormat(view, body, size);
    } else if (tag === 'LIST') {
      if (body + size > bytes.length && bytes.length < fileBytes) return undefined;
      comment = parseComment(view, body, Math.min(body + size, bytes.length)) ?? comment;
    } else if (tag === 'data') {
      if (!format) throw new SerError('wav-invalid', 'The samples come before the format chunk, which must be first.');
      const available = fileBytes - body;
      if (size > available) {
        throw new SerError('wav-truncated', `The file is truncated: ${available} of the ${size} sample bytes that it declares are there.`, { available, declared: size });
      }
      const nSamples = Math.floor(size / (2 * format.nChannels));
      if (nSamples === 0) throw new SerError('audio-empty', 'The file holds no samples.');
      return { ...format, nSamples, dataOffset: body, comment };
    }
    offset = body + size + (size & 1);
  }
  if (bytes.length < fileBytes) return undefined;
  throw new SerError('wav-truncated', `The file ends before its ${format ? 'samples' : 'format chunk'} (${fileBytes} bytes).`);
}

function parseFormat(view: DataView, offset: number, size: number): { sampleRate: number; nChannels: number } {
  if (size < 16) throw new SerError('wav-invalid', `The format chunk holds ${size} bytes; at least 16 are needed.`);
  const extensible = view.getUint16(offset, true) === FORMAT_EXTENSIBLE && size >= 40;
  const format = view.getUint16(extensible ? offset + 24 : offset, true);
  const nChannels = view.getUint16(offset + 2, true);
  const sampleRate = view.getUint32(offset + 4, true);
  const bits = view.getUint16(offset + 14, true);
  if (format !== FORMAT_PCM || bits !== 16) {
    throw new SerError('format-unsupported', `The encoding is ${bits}-bit ${FORMAT_NAMES[format] ?? `format ${format}`}; only 16-bit PCM is read so far.`, { format, bits });
  }
  if (nChannels < 1 || nChannels > MAX_CHANNELS) throw new SerError('wav-invalid', `The file declares ${nChannels} channels; 1 to ${MAX_CHANNELS} are possible.`);
  if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE) {
    throw new SerError('wav-invalid', `The file declares a sample rate of ${sampleRate} Hz; 1 to ${MAX_SAMPLE_RATE} Hz are possible.`);
  }
  return { sampleRate, nChannels };
}

/** The text of the ICMT entry of an INFO list, if it has one. */
function parseComment(view: DataView, offset: number, end: number): string | undefined {
  if (offset + 4 > end || tagAt(view, offset) !== 'INFO') return undefined;
  for (let at = offset + 4; at + 8 <= end; ) {
    const size = view.getUint32(at + 4, true);
    if (tagAt(view, at) === 'ICMT') {
      const text = new Uint8Array(view.buffer, view.byteOffset + at + 8, Math.min(size, end - at - 8));
      return new TextDecoder().decode(text).replace(/\0+$/, '');
    }
    at += 8 + size + (size & 1);
  }
  return undefined;
}

const printable = (tag: string): string => JSON.stringify(tag.replace(/[^\x20-\x7e]/g, '.'));

/**
 * Decodes a 16-bit PCM WAV file. A sample of value v becomes v / 32768, as in librosa and soundfile.
 *
 * @throws SerError as {@link parseWavHeader}
 */
export function parseWav(bytes: Uint8Array): Recording {
  const header = parseWavHeader(bytes);
  if (!header) throw new SerError('wav-truncated', `The file ends before its samples (${bytes.length} bytes).`);
  const { nChannels, nSamples, sampleRate, dataOffset } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset, nSamples * nChannels * 2);
  const channels = Array.from({ length: nChannels }, () => new Float32Array(nSamples));
  for (let channel = 0; channel < nChannels; channel++) {
    const samples = channels[channel];
    for (let i = 0, at = channel * 2; i < nSamples; i++, at += nChannels * 2) samples[i] = view.getInt16(at, true) / 32768;
  }
  return { sampleRate, channels };
}

/**
 * Encodes mono samples as a 16-bit PCM WAV file; samples outside [-1, 1) are clipped.
 *
 * @param comment kept in an INFO list before the samples, where players and {@link parseWavHeader} find it
 */
export function encodeWav(samples: Float32Array, sampleRate: number, comment = ''): Uint8Array {
  const text = new TextEncoder().encode(comment === '' ? '' : `${comment}\0`);
  const textBytes = text.length + (text.length & 1);
  const listBytes = comment === '' ? 0 : 8 + 4 + 8 + textBytes;
  const bytes = new Uint8Array(44 + listBytes + samples.length * 2);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const tag = (name: string): void => {
    for (let i = 0; i < 4; i++) view.setUint8(at++, name.charCodeAt(i));
  };
  const uint = (value: number, size: 2 | 4): void => {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  };
  tag('RIFF');
  uint(bytes.length - 8, 4);
  tag('WAVE');
  tag('fmt ');
  uint(16, 4);
  uint(FORMAT_PCM, 2);
  uint(1, 2);
  uint(sampleRate, 4);
  uint(sampleRate * 2, 4);
  uint(2, 2);
  uint(16, 2);
  if (listBytes > 0) {
    tag('LIST');
    uint(listBytes - 8, 4);
    tag('INFO');
    tag('ICMT');
    uint(text.length, 4);
    bytes.set(text, at);
    at += textBytes;
  }
  tag('data');
  uint(samples.length * 2, 4);
  for (let i = 0; i < samples.length; i++, at += 2) {
    view.setInt16(at, Math.max(-32768, Math.min(32767, Math.round(samples[i] * 32768))), true);
  }
  return bytes;
}
