import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { checkOggPages, type OggHeader } from '../../core/audio/codecs/ogg.ts';
import type { Recording } from '../../core/audio/recording.ts';
import { SerError } from '../../core/errors.ts';
import { createSampleCollector } from './sampleCollector.ts';
import { decodeWith, piecesOf, strictly } from './strictly.ts';

const PIECE_BYTES = 1 << 16;

/** Decodes an Ogg Vorbis file. Its channels keep the order of the file. */
export function decodeVorbis(bytes: Uint8Array, header: OggHeader): Promise<Recording> {
  checkOggPages(bytes, header.serial);
  const collector = createSampleCollector(header, header.nSamples);
  return decodeWith(new OggVorbisDecoder(), async (decoder) => {
    for (const piece of piecesOf(bytes, PIECE_BYTES)) collector.add(await strictly(() => decoder.decode(piece)));
    collector.add(await strictly(() => decoder.flush()));
    if (collector.nSamples === 0) throw new SerError('audio-corrupt', 'The Ogg file holds pages but no sound that can be decoded.');
    return collector.finish();
  });
}
