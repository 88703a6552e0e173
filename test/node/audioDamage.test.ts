import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/learn/random.ts';
import { readClip } from '../../src/node/readClip.ts';
import { readHeader } from '../../src/node/scanCorpus.ts';
import { codeOfError } from '../core/audio/wavFixture.ts';
import { ffmpeg, hasFfmpeg, noFfmpeg, throughPipe, writeSource } from './audioPrograms.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const at = (name: string): string => join(dir, name);
const N = 6000;

/** What reading gives: the number of samples, or the code of the refusal. A header's reader must not fail otherwise either. */
async function outcomeOf(bytes: Uint8Array): Promise<number | string> {
  const path = at('damaged');
  writeFileSync(path, bytes);
  const header = readHeader(path).catch(codeOfError);
  try {
    const { channels } = await readClip(path);
    return channels[0]!.length;
  } catch (error) {
    return codeOfError(error);
  } finally {
    await header;
  }
}

describe.skipIf(!hasFfmpeg)(`damaged files${hasFfmpeg ? '' : ` (skipped: ${noFfmpeg})`}`, () => {
  const names = ['clip.flac', 'piped.flac', 'clip.oga', 'clip.ogg', 'clip.mp3', 'plain.mp3'];
  beforeAll(() => {
    writeSource(at('source.wav'), 1, 16_000, N);
    ffmpeg('-i', at('source.wav'), '-frame_size', '1024', at('clip.flac'));
    throughPipe('ffmpeg', ['-loglevel', 'error', '-i', at('source.wav'), '-frame_size', '1024', '-f', 'flac', '-'], at('piped.flac'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'flac', '-f', 'ogg', at('clip.oga'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libvorbis', at('clip.ogg'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libmp3lame', at('clip.mp3'));
    ffmpeg('-i', at('source.wav'), '-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0', at('plain.mp3'));
  });

  it.each(names)('%s cut: a code, whatever the place', async (name) => {
    const bytes = readFileSync(at(name));
    expect(await outcomeOf(bytes)).toBeTypeOf('number');
    const random = createRandom(7);
    const places = [...Array.from({ length: 60 }, (_, i) => i), ...Array.from({ length: 100 }, () => random.integer(bytes.length)), bytes.length - 1];
    for (const place of places) {
      const outcome = await outcomeOf(bytes.subarray(0, place));
      // Without a frame count a file of whole frames is a whole file.
      if (name === 'plain.mp3' && typeof outcome === 'number') expect(outcome).toBeLessThan(N + 2304);
      else expect(['audio-corrupt', 'audio-empty', 'wav-invalid', 'format-unsupported'], `${place} of ${bytes.length}`).toContain(outcome);
    }
  });

  it.each(names)('%s with bytes changed: a code or samples of the length it had, and an end', async (name) => {
    const whole = readFileSync(at(name));
    const random = createRandom(23);
    let refused = 0;
    const rounds = 160;
    for (let round = 0; round < rounds; round++) {
      const bytes = Uint8Array.from(whole);
      // Half of the damage in the headers, which are where a reader can be led astray.
      const reach = round % 2 === 0 ? Math.min(400, bytes.length) : bytes.length;
      for (let n = random.integer(3) + 1; n > 0; n--) bytes[random.integer(reach)]! ^= 1 << random.integer(8);
      const outcome = await outcomeOf(bytes);
      if (typeof outcome === 'string') refused++;
      else expect(outcome).toBeLessThan(8 * N);
    }
    // An MP3 frame has no check sum of its sound, so most of its damage is heard and not seen; FLAC keeps room for tags.
    expect(refused).toBeGreaterThan(name.endsWith('mp3') ? 0 : rounds / 4);
  });

  it.each(['clip.flac', 'clip.ogg', 'clip.oga'])('%s: one bit of its sound is noticed', async (name) => {
    const bytes = Uint8Array.from(readFileSync(at(name)));
    bytes[Math.floor(bytes.length * 0.9)]! ^= 4;
    expect(await outcomeOf(bytes)).toBe('audio-corrupt');
  });

  it('a FLAC file that promises a day of sound in a few bytes is refused by its header', async () => {
    const bytes = Uint8Array.from(readFileSync(at('clip.flac')));
    bytes[21]! |= 15;
    expect(await outcomeOf(bytes)).toBe('audio-corrupt');
    await expect(readHeader(at('damaged'))).rejects.toMatchObject({ code: 'audio-corrupt', message: expect.stringContaining('cannot hold') as string });
  });

  it('nothing is printed', () => {
    const script = `import { readClip } from ${JSON.stringify(join(import.meta.dirname, '../../src/node/readClip.ts'))}; await readClip(${JSON.stringify(at('damaged.flac'))}).catch(({ code }) => console.log(code));`;
    const bytes = Uint8Array.from(readFileSync(at('clip.flac')));
    bytes[Math.floor(bytes.length * 0.9)]! ^= 4;
    writeFileSync(at('damaged.flac'), bytes);
    expect(execFileSync(process.execPath, ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe('audio-corrupt\n');
  });
});
