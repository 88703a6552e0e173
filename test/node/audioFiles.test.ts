import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readClip } from '../../src/node/readClip.ts';
import { readHeader } from '../../src/node/scanCorpus.ts';
import { openWavSource } from '../../src/node/wavFileSource.ts';
import { decodedByFfmpeg, decodedBySox, ffmpeg, hasFfmpeg, hasSox, largestDifference, noFfmpeg, noSox, sox, testSignal, throughPipe, writeSource } from './audioPrograms.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const at = (name: string): string => join(dir, name);
const N = 4321;
/** Lossy decoders round in different orders: some millionths of full scale, 110 dB down. */
const LOSSY = 4e-6;
/** At 24 kHz libmpg123 and ffmpeg differ by a quantisation step of some bands, 60 dB down; librosa reads MP3 by libmpg123. */
const LOSSY_24_KHZ = 2e-3;

beforeAll(() => {
  for (const nChannels of [1, 2, 3, 4, 5, 6, 7, 8]) writeSource(at(`source${nChannels}.wav`), nChannels, 16_000, N);
  writeFileSync(at('source2.raw'), readFileSync(at('source2.wav')).subarray(44));
});

const sourceOf = (nChannels: number): Float32Array[] => Array.from({ length: nChannels }, (_, c) => testSignal(N, 16_000, c));

/** Reads a file in all ways that the product has, and checks that they agree. */
async function read(path: string): Promise<{ channels: readonly Float32Array[]; isExactLength: boolean }> {
  const { header } = await readHeader(path);
  const { sampleRate, channels } = await readClip(path);
  expect({ sampleRate, nChannels: channels.length }).toEqual({ sampleRate: header.sampleRate, nChannels: header.nChannels });
  if (header.isExactLength) expect(channels[0]!.length).toBe(header.nSamples);
  if (header.container === 'wav' || header.container === 'w64') {
    const source = await openWavSource(path);
    let n = 0;
    for await (const block of source.blocks()) n += block.length;
    expect(n).toBe(channels[0]!.length);
  }
  return { channels, isExactLength: header.isExactLength };
}

