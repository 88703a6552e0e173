import { SerError } from '../errors.ts';
import { MAX_CHANNELS, MAX_SAMPLE_RATE } from './audioHeader.ts';

/** How the samples of a WAV file are written. A block is what can be decoded alone: one sample of each channel, but in ADPCM many. */
export interface WavEncoding {
  readonly format: 'pcm' | 'float' | 'alaw' | 'mulaw' | 'ima-adpcm';
  /** Bits of a sample as stored: 8, 16, 24 or 32 for PCM, 32 or 64 for float, 8 for A-law and µ-law, 4 for ADPCM. */
  readonly bits: number;
  readonly nChannels: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
  /** Samples of each channel in a full block. */
  readonly blockSamples: number;
}

/** Bytes of the longest format chunk that is understood, WAVE_FORMAT_EXTENSIBLE. */
export const FORMAT_BYTES = 40;

const EXTENSIBLE = 0xfffe;
const FORMATS: Readonly<Record<number, WavEncoding['format']>> = { 1: 'pcm', 3: 'float', 6: 'alaw', 7: 'mulaw', 17: 'ima-adpcm' };
const FORMAT_NAMES: Readonly<Record<number, string>> = {
  1: 'PCM', 2: 'MS ADPCM', 3: 'float', 6: 'A-law', 7: 'µ-law', 17: 'IMA ADPCM', 49: 'GSM 6.10', 80: 'MPEG', 85: 'MP3', 255: 'AAC', 353: 'WMA',
};
const BITS: Readonly<Record<WavEncoding['format'], readonly number[]>> = { pcm: [8, 16, 24, 32], float: [32, 64], alaw: [8], mulaw: [8], 'ima-adpcm': [4] };

/**
 * What a format chunk says. PCM of other widths (12, 20 bits) stands left-justified in the next whole number of bytes, by
 * the specification; 24 bits may also stand so in four bytes.
 *
 * @param view the chunk's body, all `size` bytes of it or its first 40
 * @throws SerError `wav-invalid` when it contradicts itself, `format-unsupported` for an encoding that is not read
 * @see Microsoft, "Multiple channel audio data and WAVE files", 2007; "Multimedia Data Standards Update", 1994 (A-law, µ-law, IMA ADPCM)
 */
export function parseWavFormat(view: DataView, size: number): WavEncoding {
  if (size < 16) throw new SerError('wav-invalid', `The format chunk holds ${size} bytes; at least 16 are needed.`);
  const tag = view.getUint16(0, true);
  const nChannels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const blockAlign = view.getUint16(12, true);
  const declaredBits = view.getUint16(14, true);
  const code = tag === EXTENSIBLE && size >= FORMAT_BYTES ? view.getUint16(24, true) : tag;
  if (nChannels < 1 || nChannels > MAX_CHANNELS) throw new SerError('wav-invalid', `The file declares ${nChannels} channels; 1 to ${MAX_CHANNELS} are possible.`);
  if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE) {
    throw new SerError('wav-invalid', `The file declares a sample rate of ${sampleRate} Hz; 1 to ${MAX_SAMPLE_RATE} Hz are possible.`);
  }
  const format = FORMATS[code];
  const wide = format === 'pcm' && declaredBits > 16 && blockAlign === 4 * nChannels;
  const bits = wide ? 32 : format === 'pcm' ? 8 * Math.ceil(declaredBits / 8) : declaredBits;
  if (!format || !BITS[format].includes(bits)) {
    throw new SerError('format-unsupported', `The encoding is ${declaredBits}-bit ${FORMAT_NAMES[code] ?? `format ${code}`}; PCM of 8 to 32 bits, float of 32 or 64 bits, A-law, µ-law and IMA ADPCM are read.`, { format: code, bits: declaredBits });
  }
  if (format !== 'ima-adpcm') return { format, bits, nChannels, sampleRate, blockBytes: (nChannels * bits) / 8, blockSamples: 1 };
  // A block starts with 4 bytes a channel that hold its first sample; groups of 4 bytes a channel, 8 samples each, follow.
  const group = 4 * nChannels;
  if (blockAlign < group || blockAlign % group !== 0) {
    throw new SerError('wav-invalid', `The file declares IMA ADPCM blocks of ${blockAlign} bytes; ${nChannels} channels need a multiple of ${group}.`);
  }
  return { format, bits, nChannels, sampleRate, blockBytes: blockAlign, blockSamples: 1 + 8 * (blockAlign / group - 1) };
}

/** Samples of each channel in so many bytes from a block's start; a last block that is cut gives its whole groups. */
export function countWavSamples({ format, nChannels, blockBytes, blockSamples }: WavEncoding, nBytes: number): number {
  const nBlocks = Math.floor(nBytes / blockBytes);
  if (format !== 'ima-adpcm') return nBlocks;
  const groups = Math.floor((nBytes - nBlocks * blockBytes) / (4 * nChannels));
  return nBlocks * blockSamples + (groups === 0 ? 0 : 1 + 8 * (groups - 1));
}
