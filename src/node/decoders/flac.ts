import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { FlacHeader } from '../../core/audio/codecs/flac.ts';
import { checkOggPages, type OggHeader } from '../../core/audio/codecs/ogg.ts';
import type { Recording } from '../../core/audio/recording.ts';
import { SerError } from '../../core/errors.ts';
import { createSampleCollector, type DecodedPiece } from './sampleCollector.ts';
import { decodeWith, piecesOf, strictly } from './strictly.ts';

/** A frame of silence takes 11 bytes and unpacks to 65,535 samples. */
const PIECE_BYTES = 1 << 14;

/** Decodes a FLAC file, bare or in Ogg. */
export function decodeFlac(bytes: Uint8Array, header: FlacHeader | OggHeader): Promise<Recording> {
  if (header.container === 'ogg') checkOggPages(bytes, header.serial);
  const isBare = header.container === 'flac';
  const stream = isBare ? withFrameAfter(bytes.subarray(header.offset)) : bytes;
  const collector = createSampleCollector(header, header.nSamples + 1);
  return decodeWith(new FLACDecoder(), async (decoder) => {
    for (const piece of piecesOf(stream, PIECE_BYTES)) {
      collector.add(restoreScale(await strictly(() => decoder.decode(piece))));
      if (collector.nSamples > header.nSamples) break;
    }
    if (!isBare) collector.add(restoreScale(await strictly(() => decoder.flush())));
    // Frames that do not match their check sum are left out by the decoder.
    if (collector.nSamples !== header.nSamples) {
      throw new SerError('audio-corrupt', `The FLAC file is cut or damaged: ${collector.nSamples} samples could be decoded, and it declares ${header.nSamples}.`);
    }
    return collector.finish();
  });
}

const FRAME_HEADER_BYTES = 16;

/**
 * A stream with the header of one more frame behind it. The decoder knows a frame to be whole by the header of the next, and loses a
 * last one of up to 16 bytes, as a tail of silence makes.
 */
function withFrameAfter(stream: Uint8Array): Uint8Array {
  let first = 4;
  for (let isLast = false; !isLast && first + 4 <= stream.length; ) {
    isLast = ((stream[first] ?? 0) & 0x80) !== 0;
    first += 4 + (((stream[first + 1] ?? 0) << 16) | ((stream[first + 2] ?? 0) << 8) | (stream[first + 3] ?? 0));
  }
  const extended = new Uint8Array(stream.length + 2 * FRAME_HEADER_BYTES);
  extended.set(stream);
  extended.set(stream.subarray(first, first + FRAME_HEADER_BYTES), stream.length);
  return extended;
}

/**
 * The decoder divides an integer of n bits by 2^(n−1) − 1, so that the lowest lies below −1; here it is divided by 2^(n−1), as
 * everywhere else. Up to 24 bits the integer comes back exactly.
 */
function restoreScale<P extends DecodedPiece & { readonly bitDepth: number }>(piece: P): P {
  const full = 2 ** (piece.bitDepth - 1);
  for (const samples of piece.channelData) {
    for (let i = 0; i < samples.length; i++) {
      const value = (samples[i] ?? 0) * (full - 1);
      samples[i] = (piece.bitDepth <= 24 ? Math.round(value) : value) / full;
    }
  }
  return piece;
}
