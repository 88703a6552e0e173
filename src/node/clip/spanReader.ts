import { closeSync, openSync, readSync } from 'node:fs';
import { mixToMono } from '../../core/audio/recording.ts';
import type { WavHeader } from '../../core/audio/wav.ts';
import { countWavSamples, type WavEncoding } from '../../core/audio/wavFormat.ts';
import { createChannels, decodeWavSamples } from '../../core/audio/wavSamples.ts';
import { SerError } from '../../core/errors.ts';
import type { Channel } from '../../protocol/clipTiles.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { systemReason } from '../systemReason.ts';

/** Reads any part of an open clip. */
export interface SpanReader {
  /** All channels from one sample to before another; the part of the span that lies outside the clip is left out. */
  channels(from: number, to: number): Float32Array[];
  /** One sound of that span: a channel, or the mean of all. */
  sound(from: number, to: number, channel: Channel): Float32Array;
  /** The same as 16-bit integers where the file holds just those, which saves most of the time that an hour takes. */
  integers(from: number, to: number): Int16Array | undefined;
  /** The bytes of that span as the file holds them, with their encoding; undefined where a sample cannot be cut out alone. */
  encoded(from: number, to: number): { readonly encoding: WavEncoding; readonly data: Uint8Array } | undefined;
  close(): void;
}

/**
 * @throws SerError `file-unreadable`; later, from the spans, `file-unreadable`, or `wav-truncated` when the file has become
 *   shorter
 */
export function openSpanReader({ sampleRate, nSamples, place }: OpenSound): SpanReader {
  const opened = 'decoded' in place ? openMemory(place.decoded) : openWavReader(place.path, place.header);
  const within = <T>(from: number, to: number, read: (from: number, to: number) => T): T => {
    const first = Math.min(nSamples, Math.max(0, from));
    return read(first, Math.max(first, Math.min(nSamples, to)));
  };
  const channels = (from: number, to: number): Float32Array[] => within(from, to, opened.channels);
  return {
    channels,
    sound: (from, to, channel) => {
      const read = channels(from, to);
      return channel === 'mix' ? mixToMono({ sampleRate, channels: read }) : (read[channel] ?? new Float32Array());
    },
    integers: (from, to) => within(from, to, opened.integers),
    encoded: (from, to) => within(from, to, opened.encoded),
    close: opened.close,
  };
}

type Opened = Pick<SpanReader, 'channels' | 'integers' | 'encoded' | 'close'>;

const openMemory = (decoded: readonly Float32Array[]): Opened => ({
  channels: (from, to) => decoded.map((samples) => samples.subarray(from, to)),
  integers: () => undefined,
  encoded: () => undefined,
  close: () => undefined,
});

function openWavReader(path: string, header: WavHeader): Opened {
  const { nChannels, dataOffset, dataBytes, blockBytes, blockSamples } = header;
  const orUnreadable = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });
    }
  };
  const file = orUnreadable(() => openSync(path, 'r'));
  // Only whole blocks can be decoded; of most encodings, a block is one sample.
  const readBlocks = (first: number, end: number): Uint8Array => {
    const start = first * blockBytes;
    const bytes = new Uint8Array(Math.max(0, Math.min(dataBytes, end * blockBytes) - start));
    const nRead = orUnreadable(() => readSync(file, bytes, 0, bytes.length, dataOffset + start));
    if (nRead < bytes.length) {
      throw new SerError('wav-truncated', `The file is truncated: ${start + nRead} of ${dataBytes} sample bytes are there.`, { available: start + nRead, declared: dataBytes });
    }
    return bytes;
  };
  return {
    channels: (from, to) => {
      const firstBlock = Math.floor(from / blockSamples);
      const bytes = readBlocks(firstBlock, Math.ceil(to / blockSamples));
      const channels = createChannels(nChannels, Math.max(to - from, countWavSamples(header, bytes.length)));
      decodeWavSamples(header, bytes, channels, 0);
      const skipped = from - firstBlock * blockSamples;
      return channels.map((samples) => samples.subarray(skipped, skipped + to - from));
    },
    integers: (from, to) => (header.format === 'pcm' && header.bits === 16 && nChannels === 1 ? new Int16Array(readBlocks(from, to).buffer) : undefined),
    encoded: (from, to) => (blockSamples === 1 ? { encoding: header, data: readBlocks(from, to) } : undefined),
    close: () => closeSync(file),
  };
}
