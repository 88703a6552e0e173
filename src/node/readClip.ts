import { readFile } from 'node:fs/promises';
import type { AnyAudioHeader } from '../core/audio/audioFormat.ts';
import type { Recording } from '../core/audio/recording.ts';
import type { WavHeader } from '../core/audio/wav.ts';
import { createChannels, decodeWavSamples } from '../core/audio/wavSamples.ts';
import { SerError } from '../core/errors.ts';
import { openFile, readAudioHeaderOf, stampOf, type OpenFile } from './openFile.ts';
import { systemReason } from './systemReason.ts';
import { readWavData } from './wavFileSource.ts';

/** Most clips fit, and are read at once. */
const FIRST_BYTES = 1 << 20;
const RANGE_BYTES = 1 << 22;
/** Of decoded samples in memory: 3.1 hours of 48 kHz mono. */
const MAX_DECODED_BYTES = 2 ** 31;

/**
 * Decodes a whole audio file: WAV in all its forms, FLAC, MP3, Ogg Vorbis and Ogg FLAC. What it is, its first bytes tell.
 *
 * @throws SerError `file-unreadable` with the system's reason, `audio-too-long` when the samples take more than 2 GiB, or a
 *   coded error of the format
 */
export async function readClip(path: string): Promise<Recording> {
  const file = await openFile(path, FIRST_BYTES);
  try {
    const header = await readAudioHeaderOf(file);
    checkLength(header);
    return await decode(file, header);
  } finally {
    await file.close();
  }
}

function checkLength({ nSamples, nChannels, sampleRate }: AnyAudioHeader): void {
  if (nSamples * nChannels * Float32Array.BYTES_PER_ELEMENT <= MAX_DECODED_BYTES) return;
  const hours = (nSamples / sampleRate / 3600).toFixed(1);
  throw new SerError('audio-too-long', `The file holds ${hours} h of ${nChannels} × ${sampleRate} Hz, more than the 2 GiB of samples that are decoded at once; cut it into shorter clips.`);
}

async function readWav(file: OpenFile, header: WavHeader): Promise<Recording> {
  const channels = createChannels(header.nChannels, header.nSamples);
  let done = 0;
  for await (const bytes of readWavData(file, header, Math.max(1, Math.floor(RANGE_BYTES / header.blockBytes)) * header.blockBytes)) {
    done += decodeWavSamples(header, bytes, channels, done);
  }
  return { sampleRate: header.sampleRate, channels };
}

/** Each decoder is loaded when its format is first met, so that those who have only WAV files never pay for one. */
async function decode(file: OpenFile, header: AnyAudioHeader): Promise<Recording> {
  const whole = (): Promise<Uint8Array> => file.readAt(0, file.stamp.bytes);
  switch (header.container) {
    case 'wav':
    case 'w64':
      return readWav(file, header);
    case 'mp3':
      return (await import('./decoders/mp3.ts')).decodeMp3(await whole(), header);
    case 'ogg':
      if (header.codec === 'vorbis') return (await import('./decoders/vorbis.ts')).decodeVorbis(await whole(), header);
      return (await import('./decoders/flac.ts')).decodeFlac(await whole(), header);
    case 'flac':
      return (await import('./decoders/flac.ts')).decodeFlac(await whole(), header);
  }
}

/** @throws SerError `file-unreadable`, also for a pipe or a device, which may have no end */
export async function readBytes(path: string): Promise<Uint8Array> {
  await stampOf(path);
  try {
    return await readFile(path);
  } catch (error) {
    throw new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });
  }
}
