import { mixToMono } from '../core/audio/recording.ts';
import { MAX_BLOCK_SAMPLES, type SampleSource } from '../core/audio/sampleSource.ts';
import type { WavHeader } from '../core/audio/wav.ts';
import { countWavSamples } from '../core/audio/wavFormat.ts';
import { createChannels, decodeWavSamples } from '../core/audio/wavSamples.ts';
import { SerError } from '../core/errors.ts';
import { openFile, readAudioHeaderOf, type OpenFile } from './openFile.ts';

const HEADER_BYTES = 4096;

/**
 * Opens a WAV file of any size (RIFF, RF64, BW64, W64) to be read in blocks. Memory holds one block, and the file is open
 * only while blocks are read.
 *
 * @throws SerError `file-unreadable`, a coded error of the format, `format-unsupported` when it is no WAV file; later, from the
 *   blocks, `wav-truncated` when the file has become shorter
 */
export async function openWavSource(path: string): Promise<SampleSource> {
  const file = await openFile(path, HEADER_BYTES);
  try {
    const header = await readAudioHeaderOf(file);
    if (header.container !== 'wav' && header.container !== 'w64') {
      throw new SerError('format-unsupported', `The file is ${header.container.toUpperCase()}; only WAV files are read in blocks.`, { path });
    }
    return { sampleRate: header.sampleRate, nSamples: header.nSamples, blocks: () => monoBlocks(path, header) };
  } finally {
    await file.close();
  }
}

async function* monoBlocks(path: string, header: WavHeader): AsyncGenerator<Float32Array> {
  const { nChannels, nSamples, sampleRate, blockBytes, blockSamples } = header;
  const file = await openFile(path, 0);
  try {
    let done = 0;
    for await (const bytes of readWavData(file, header, Math.max(1, Math.floor(MAX_BLOCK_SAMPLES / blockSamples)) * blockBytes)) {
      const channels = createChannels(nChannels, Math.min(countWavSamples(header, bytes.length), nSamples - done));
      done += decodeWavSamples(header, bytes, channels, 0);
      const mono = mixToMono({ sampleRate, channels });
      // One block of ADPCM may hold more samples than are promised at once.
      for (let i = 0; i < mono.length; i += MAX_BLOCK_SAMPLES) yield mono.subarray(i, i + MAX_BLOCK_SAMPLES);
    }
  } finally {
    await file.close();
  }
}

/**
 * The bytes that hold samples, in order.
 *
 * @param rangeBytes a multiple of the header's `blockBytes`
 * @throws SerError `wav-truncated` when the file has become shorter than it was when its header was read
 */
export async function* readWavData(file: OpenFile, { dataOffset, dataBytes }: WavHeader, rangeBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < dataBytes; at += rangeBytes) {
    const length = Math.min(rangeBytes, dataBytes - at);
    const bytes = await file.readAt(dataOffset + at, length);
    if (bytes.length < length) {
      throw new SerError('wav-truncated', `The file is truncated: ${at + bytes.length} of ${dataBytes} sample bytes are there.`, { available: at + bytes.length, declared: dataBytes });
    }
    yield bytes;
  }
}
