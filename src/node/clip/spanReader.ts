import { closeSync, openSync, readSync } from 'node:fs';
import { mixToMono } from '../../core/audio/recording.ts';
import type { WavHeader } from '../../core/audio/wav.ts';
import { countWavSamples } from '../../core/audio/wavFormat.ts';
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
  close(): void;
}

/**
 * @throws SerError `file-unreadable`; later, from the spans, `file-unreadable`, or `wav-truncated` when the file has become
 *   shorter
 */
export function openSpanReader({ sampleRate, nSamples, place }: OpenSound): SpanReader {
  const opened = 'decoded' in place ? { read: memoryReader(place.decoded), close: () => undefined } : openWavReader(place.path, place.header);
  const channels = (from: number, to: number): Float32Array[] => {
    const first = Math.min(nSamples, Math.max(0, from));
    return opened.read(first, Math.max(first, Math.min(nSamples, to)));
  };
  return {
    channels,
    sound: (from, to, channel) => {
      const read = channels(from, to);
      return channel === 'mix' ? mixToMono({ sampleRate, channels: read }) : (read[channel] ?? new Float32Array());
    },
    close: opened.close,
  };
}

type Read = (from: number, to: number) => Float32Array[];

const memoryReader = (decoded: readonly Float32Array[]): Read => (from, to) => decoded.map((samples) => samples.subarray(from, to));

function openWavReader(path: string, header: WavHeader): { read: Read; close: () => void } {
  const { nChannels, dataOffset, dataBytes, blockBytes, blockSamples } = header;
  const orUnreadable = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });
    }
  };
  const file = orUnreadable(() => openSync(path, 'r'));
  return {
    // Only whole blocks can be decoded; of most encodings, a block is one sample.
    read: (from, to) => {
      const firstBlock = Math.floor(from / blockSamples);
      const start = firstBlock * blockBytes;
      const bytes = new Uint8Array(Math.max(0, Math.min(dataBytes, Math.ceil(to / blockSamples) * blockBytes) - start));
      const nRead = orUnreadable(() => readSync(file, bytes, 0, bytes.length, dataOffset + start));
      if (nRead < bytes.length) {
        throw new SerError('wav-truncated', `The file is truncated: ${start + nRead} of ${dataBytes} sample bytes are there.`, { available: start + nRead, declared: dataBytes });
      }
      const channels = createChannels(nChannels, Math.max(to - from, countWavSamples(header, bytes.length)));
      decodeWavSamples(header, bytes, channels, 0);
      const skipped = from - firstBlock * blockSamples;
      return channels.map((samples) => samples.subarray(skipped, skipped + to - from));
    },
    close: () => closeSync(file),
  };
}
