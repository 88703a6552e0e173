import { SerError } from '../errors.ts';
import { printable, textAt } from './headerReader.ts';

/** How the chunks of a WAV file are laid out: RIFF has 32-bit sizes, its form RF64 adds 64-bit ones, W64 has another layout. */
export interface WavContainer {
  readonly container: 'wav' | 'w64';
  /** Whether 64-bit sizes stand in a ds64 chunk. */
  readonly isRf64: boolean;
  /** Length of the file by its own account, in bytes. */
  readonly declaredBytes: number;
  readonly firstChunk: number;
  readonly chunkHeaderBytes: number;
  /** Tag and length of body that a chunk's header gives; the body follows the header. */
  parseChunk(view: DataView): { readonly tag: string; readonly size: number };
  /** Where the next chunk starts when a body of `size` bytes is followed by what fills it up. */
  padded(end: number): number;
}

/** The parts of the W64 identifiers that follow their four letters. */
const W64_RIFF_TAIL = '2e91cf11a5d628db04c10000';
const W64_CHUNK_TAIL = 'f3acd3118cd100c04f8edb8a';
const W64_HEADER_BYTES = 24;

/**
 * Recognises the container by the file's first 40 bytes.
 *
 * @throws SerError `wav-invalid` no WAV file, `format-unsupported` its big-endian form RIFX
 * @see EBU Tech 3306, "RF64: An extended file format for audio data", 2018; Sony, "Sony Pictures Digital Wave 64", 2003
 */
export function parseWavContainer(view: DataView, fileBytes: number): WavContainer {
  if (view.byteLength < 12) throw new SerError('wav-invalid', `Neither WAV nor FLAC, MP3 or Ogg: the file has only ${fileBytes} bytes.`);
  const riff = textAt(view, 0, 4);
  const wave = textAt(view, 8, 4);
  if (riff === 'riff' && hexAt(view, 4, 12) === W64_RIFF_TAIL) return parseW64(view, fileBytes);
  if (riff === 'RIFX' && wave === 'WAVE') throw new SerError('format-unsupported', 'The file is RIFX, the big-endian form of WAV, which is not read.');
  const isRf64 = riff === 'RF64' || riff === 'BW64';
  if ((riff !== 'RIFF' && !isRf64) || wave !== 'WAVE') {
    throw new SerError('wav-invalid', `Neither WAV nor FLAC, MP3 or Ogg: the file starts with ${printable(riff)}…${printable(wave)}.`);
  }
  return {
    container: 'wav',
    isRf64,
    declaredBytes: view.getUint32(4, true) + 8,
    firstChunk: 12,
    chunkHeaderBytes: 8,
    parseChunk: (chunk) => ({ tag: textAt(chunk, 0, 4), size: chunk.getUint32(4, true) }),
    padded: (end) => end + (end & 1),
  };
}

function parseW64(view: DataView, fileBytes: number): WavContainer {
  if (view.byteLength < 40) throw new SerError('wav-truncated', `The file ends inside its W64 header (${fileBytes} bytes).`);
  if (textAt(view, 24, 4) !== 'wave' || hexAt(view, 28, 12) !== W64_CHUNK_TAIL) throw new SerError('wav-invalid', 'The file is W64 but holds no sound.');
  return {
    container: 'w64',
    isRf64: false,
    declaredBytes: Number(view.getBigUint64(16, true)),
    firstChunk: 40,
    chunkHeaderBytes: W64_HEADER_BYTES,
    parseChunk: (chunk) => {
      const known = hexAt(chunk, 4, 12) === W64_CHUNK_TAIL;
      const size = Number(chunk.getBigUint64(16, true));
      if (size < W64_HEADER_BYTES) throw new SerError('wav-invalid', `The file declares a chunk of ${size} bytes; a W64 chunk has at least ${W64_HEADER_BYTES}.`);
      return { tag: known ? textAt(chunk, 0, 4) : '', size: size - W64_HEADER_BYTES };
    },
    padded: (end) => Math.ceil(end / 8) * 8,
  };
}

function hexAt(view: DataView, offset: number, length: number): string {
  let hex = '';
  for (let i = offset; i < Math.min(offset + length, view.byteLength); i++) hex += view.getUint8(i).toString(16).padStart(2, '0');
  return hex;
}
