import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { mixToMono } from '../core/audio/recording.ts';
import type { Samples } from '../core/audio/samples.ts';
import { parseWavHeader } from '../core/audio/wav.ts';
import { readClip } from './readClip.ts';

/** Larger files are read the general way; most clips are smaller. */
const MAX_BYTES = 1 << 20;

/** A clip's mono samples, which are there only as long as they are being used. */
interface ClipSamples {
  readonly sampleRate: number;
  readonly samples: Samples;
}

/**
 * Prepares the reading of clips' mono samples for features. The most usual file, a short WAV of 16 bits and one channel, is
 * read at once into memory that is used again, and its samples are handed on as they are; all others, and all that is wrong
 * with a file, go the way of {@link readClip}.
 *
 * @returns a function that gives what `use` makes of a clip
 */
export function createSampleReader(): <T>(path: string, use: (clip: ClipSamples) => T) => Promise<T> {
  const buffer = new Uint8Array(MAX_BYTES);
  return async (path, use) => {
    // Nothing may happen between reading and using: the memory is the next clip's too.
    const usual = readUsual(path, buffer);
    if (usual) return use(usual);
    const recording = await readClip(path);
    return use({ sampleRate: recording.sampleRate, samples: mixToMono(recording) });
  };
}

function readUsual(path: string, buffer: Uint8Array): ClipSamples | undefined {
  try {
    const bytes = readWhole(path, buffer);
    const header = bytes && parseWavHeader(bytes);
    if (!header || header.format !== 'pcm' || header.bits !== 16 || header.blockBytes !== 2 || header.dataOffset % 2 !== 0) return undefined;
    return { sampleRate: header.sampleRate, samples: new Int16Array(buffer.buffer, header.dataOffset, header.nSamples) };
  } catch {
    // The general way meets the same failure, and says what it is.
    return undefined;
  }
}

/** A file's bytes at the start of the buffer; undefined when it does not fit, is no file, or changes while it is read. */
function readWhole(path: string, buffer: Uint8Array): Uint8Array | undefined {
  const stat = statSync(path);
  // Opening a pipe would wait for its other end.
  if (!stat.isFile() || stat.size > buffer.length) return undefined;
  const file = openSync(path, 'r');
  try {
    return readSync(file, buffer, 0, stat.size, 0) === stat.size ? buffer.subarray(0, stat.size) : undefined;
  } finally {
    closeSync(file);
  }
}
