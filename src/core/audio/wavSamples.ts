import { ALAW, MULAW } from './codecs/g711.ts';
import { decodeImaBlock } from './codecs/imaAdpcm.ts';
import type { WavEncoding } from './wavFormat.ts';

/** Zeroed channels of one length. */
export const createChannels = (nChannels: number, nSamples: number): Float32Array[] => Array.from({ length: nChannels }, () => new Float32Array(nSamples));

/** Values of the 256 bytes of unsigned 8-bit PCM: (v − 128) / 128. */
const UNSIGNED = Float32Array.from({ length: 256 }, (_, v) => (v - 128) / 128);

/**
 * Decodes interleaved samples of any encoding into `channels`, from index `at` on, as many as the bytes and the channels
 * hold. Values as soundfile's: an integer of n bits v / 2^(n−1), 8 bits unsigned (v − 128) / 128, floats as they are.
 *
 * @param bytes from the start of a block on
 * @returns the number of samples written to each channel
 */
export function decodeWavSamples(encoding: WavEncoding, bytes: Uint8Array, channels: readonly Float32Array[], at: number): number {
  const { format, bits, nChannels, blockBytes, blockSamples } = encoding;
  const room = channels[0].length - at;
  if (format === 'ima-adpcm') {
    let done = 0;
    for (let start = 0; start < bytes.length && done < room; start += blockBytes) {
      done += decodeImaBlock(bytes.subarray(start, start + blockBytes), channels, at + done, Math.min(blockSamples, room - done));
    }
    return done;
  }
  const n = Math.min(room, Math.floor(bytes.length / blockBytes));
  const nValues = n * nChannels;
  if (bits === 8) {
    const table = format === 'alaw' ? ALAW : format === 'mulaw' ? MULAW : UNSIGNED;
    for (let c = 0; c < nChannels; c++) {
      const samples = channels[c];
      for (let i = 0, k = c; i < n; i++, k += nChannels) samples[at + i] = table[bytes[k]];
    }
  } else if (bits === 24) {
    for (let c = 0; c < nChannels; c++) {
      const samples = channels[c];
      // The three bytes stand in the upper three of 32 bits, so that the sign comes by itself.
      for (let i = 0, k = 3 * c; i < n; i++, k += blockBytes) samples[at + i] = ((bytes[k] << 8) | (bytes[k + 1] << 16) | (bytes[k + 2] << 24)) / 0x80000000;
    }
  } else if (format === 'float') {
    const aligned = alignedTo(bytes, bits / 8, nValues);
    const values = bits === 32 ? new Float32Array(aligned.buffer, aligned.byteOffset, nValues) : new Float64Array(aligned.buffer, aligned.byteOffset, nValues);
    if (nChannels === 1 && bits === 32) channels[0].set(values, at);
    else deinterleave(values, 1, n, channels, at);
  } else {
    const aligned = alignedTo(bytes, bits / 8, nValues);
    const values = bits === 16 ? new Int16Array(aligned.buffer, aligned.byteOffset, nValues) : new Int32Array(aligned.buffer, aligned.byteOffset, nValues);
    deinterleave(values, 2 ** (1 - bits), n, channels, at);
  }
  return n;
}

/** Typed arrays need an offset that is a multiple of their element; otherwise the bytes are copied. All machines that run this are little-endian, as WAV is. */
function alignedTo(bytes: Uint8Array, elementBytes: number, nValues: number): Uint8Array {
  return bytes.byteOffset % elementBytes === 0 ? bytes : bytes.slice(0, nValues * elementBytes);
}

function deinterleave(values: Int16Array | Int32Array | Float32Array | Float64Array, scale: number, n: number, channels: readonly Float32Array[], at: number): void {
  const nChannels = channels.length;
  for (let c = 0; c < nChannels; c++) {
    const samples = channels[c];
    for (let i = 0, k = c; i < n; i++, k += nChannels) samples[at + i] = values[k] * scale;
  }
}
