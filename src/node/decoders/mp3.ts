import { MPEGDecoder } from 'mpg123-decoder';
import { checkMp3Frames, type Mp3Header } from '../../core/audio/codecs/mp3.ts';
import type { Recording } from '../../core/audio/recording.ts';
import { SerError } from '../../core/errors.ts';
import { createSampleCollector } from './sampleCollector.ts';
import { decodeWith, piecesOf, strictly } from './strictly.ts';

const PIECE_BYTES = 1 << 16;

/** Decodes an MP3 file; the encoder's delay and padding are taken off where a LAME tag tells them. */
export function decodeMp3(bytes: Uint8Array, header: Mp3Header): Promise<Recording> {
  const collector = createSampleCollector(header, checkMp3Frames(bytes, header));
  return decodeWith(new MPEGDecoder(), async (decoder) => {
    // The decoder gives two channels always; those of mono are the same.
    for (const piece of piecesOf(bytes.subarray(header.offset), PIECE_BYTES)) collector.add(strictly(() => decoder.decode(piece)));
    if (collector.nSamples === 0) throw new SerError('audio-empty', 'The file holds no samples.');
    return collector.finish();
  });
}
