import { SerError } from '../../errors.ts';
import type { AudioHeader } from '../audioHeader.ts';
import { printable, textAt, type HeaderReader } from '../headerReader.ts';
import { createCrc, crcOf } from './crc.ts';

/** What the STREAMINFO block of a FLAC file says. */
export interface FlacHeader extends AudioHeader {
  readonly container: 'flac';
  /** Where the stream starts: an ID3 tag may stand in front. */
  readonly offset: number;
  readonly bitsPerSample: number;
}

const STREAMINFO_END = 42;
/** Nothing shorter is a frame: a header of 6 bytes, one constant subframe of 2, a check of 2. */
const MIN_FRAME_BYTES = 10;
/** Where the last frame is sought when the file does not tell its longest. */
const TAIL_BYTES = 1 << 18;
const CRC8 = createCrc(8, 0x07);
const CRC16 = createCrc(16, 0x8005);

/**
 * Reads the header of a FLAC file. Where it leaves the length open (0, as encoders do that write into a pipe), the last
 * frame tells it, which names its place.
 *
 * @throws SerError `audio-corrupt` no STREAMINFO, more samples than the bytes could hold, or no whole last frame;
 *   `audio-empty` no samples
 * @see M. van Beurden, A. Weaver, "Free Lossless Audio Codec (FLAC)", RFC 9639, 2024, sections 8.2 and 9.1
 */
export function* readFlacHeader(fileBytes: number, offset = 0): HeaderReader<FlacHeader> {
  const view = yield { offset, length: STREAMINFO_END };
  if (textAt(view, 0, 4) !== 'fLaC') throw new SerError('audio-corrupt', `Not a FLAC file: it starts with ${printable(textAt(view, 0, 4))}, not with "fLaC".`);
  if (view.byteLength < STREAMINFO_END) throw new SerError('audio-corrupt', `The FLAC file ends inside its header (${fileBytes} bytes).`);
  if ((view.getUint8(4) & 0x7f) !== 0 || view.getUint16(6) !== 34) throw new SerError('audio-corrupt', 'The FLAC file does not start with a STREAMINFO block of 34 bytes.');
  const packed = view.getUint32(18);
  const sampleRate = packed >>> 12;
  const nChannels = ((packed >>> 9) & 7) + 1;
  const bitsPerSample = ((packed >>> 4) & 31) + 1;
  const declared = (packed & 15) * 2 ** 32 + view.getUint32(22);
  const blockSamples = view.getUint16(10);
  if (sampleRate === 0) throw new SerError('audio-corrupt', 'The FLAC file declares a sample rate of 0 Hz.');
  const soundBytes = fileBytes - offset - STREAMINFO_END;
  if (declared > Math.floor(soundBytes / MIN_FRAME_BYTES) * Math.max(blockSamples, 1)) {
    throw new SerError('audio-corrupt', `The FLAC file declares ${declared} samples; its ${fileBytes} bytes cannot hold them.`);
  }
  let nSamples = declared;
  if (declared === 0 && soundBytes > 0) {
    const length = Math.min(soundBytes, Math.max(TAIL_BYTES, 2 * (view.getUint32(14) & 0xffffff)));
    const tail = yield { offset: fileBytes - length, length };
    const end = lastFrameEnd(new Uint8Array(tail.buffer, tail.byteOffset, tail.byteLength), blockSamples);
    if (end === undefined) throw new SerError('audio-corrupt', 'The FLAC file does not end with a whole frame: it was cut or is damaged.');
    nSamples = end;
  }
  if (nSamples === 0) throw new SerError('audio-empty', 'The file holds no samples.');
  return { container: 'flac', sampleRate, nChannels, nSamples, isExactLength: true, comment: '', offset, bitsPerSample };
}

/** The number of the sample after the frame that ends the bytes; both checks of the frame must hold. */
function lastFrameEnd(bytes: Uint8Array, blockSamples: number): number | undefined {
  const end = bytes.length;
  for (let at = end - MIN_FRAME_BYTES; at >= 0; at--) {
    if (bytes[at] !== 0xff || (bytes[at + 1] & 0xfe) !== 0xf8) continue;
    const frame = parseFrameHeader(bytes, at, blockSamples);
    if (frame && crcOf(CRC16, bytes, at, end - 2) === ((bytes[end - 2] << 8) | bytes[end - 1])) return frame.start + frame.length;
  }
  return undefined;
}

function parseFrameHeader(bytes: Uint8Array, at: number, blockSamples: number): { start: number; length: number } | undefined {
  const isVariable = (bytes[at + 1] & 1) === 1;
  const lengthCode = bytes[at + 2] >> 4;
  const rateCode = bytes[at + 2] & 15;
  // The number of the frame, or of its first sample, is written as UTF-8 writes a character, up to 36 bits.
  const lead = bytes[at + 4];
  const nBytes = lead < 0x80 ? 1 : Math.clz32(~(lead << 24));
  if (nBytes > 7 || (lead >= 0x80 && nBytes < 2)) return undefined;
  let number = nBytes === 1 ? lead : lead & (0x7f >> nBytes);
  for (let i = 1; i < nBytes; i++) number = number * 64 + (bytes[at + 4 + i] & 63);
  const extra = at + 4 + nBytes;
  const lengthBytes = lengthCode === 6 ? 1 : lengthCode === 7 ? 2 : 0;
  const rateBytes = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  const checkAt = extra + lengthBytes + rateBytes;
  if (lengthCode === 0 || checkAt >= bytes.length || crcOf(CRC8, bytes, at, checkAt) !== bytes[checkAt]) return undefined;
  const length =
    lengthCode === 1 ? 192 : lengthCode <= 5 ? 144 << lengthCode : lengthCode === 6 ? bytes[extra] + 1 : lengthCode === 7 ? ((bytes[extra] << 8) | bytes[extra + 1]) + 1 : 1 << lengthCode;
  return { start: isVariable ? number : number * blockSamples, length };
}