describe.skipIf(!hasFfmpeg)(`WAV files that ffmpeg wrote${hasFfmpeg ? '' : ` (skipped: ${noFfmpeg})`}`, () => {
  const codecs = ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le', 'pcm_alaw', 'pcm_mulaw'];
  const containers = [['wav', []], ['wav', ['-rf64', 'always']], ['w64', []]] as const;

  it.each(codecs)('%s in RIFF, RF64 and W64, in a file and through a pipe', async (codec) => {
    for (const [format, options] of containers) {
      const args = ['-i', at('source2.wav'), '-c:a', codec, ...options, '-f', format];
      const path = at(`${codec}.${format}`);
      ffmpeg(...args, path);
      const expected = decodedByFfmpeg(path, 2);
      expect((await read(path)).channels).toEqual(expected);
      throughPipe('ffmpeg', ['-loglevel', 'error', ...args, '-'], path);
      // In a W64 file ffmpeg counts what fills up the last eight bytes as samples; a pipe has none.
      expect((await read(path)).channels).toEqual(expected.map((samples) => samples.subarray(0, N)));
    }
  });

  it('IMA ADPCM: as the specification and soundfile round, which ffmpeg comes near', async () => {
    for (const nChannels of [1, 2]) {
      const path = at(`ima${nChannels}.wav`);
      ffmpeg('-i', at(`source${nChannels}.wav`), '-c:a', 'adpcm_ima_wav', path);
      const { channels } = await read(path);
      const expected = decodedByFfmpeg(path, nChannels);
      expect(channels[0]!.length).toBe(expected[0]!.length);
      expect(largestDifference(channels, expected)).toBeLessThan(0.002);
      if (hasSox) expect(channels).toEqual(decodedBySox(path, nChannels));
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i channels', async (nChannels) => {
    for (const codec of ['pcm_s16le', 'pcm_s24le', 'pcm_f32le']) {
      const path = at(`channels${nChannels}.wav`);
      ffmpeg('-i', at(`source${nChannels}.wav`), '-c:a', codec, path);
      expect((await read(path)).channels).toEqual(sourceOf(nChannels));
    }
  });

  it.each([8000, 11_025, 22_050, 44_100, 96_000, 192_000])('%i Hz', async (sampleRate) => {
    const path = at(`rate${sampleRate}.wav`);
    writeSource(at('rate.wav'), 1, sampleRate, 1000);
    ffmpeg('-i', at('rate.wav'), '-c:a', 'pcm_s24le', path);
    expect(await readClip(path)).toEqual({ sampleRate, channels: [testSignal(1000, sampleRate)] });
  });

  it('another encoding is named in the refusal', async () => {
    ffmpeg('-i', at('source1.wav'), '-c:a', 'adpcm_ms', at('ms.wav'));
    await expect(readClip(at('ms.wav'))).rejects.toMatchObject({ code: 'format-unsupported', message: expect.stringContaining('MS ADPCM') as string });
    ffmpeg('-i', at('source1.wav'), '-c:a', 'libmp3lame', at('mp3.wav'));
    await expect(readClip(at('mp3.wav'))).rejects.toMatchObject({ code: 'format-unsupported', message: expect.stringContaining('MP3') as string });
  });
});

describe.skipIf(!hasSox)(`WAV files that sox wrote${hasSox ? '' : ` (skipped: ${noSox})`}`, () => {
  const kinds = [['-e', 'unsigned-integer', '-b', '8'], ...['16', '24', '32'].map((bits) => ['-e', 'signed-integer', '-b', bits]), ['-e', 'floating-point', '-b', '32'], ['-e', 'floating-point', '-b', '64'], ['-e', 'a-law'], ['-e', 'mu-law'], ['-e', 'ima-adpcm']];

  it.each(kinds)('%s %s %s %s', async (...kind) => {
    const path = at('sox.wav');
    const options = kind.filter((option) => option !== undefined);
    sox(at('source2.wav'), ...options, path);
    const { channels } = await read(path);
    // sox gives the samples that fill up the last block of ADPCM too; the fact chunk says that they are none.
    expect(channels).toEqual(decodedBySox(path, 2).map((samples) => samples.subarray(0, N)));
    // From raw sound on its input sox does not know the length, and says 0x7FFFF000 less a part of a block.
    throughPipe('sox', ['-D', '-t', 'raw', '-r', '16000', '-e', 'signed-integer', '-b', '16', '-c', '2', '-', ...options, '-t', 'wav', '-'], path, at('source2.raw'));
    const piped = (await read(path)).channels;
    expect(piped[0]!.length).toBeGreaterThanOrEqual(N);
    expect(piped.map((samples) => samples.subarray(0, N))).toEqual(channels);
  });
});

describe.skipIf(!hasFfmpeg)(`FLAC, MP3 and Ogg that ffmpeg wrote${hasFfmpeg ? '' : ` (skipped: ${noFfmpeg})`}`, () => {
  it.each([['s16', 1], ['s16', 2], ['s32', 1], ['s32', 2], ['s16', 6], ['s16', 8]] as const)('FLAC %s, %i channels: the very samples', async (format, nChannels) => {
    const path = at('some.flac');
    ffmpeg('-i', at(`source${nChannels}.wav`), '-af', 'volume=0.77', '-sample_fmt', format, path);
    const expected = decodedByFfmpeg(path, nChannels);
    expect((await read(path)).channels).toEqual(expected);
    throughPipe('ffmpeg', ['-loglevel', 'error', '-i', path, '-sample_fmt', format, '-f', 'flac', '-'], at('piped.flac'));
    expect(await read(at('piped.flac'))).toEqual({ channels: expected, isExactLength: true });
    ffmpeg('-i', path, '-c:a', 'flac', '-sample_fmt', format, '-f', 'ogg', at('flac.oga'));
    expect((await read(at('flac.oga'))).channels).toEqual(expected);
  });

  it.each([1, 2, 8, 40, 300])('FLAC whose last frame is %i samples of silence, a few bytes', async (nLast) => {
    const path = at('tail.flac');
    // Frames of 1,152 samples; the sound ends with the third.
    ffmpeg('-i', at('source1.wav'), '-af', `atrim=end_sample=3456,apad=pad_len=${nLast}`, '-frame_size', '1152', path);
    const expected = decodedByFfmpeg(path, 1);
    expect(expected[0]).toHaveLength(3456 + nLast);
    expect((await read(path)).channels).toEqual(expected);
  });

  it('FLAC of a single frame of silence', async () => {
    ffmpeg('-i', at('source1.wav'), '-af', 'atrim=end_sample=100,volume=0', at('one.flac'));
    expect((await read(at('one.flac'))).channels).toEqual([new Float32Array(100)]);
  });

  it.each([8000, 16_000, 24_000, 44_100, 48_000])('MP3 at %i Hz, mono and stereo: without delay and padding', async (sampleRate) => {
    for (const nChannels of [1, 2]) {
      const path = at('some.mp3');
      writeSource(at('mp3source.wav'), nChannels, sampleRate, 20_000);
      ffmpeg('-i', at('mp3source.wav'), '-c:a', 'libmp3lame', '-q:a', '3', path);
      const { channels, isExactLength } = await read(path);
      expect(isExactLength).toBe(true);
      expect(channels.map(({ length }) => length)).toEqual(new Array(nChannels).fill(20_000));
      expect(largestDifference(channels, decodedByFfmpeg(path, nChannels))).toBeLessThan(sampleRate === 24_000 ? LOSSY_24_KHZ : LOSSY);
      expect(largestDifference(channels, Array.from({ length: nChannels }, (_, c) => testSignal(20_000, sampleRate, c)))).toBeLessThan(0.2);
    }
  });

  it('MP3 without a frame count: an estimate that one frame and the tags bound', async () => {
    const path = at('piped.mp3');
    throughPipe('ffmpeg', ['-loglevel', 'error', '-i', at('source1.wav'), '-c:a', 'libmp3lame', '-b:a', '32k', '-write_xing', '0', '-id3v2_version', '3', '-metadata', 'title=x', '-f', 'mp3', '-'], path);
    const { header } = await readHeader(path);
    const { channels, isExactLength } = await read(path);
    expect(isExactLength).toBe(false);
    expect(Math.abs(channels[0]!.length - header.nSamples)).toBeLessThan(1152);
    expect(channels).toHaveLength(1);
  });

  it.each([1, 2])('Ogg Vorbis, %i channels: as long as its last page says', async (nChannels) => {
    const path = at('some.ogg');
    ffmpeg('-i', at(`source${nChannels}.wav`), '-c:a', 'libvorbis', path);
    const { channels } = await read(path);
    expect(channels[0]!.length).toBe(N);
    expect(largestDifference(channels, decodedByFfmpeg(path, nChannels))).toBeLessThan(LOSSY);
  });

  it('is told by its bytes, not by its name; Opus is named in the refusal', async () => {
    ffmpeg('-i', at('source1.wav'), '-f', 'flac', at('flac.wav'));
    ffmpeg('-i', at('source1.wav'), '-f', 'wav', at('wav.mp3'));
    for (const name of ['flac.wav', 'wav.mp3']) expect((await read(at(name))).channels).toEqual(sourceOf(1));
    ffmpeg('-i', at('source1.wav'), '-c:a', 'libopus', at('opus.ogg'));
    await expect(readClip(at('opus.ogg'))).rejects.toMatchObject({ code: 'format-unsupported', message: expect.stringContaining('Opus') as string });
    await expect(openWavSource(at('flac.wav'))).rejects.toMatchObject({ code: 'format-unsupported' });
  });
});
