import { SerError } from '../errors.ts';
import type { AudioHeader } from './audioHeader.ts';
import { readFromBytes, textAt, type HeaderReader } from './headerReader.ts';
import type { Recording } from './recording.ts';
import { parseWavContainer } from './wavContainer.ts';
import { countWavSamples, FORMAT_BYTES, parseWavFormat, type WavEncoding } from './wavFormat.ts';
import { createChannels, decodeWavSamples } from './wavSamples.ts';
import { isPlaceholderSize } from './wavSize.ts';

/** What a WAV file says of itself before its samples. */
export interface WavHeader extends AudioHeader, WavEncoding {
  readonly container: 'wav' | 'w64';
  /** Where the samples start, in bytes from the start of the file. */
  readonly dataOffset: number;
  /** Bytes from there on that hold samples. */
  readonly dataBytes: number;
}

/** A file of more chunks before its samples was made to waste time. */
const MAX_CHUNKS = 10_000;
const MAX_COMMENT_BYTES = 65_536;
/** Tags that tell where a chunk starts that its writer did not move to an even offset. */
const USUAL_TAGS = new Set(['fmt ', 'data', 'LIST', 'fact', 'bext', 'JUNK', 'PEAK', 'cue ', 'smpl', 'id3 ']);

/**
 * Reads the header of a WAV file: RIFF, RF64, BW64 or W64; PCM of 8 to 32 bits, float of 32 and 64, A-law, µ-law, IMA ADPCM,
 * each also as WAVE_FORMAT_EXTENSIBLE. A length that its writer could not know counts as "to the end of the file"
 * ({@link isPlaceholderSize}). An ADPCM file's fact chunk, where it has one, takes off what fills up the last block.
 *
 * @throws SerError as {@link parseWavHeader}
 */
export function* readWavHeader(fileBytes: number): HeaderReader<WavHeader> {
  if (fileBytes === 0) throw new SerError('audio-empty', 'The file is empty (0 bytes).');
  const layout = parseWavContainer(yield { offset: 0, length: 40 }, fileBytes);
  let { declaredBytes } = layout;
  let encoding: WavEncoding | undefined;
  let dataBytes64: number | undefined;
  let factSamples = 0;
  let comment = '';
  let isEmpty = false;
  let offset = layout.firstChunk;
  for (let n = 0; offset + layout.chunkHeaderBytes <= fileBytes; n++) {
    if (n === MAX_CHUNKS) throw new SerError('wav-invalid', `The file has more than ${MAX_CHUNKS} chunks before its samples.`);
    const { tag, size } = layout.parseChunk(yield { offset, length: layout.chunkHeaderBytes });
    const body = offset + layout.chunkHeaderBytes;
    if (tag === 'fmt ') {
      const format = yield { offset: body, length: Math.min(size, FORMAT_BYTES) };
      if (format.byteLength < Math.min(size, FORMAT_BYTES)) throw new SerError('wav-truncated', `The file ends inside its format chunk (${fileBytes} bytes).`);
      encoding = parseWavFormat(format, size);
    } else if (tag === 'ds64' && layout.isRf64) {
      const sizes = yield { offset: body, length: Math.min(size, 16) };
      if (sizes.byteLength < 16) throw new SerError('wav-truncated', `The file ends inside its ds64 chunk (${fileBytes} bytes).`);
      declaredBytes = Number(sizes.getBigUint64(0, true)) + 8;
      dataBytes64 = Number(sizes.getBigUint64(8, true));
    } else if (tag === 'fact') {
      const fact = yield { offset: body, length: Math.min(size, 4) };
      if (fact.byteLength === 4) factSamples = fact.getUint32(0, true);
    } else if (tag === 'LIST') {
      comment = parseComment(yield { offset: body, length: Math.min(size, MAX_COMMENT_BYTES) }) ?? comment;
    } else if (tag === 'data') {
      if (!encoding) throw new SerError('wav-invalid', 'The samples come before the format chunk, which must be first.');
      const available = fileBytes - body;
      const declared = size === 0xffffffff && dataBytes64 !== undefined ? dataBytes64 : size;
      const isFinished = declaredBytes === fileBytes || layout.padded(declaredBytes) === fileBytes;
      const toEnd = isPlaceholderSize({ declared, available, isFinished, blockBytes: encoding.blockBytes });
      if (declared > available && !toEnd) {
        throw new SerError('wav-truncated', `The file is truncated: ${available} of the ${declared} sample bytes that it declares are there.`, { available, declared });
      }
      const dataBytes = toEnd ? available : declared;
      const nInBlocks = countWavSamples(encoding, dataBytes);
      const nSamples = encoding.format === 'ima-adpcm' && factSamples > 0 ? Math.min(factSamples, nInBlocks) : nInBlocks;
      if (nSamples > 0) return { ...encoding, container: layout.container, nSamples, isExactLength: true, dataOffset: body, dataBytes, comment };
      isEmpty = true;
    }
    const end = body + size;
    offset = layout.padded(end);
    if (offset === end + 1 && offset < fileBytes && USUAL_TAGS.has(textAt(yield { offset: end, length: 4 }, 0, 4))) offset = end;
  }
  if (isEmpty) throw new SerError('audio-empty', 'The file holds no samples.');
  throw new SerError('wav-truncated', `The file ends before its ${encoding ? 'samples' : 'format chunk'} (${fileBytes} bytes).`);
}

/** The text of the ICMT entry of an INFO list, if it has one. */
function parseComment(list: DataView): string | undefined {
  if (textAt(list, 0, 4) !== 'INFO') return undefined;
  for (let at = 4; at + 8 <= list.byteLength; ) {
    const size = list.getUint32(at + 4, true);
    if (textAt(list, at, 4) === 'ICMT') {
      const text = new Uint8Array(list.buffer, list.byteOffset + at + 8, Math.min(size, list.byteLength - at - 8));
      return new TextDecoder().decode(text).replace(/\0+$/, '');
    }
    at += 8 + size + (size & 1);
  }
  return undefined;
}

/**
 * Reads the header of a WAV file from its beginning ({@link readWavHeader}).
 *
 * @param bytes the file, or its beginning when `fileBytes` tells the whole length
 * @param fileBytes length of the whole file in bytes
 * @returns undefined when `bytes` ends before the samples start, so that the caller can read on
 * @throws SerError `wav-invalid` not a WAV file, or one that contradicts itself; `wav-truncated` fewer sample bytes than
 *   declared; `format-unsupported` an encoding that is not read; `audio-empty` no samples
 * @see Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991, chapter 3
 */
export function parseWavHeader(bytes: Uint8Array, fileBytes = bytes.length): WavHeader | undefined {
  return readFromBytes(readWavHeader(fileBytes), bytes, fileBytes);
}

/**
 * Decodes a WAV file in memory, with the values that librosa and soundfile give: an integer of n bits becomes v / 2^(n−1),
 * floats stay as they are, also those that are not finite.
 *
 * @throws SerError as {@link parseWavHeader}
 */
export function parseWav(bytes: Uint8Array): Recording {
  const header = parseWavHeader(bytes);
  if (!header) throw new SerError('wav-truncated', `The file ends before its samples (${bytes.length} bytes).`);
  const channels = createChannels(header.nChannels, header.nSamples);
  decodeWavSamples(header, bytes.subarray(header.dataOffset, header.dataOffset + header.dataBytes), channels, 0);
  return { sampleRate: header.sampleRate, channels };
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
  uint(1, 2);
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
