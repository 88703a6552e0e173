import { SerError } from '../../errors.ts';
import type { AudioHeader } from '../audioHeader.ts';
import { textAt, type HeaderReader } from '../headerReader.ts';
import { ID3V1_BYTES } from './id3.ts';

/** What an MP3 file says of itself in its first frame. */
export interface Mp3Header extends AudioHeader {
  readonly container: 'mp3';
  /** Where the first frame starts: an ID3 tag may stand in front. */
  readonly offset: number;
}

/** What the four bytes at the start of a frame say. */
interface FrameHeader {
  readonly sampleRate: number;
  readonly nChannels: number;
  readonly nSamples: number;
  readonly bytes: number;
  readonly bitsPerSec: number;
  /** Bytes before the place of a Xing tag: the header and the side information. */
  readonly sideBytes: number;
}

const KBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44100, 48000, 32000];
/** No frame of layer III is shorter: 8 kbit/s at 24 kHz. */
const MIN_FRAME_BYTES = 24;
/** First frame with all that may stand in it. */
const START_BYTES = 1 << 12;

/**
 * The header of a frame of layer III of MPEG 1, 2 or 2.5; undefined where there is none. Free bit rates are not read.
 *
 * @see ISO/IEC 11172-3:1993, section 2.4.1.3; ISO/IEC 13818-3:1998, section 2.4.2.3
 */
export function parseMp3Frame(view: DataView, at: number): FrameHeader | undefined {
  if (at + 4 > view.byteLength) return undefined;
  const word = view.getUint32(at);
  const version = (word >>> 19) & 3;
  const rateCode = (word >>> 10) & 3;
  const bitCode = (word >>> 12) & 15;
  if (word >>> 21 !== 0x7ff || version === 1 || ((word >>> 17) & 3) !== 1 || rateCode === 3 || bitCode === 0 || bitCode === 15) return undefined;
  const isMpeg1 = version === 3;
  const sampleRate = RATES[rateCode] >> (isMpeg1 ? 0 : version === 2 ? 1 : 2);
  const bitsPerSec = 1000 * (isMpeg1 ? KBITS_1 : KBITS_2)[bitCode];
  const nChannels = ((word >>> 6) & 3) === 3 ? 1 : 2;
  const padding = (word >>> 9) & 1;
  const nSamples = isMpeg1 ? 1152 : 576;
  return {
    sampleRate,
    nChannels,
    nSamples,
    bytes: Math.floor((nSamples / 8) * bitsPerSec / sampleRate) + padding,
    bitsPerSec,
    sideBytes: 4 + (isMpeg1 ? (nChannels === 1 ? 17 : 32) : nChannels === 1 ? 9 : 17),
  };
}

/**
 * Reads the first frame of an MP3 file. A Xing or VBRI tag in it gives the number of frames, with LAME's delay and padding
 * taken off; without one the length is estimated from the first frame's bit rate.
 *
 * @throws SerError `audio-corrupt` no frame, or a tag that declares more than the file holds; `audio-empty` no samples
 * @see G. Bouvigne et al., "Mp3 Info Tag rev 1 specifications", LAME project
 */
export function* readMp3Header(fileBytes: number, offset = 0): HeaderReader<Mp3Header> {
  const view = yield { offset, length: START_BYTES };
  const frame = parseMp3Frame(view, 0);
  if (!frame) throw new SerError('audio-corrupt', `There is no MP3 frame at byte ${offset}, where the first must be.`);
  const soundBytes = fileBytes - offset;
  const tag = parseFrameCount(view, frame);
  if (tag && (tag.bytes > soundBytes || tag.nFrames * MIN_FRAME_BYTES > soundBytes)) {
    throw new SerError('audio-corrupt', `The MP3 file is cut: it declares ${tag.nFrames} frames in ${tag.bytes || 'unknown'} bytes; ${soundBytes} are there.`);
  }
  const ofTag = tag && tag.nFrames > 0 ? Math.max(0, tag.nFrames * frame.nSamples - tag.trimmed) : undefined;
  const end = yield { offset: Math.max(0, fileBytes - ID3V1_BYTES), length: 3 };
  const tagged = textAt(end, 0, 3) === 'TAG' ? ID3V1_BYTES : 0;
  const nSamples = ofTag ?? Math.round((8 * (soundBytes - tagged) * frame.sampleRate) / frame.bitsPerSec);
  if (nSamples <= 0) throw new SerError('audio-empty', 'The file holds no samples.');
  return { container: 'mp3', sampleRate: frame.sampleRate, nChannels: frame.nChannels, nSamples, isExactLength: ofTag !== undefined, comment: '', offset };
}

/** What a Xing, Info or VBRI tag in the first frame counts; 0 for what it leaves out. */
function parseFrameCount(view: DataView, { sideBytes }: FrameHeader): { nFrames: number; bytes: number; trimmed: number } | undefined {
  if (view.byteLength >= 54 && textAt(view, 36, 4) === 'VBRI') return { nFrames: view.getUint32(50), bytes: view.getUint32(46), trimmed: 0 };
  const name = textAt(view, sideBytes, 4);
  if ((name !== 'Xing' && name !== 'Info') || view.byteLength < sideBytes + 16) return undefined;
  const flags = view.getUint32(sideBytes + 4);
  let at = sideBytes + 8;
  const nFrames = flags & 1 ? view.getUint32(at) : 0;
  at += flags & 1 ? 4 : 0;
  const bytes = flags & 2 ? view.getUint32(at) : 0;
  at += (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  // LAME's part: nine bytes of name, twelve of settings, then 12 bits of delay and 12 of padding.
  const hasLame = at + 24 <= view.byteLength && /^(LAME|Lavf|Lavc)/.test(textAt(view, at, 4));
  const trims = hasLame ? (view.getUint8(at + 21) << 16) | view.getUint16(at + 22) : 0;
  return { nFrames, bytes, trimmed: (trims >> 12) + (trims & 0xfff) };
}

/**
 * Checks that a file is a chain of whole frames of one kind, with nothing but tags after them. So a decoder meets nothing
 * that was cut.
 *
 * @returns the number of samples in the frames, those of a Xing frame and of the encoder's padding included
 * @throws SerError `audio-corrupt`
 */
export function checkMp3Frames(bytes: Uint8Array, { offset, sampleRate }: Mp3Header): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let nSamples = 0;
  let at = offset;
  for (;;) {
    const frame = parseMp3Frame(view, at);
    if (!frame) break;
    if (frame.sampleRate !== sampleRate) throw new SerError('audio-corrupt', `The MP3 frame at byte ${at} has ${frame.sampleRate} Hz, those before ${sampleRate} Hz.`);
    if (at + frame.bytes > bytes.length) throw new SerError('audio-corrupt', `The MP3 file ends inside its frame at byte ${at}: it was cut.`);
    nSamples += frame.nSamples;
    at += frame.bytes;
  }
  const isTag = ['TAG', 'APE', 'LYR', 'ID3'].includes(textAt(view, at, 3));
  if (at < bytes.length && !isTag && bytes.subarray(at).some((byte) => byte !== 0)) {
    throw new SerError('audio-corrupt', `There is no MP3 frame at byte ${at} of ${bytes.length}: the file is damaged.`);
  }
  return nSamples;
}
