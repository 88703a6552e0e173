import { SerError } from '../../errors.ts';
import type { AudioHeader } from '../audioHeader.ts';
import { textAt, type HeaderReader } from '../headerReader.ts';
import { continueCrc, createCrc } from './crc.ts';

/** What an Ogg file says of its sound. */
export interface OggHeader extends AudioHeader {
  readonly container: 'ogg';
  readonly codec: 'vorbis' | 'flac';
  readonly serial: number;
}

/** One page of an Ogg file. */
interface OggPage {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Samples up to the end of this page; undefined where no packet ends in it. */
  readonly endSample: number | undefined;
  readonly serial: number;
  readonly sequence: number;
  readonly headerBytes: number;
  readonly bytes: number;
}

const PAGE_HEADER_BYTES = 27;
const MAX_PAGE_BYTES = PAGE_HEADER_BYTES + 255 + 255 * 255;
/** No packet of Vorbis gives more samples, and none of FLAC; each takes a byte of the page's table at least. */
const MAX_PACKET_SAMPLES = { vorbis: 8192, flac: 65_536 };
const NO_POSITION = 0xffffffffffffffffn;
const CRC32 = createCrc(32, 0x04c11db7);

/**
 * Reads the first page of an Ogg file, which names the codec, and the last, whose position is the length.
 *
 * @throws SerError `format-unsupported` another codec than Vorbis or FLAC; `audio-corrupt` a damaged or missing page, or more
 *   samples than the bytes could hold; `audio-empty` no samples
 * @see S. Pfeiffer, "The Ogg Encapsulation Format Version 0", RFC 3533, 2003; Xiph.Org, "Vorbis I specification", section 4.2.2;
 *   J. Coalson, "Ogg FLAC mapping"
 */
export function* readOggHeader(fileBytes: number): HeaderReader<OggHeader> {
  const first = yield { offset: 0, length: PAGE_HEADER_BYTES + 255 + 64 };
  const page = parseOggPage(first, 0);
  if (!page?.isFirst) throw new SerError('audio-corrupt', 'The Ogg file does not start with the first page of a stream.');
  const { codec, sampleRate, nChannels } = parseCodec(first, page.headerBytes);
  if (sampleRate === 0 || nChannels === 0) throw new SerError('audio-corrupt', `The Ogg file declares ${nChannels} channels at ${sampleRate} Hz.`);
  const length = Math.min(fileBytes, MAX_PAGE_BYTES);
  const tail = yield { offset: fileBytes - length, length };
  const nSamples = lastPosition(tail, page.serial);
  if (nSamples === undefined) throw new SerError('audio-corrupt', 'The Ogg file does not end with a whole page of its stream: it was cut or is damaged.');
  if (nSamples === 0) throw new SerError('audio-empty', 'The file holds no samples.');
  if (nSamples > fileBytes * MAX_PACKET_SAMPLES[codec]) throw new SerError('audio-corrupt', `The Ogg file declares ${nSamples} samples; its ${fileBytes} bytes cannot hold them.`);
  return { container: 'ogg', codec, sampleRate, nChannels, nSamples, isExactLength: true, comment: '', serial: page.serial };
}

function parseCodec(view: DataView, at: number): { codec: OggHeader['codec']; sampleRate: number; nChannels: number } {
  if (textAt(view, at, 7) === '\x01vorbis' && at + 16 <= view.byteLength) {
    return { codec: 'vorbis', nChannels: view.getUint8(at + 11), sampleRate: view.getUint32(at + 12, true) };
  }
  if (textAt(view, at, 5) === '\x7fFLAC' && textAt(view, at + 9, 4) === 'fLaC' && at + 31 <= view.byteLength) {
    const packed = view.getUint32(at + 27);
    return { codec: 'flac', nChannels: ((packed >>> 9) & 7) + 1, sampleRate: packed >>> 12 };
  }
  const name = textAt(view, at, 8);
  const codec = name === 'OpusHead' ? 'Opus' : name === 'Speex   ' ? 'Speex' : name.startsWith('\x80theora') ? 'Theora video' : 'another codec';
  throw new SerError('format-unsupported', `The Ogg file holds ${codec}; Vorbis and FLAC are read.`, { codec });
}

/** The greatest position in the pages of a stream that the bytes hold. */
function lastPosition(tail: DataView, serial: number): number | undefined {
  for (let at = tail.byteLength - PAGE_HEADER_BYTES; at >= 0; at--) {
    if (tail.getUint8(at) !== 0x4f) continue;
    const page = parseOggPage(tail, at);
    if (page?.serial === serial && page.endSample !== undefined && at + page.bytes <= tail.byteLength) return page.endSample;
  }
  return undefined;
}

function parseOggPage(view: DataView, at: number): OggPage | undefined {
  if (textAt(view, at, 4) !== 'OggS' || at + PAGE_HEADER_BYTES > view.byteLength || view.getUint8(at + 4) !== 0) return undefined;
  const flags = view.getUint8(at + 5);
  const position = view.getBigUint64(at + 6, true);
  const headerBytes = PAGE_HEADER_BYTES + view.getUint8(at + 26);
  if (at + headerBytes > view.byteLength) return undefined;
  let bytes = headerBytes;
  for (let i = PAGE_HEADER_BYTES; i < headerBytes; i++) bytes += view.getUint8(at + i);
  return {
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    endSample: position === NO_POSITION ? undefined : Number(position),
    serial: view.getUint32(at + 14, true),
    sequence: view.getUint32(at + 18, true),
    headerBytes,
    bytes,
  };
}

/**
 * Checks that a file is one whole stream: pages without gaps, each with the right check sum, the last marked as such. So a
 * decoder meets nothing that was damaged on the way.
 *
 * @throws SerError `audio-corrupt`; `format-unsupported` several streams
 */
export function checkOggPages(bytes: Uint8Array, serial: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let isLast = false;
  let sequence = 0;
  for (let at = 0; at < bytes.length; ) {
    const page = parseOggPage(view, at);
    if (!page || at + page.bytes > bytes.length) throw new SerError('audio-corrupt', `The Ogg file has no whole page at byte ${at}: it was cut or is damaged.`);
    if (page.serial !== serial || isLast) throw new SerError('format-unsupported', 'The Ogg file holds several streams; one is read.');
    const end = at + page.bytes;
    const before = continueCrc(CRC32, 0, bytes, at, at + 22);
    // The check sum's own place counts as zeros.
    const whole = continueCrc(CRC32, continueCrc(CRC32, before, new Uint8Array(4), 0, 4), bytes, at + 26, end) >>> 0;
    if (whole !== view.getUint32(at + 22, true)) throw new SerError('audio-corrupt', `The Ogg page at byte ${at} does not match its check sum: the file is damaged.`);
    if (page.sequence !== sequence) throw new SerError('audio-corrupt', `Page ${sequence} of the Ogg file is missing.`);
    sequence++;
    isLast = page.isLast;
    at = end;
  }
  if (!isLast) throw new SerError('audio-corrupt', 'The last page of the Ogg file is not marked as such: the file was cut.');
}
