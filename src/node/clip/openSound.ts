import { isSynthetic } from '../../core/audio/synthesis/syntheticMark.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { openFile, readAudioHeaderOf } from '../openFile.ts';
import { readClip } from '../readClip.ts';

const HEADER_BYTES = 4096;

/**
 * Opens a clip to be looked at: of a WAV file the header, since any part of it can be read when it is wanted; any other file is
 * decoded once, into memory that all threads share.
 *
 * @throws SerError `file-unreadable` or a coded error of the format
 */
export async function openSound(path: string): Promise<OpenSound> {
  const file = await openFile(path, HEADER_BYTES);
  try {
    const header = await readAudioHeaderOf(file);
    const synthetic = isSynthetic(header.comment);
    if (header.container === 'wav' || header.container === 'w64') {
      const { sampleRate, nChannels, nSamples } = header;
      return { sampleRate, nChannels, nSamples, synthetic, place: { path, header } };
    }
    const { sampleRate, channels } = await readClip(path);
    return { sampleRate, nChannels: channels.length, nSamples: channels[0]?.length ?? 0, synthetic, place: { decoded: channels.map(toShared) } };
  } finally {
    await file.close();
  }
}

function toShared(samples: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(samples.byteLength));
  shared.set(samples);
  return shared;
}
