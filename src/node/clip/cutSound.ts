import { encodeExactWav, wrapWav } from '../../core/audio/wavExcerpt.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { openSpanReader } from './spanReader.ts';

/**
 * A part of a clip as a WAV file: the very bytes of its samples where the clip is a WAV file, else its decoded samples, none of
 * them rounded.
 *
 * @param from the first sample
 * @param to the sample after the last
 * @throws SerError as `openSpanReader`, and `audio-too-long`
 */
export function cutSound(sound: OpenSound, from: number, to: number): Uint8Array {
  const reader = openSpanReader(sound);
  try {
    const encoded = reader.encoded(from, to);
    return encoded === undefined ? encodeExactWav(reader.channels(from, to), sound.sampleRate) : wrapWav(encoded.encoding, encoded.data);
  } finally {
    reader.close();
  }
}
