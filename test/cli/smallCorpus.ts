import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeWav } from '../../src/core/audio/wav.ts';

export const RATE = 16_000;

export const tone = (hz: number, { seconds = 0.3, peak = 0.5 } = {}): Uint8Array => encodeWav(Float32Array.from({ length: RATE * seconds }, (_, i) => peak * Math.sin((2 * Math.PI * hz * i) / RATE)), RATE);

/** Three speakers with four clips each of two emotions that a tone's height tells apart, named as RAVDESS: 24 clips. */
export function writeSmallCorpus(dir: string): void {
  mkdirSync(dir, { recursive: true });
  for (const speaker of ['01', '02', '03']) {
    // Sentence and repetition.
    for (const [i, take] of ['01-01', '01-02', '02-01', '02-02'].entries()) {
      writeFileSync(join(dir, `03-01-04-01-${take}-${speaker}.wav`), tone(200 + 10 * i + Number(speaker)));
      writeFileSync(join(dir, `03-01-05-01-${take}-${speaker}.wav`), tone(1000 + 40 * i + Number(speaker)));
    }
  }
}

/** What cannot be read, for each reason another file; six in all. */
export function writeBrokenFiles(dir: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'empty.wav'), '');
  writeFileSync(join(dir, 'short.wav'), 'no sound');
  for (const ending of ['mp3', 'flac', 'ogg']) writeFileSync(join(dir, `garbage.${ending}`), 'this is no sound, whatever its name says');
  writeFileSync(join(dir, 'cut.wav'), tone(100).subarray(0, 500));
}
