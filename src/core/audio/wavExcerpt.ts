import { SerError } from '../errors.ts';
import { FULL_SCALE_16 } from './samples.ts';
import type { WavEncoding } from './wavFormat.ts';

const FORMAT_CODES = { pcm: 1, float: 3, alaw: 6, mulaw: 7, 'ima-adpcm': 17 } as const;
/** What 32-bit lengths can tell, less the headers. */
const MOST_BYTES = 2 ** 32 - 256;

/**
 * A WAV file of samples that are encoded already, byte for byte: cutting a recording changes none of its samples.
 *
 * @param encoding one in which a sample can be decoded alone, so not ADPCM
 * @param data whole blocks
 * @throws SerError `audio-too-long` when the samples do not fit into a WAV file
 */
export function wrapWav({ format, bits, nChannels, sampleRate, blockBytes }: Omit<WavEncoding, 'blockSamples'>, data: Uint8Array): Uint8Array {
  if (data.length > MOST_BYTES) throw new SerError('audio-too-long', `The part takes ${data.length} bytes, more than the 4 GiB that a WAV file holds.`);
  // All but PCM give the size of their (empty) extension and, in a chunk of its own, the number of samples.
  const isPcm = format === 'pcm';
  const formatBytes = isPcm ? 16 : 18;
  const dataAt = 20 + formatBytes + (isPcm ? 0 : 12) + 8;
  const bytes = new Uint8Array(dataAt + data.length + (data.length & 1));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const tag = (name: string): void => {
    for (let i = 0; i < 4; i++) view.setUint8(at++, name.charCodeAt(i));
  };
  const uint32 = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const uint16 = (value: number): void => {
    view.setUint16(at, value, true);
    at += 2;
  };
  tag('RIFF');
  uint32(bytes.length - 8);
  tag('WAVE');
  tag('fmt ');
  uint32(formatBytes);
  uint16(FORMAT_CODES[format]);
  uint16(nChannels);
  uint32(sampleRate);
  uint32(sampleRate * blockBytes);
  uint16(blockBytes);
  uint16(bits);
  if (!isPcm) {
    uint16(0);
    tag('fact');
    uint32(4);
    uint32(data.length / blockBytes);
  }
  tag('data');
  uint32(data.length);
  bytes.set(data, at);
  return bytes;
}

/**
 * Encodes channels without loss: 16-bit PCM where that holds each sample exactly, else 32-bit float.
 *
 * @throws SerError as {@link wrapWav}
 */
export function encodeExactWav(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const nChannels = channels.length;
  const values = new Float32Array(nChannels * (channels[0]?.length ?? 0));
  channels.forEach((samples, c) => samples.forEach((sample, i) => (values[i * nChannels + c] = sample)));
  if (values.every(isSixteenBit)) {
    const integers = Int16Array.from(values, (value) => value * FULL_SCALE_16);
    return wrapWav({ format: 'pcm', bits: 16, nChannels, sampleRate, blockBytes: 2 * nChannels }, new Uint8Array(integers.buffer));
  }
  return wrapWav({ format: 'float', bits: 32, nChannels, sampleRate, blockBytes: 4 * nChannels }, new Uint8Array(values.buffer));
}

const isSixteenBit = (sample: number): boolean => Number.isInteger(sample * FULL_SCALE_16) && sample >= -1 && sample < 1;
