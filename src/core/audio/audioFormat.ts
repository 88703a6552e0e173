import { SerError } from '../errors.ts';
import { readFlacHeader, type FlacHeader } from './codecs/flac.ts';
import { id3Bytes } from './codecs/id3.ts';
import { parseMp3Frame, readMp3Header, type Mp3Header } from './codecs/mp3.ts';
import { readOggHeader, type OggHeader } from './codecs/ogg.ts';
import { textAt, type HeaderReader } from './headerReader.ts';
import { readWavHeader, type WavHeader } from './wav.ts';

/** Ends of the names of files that are read, for filters and globs; what a file is, its first bytes tell. */
export const AUDIO_EXTENSIONS = ['wav', 'w64', 'flac', 'mp3', 'ogg', 'oga'] as const;

const AUDIO_NAME = new RegExp(`\\.(?:${AUDIO_EXTENSIONS.join('|')})$`, 'i');

/** Ends of the names of sound files that are not read; `mp4` and the like are films more often than not. */
const UNREAD_NAME = /\.(aac|aif|aifc|aiff|amr|au|caf|m4a|opus|sph|wma)$/i;

export const hasAudioExtension = (name: string): boolean => AUDIO_NAME.test(name);

/** Why a file whose name tells of a kind of sound file that is not read is left out; undefined for any other. */
export function unreadAudio(name: string): SerError | undefined {
  const kind = UNREAD_NAME.exec(name)?.[1];
  return kind === undefined ? undefined : new SerError('format-unsupported', `Files of the kind .${kind.toLowerCase()} are not read; WAV, FLAC, MP3 and Ogg are.`, { kind: kind.toLowerCase() });
}

/** A file's name without the ending that tells its format; other endings stay. */
export const withoutAudioExtension = (name: string): string => name.replace(AUDIO_NAME, '');

export type AnyAudioHeader = WavHeader | FlacHeader | Mp3Header | OggHeader;

/**
 * Reads the header of any audio file that is known, recognised by its first bytes and not by its name. What is none of
 * the others is taken for WAV, whose refusal says what was met.
 *
 * @throws SerError `audio-empty`, and what the reader of the format throws
 */
export function* readAudioHeader(fileBytes: number): HeaderReader<AnyAudioHeader> {
  if (fileBytes === 0) throw new SerError('audio-empty', 'The file is empty (0 bytes).');
  const tagBytes = id3Bytes(yield { offset: 0, length: 10 });
  const start = yield { offset: tagBytes, length: 4 };
  const magic = textAt(start, 0, 4);
  if (magic === 'fLaC') return yield* readFlacHeader(fileBytes, tagBytes);
  if (magic === 'OggS' && tagBytes === 0) return yield* readOggHeader(fileBytes);
  if (tagBytes > 0 || parseMp3Frame(start, 0)) return yield* readMp3Header(fileBytes, tagBytes);
  return yield* readWavHeader(fileBytes);
}
