import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const commandLine = resolve(import.meta.dirname, '../../dist/ser.cjs');

/** The pure tone in the workspace: where the drawing must be brightest is known without any other tool. */
export const tone = { path: 'tones/tone-1-kHz.wav', hertz: 1000, sampleRate: 16_000, seconds: 4 } as const;

export const brokenClip = 'tones/broken.wav';

export const truncatedClip = 'tones/truncated.wav';

/** A few clips outside any corpus, as a user drops them into a folder. */
export const looseClips = ['loose/first.wav', 'loose/second.wav', 'loose/third.wav'] as const;

/** 16-bit mono PCM, the form that every reader knows. */
function wavOf(samples: Float64Array, sampleRate: number): Buffer {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(2 * sampleRate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(32_767 * sample), 44 + 2 * i));
  return bytes;
}

/** Fills a folder with the sample corpus, as the command line writes it, a tone, damaged files and loose clips. */
export async function writeWorkspace(folder: string): Promise<void> {
  const corpus = join(folder, 'sample-corpus');
  await promisify(execFile)(process.execPath, [commandLine, 'sample', corpus]);
  await Promise.all(['tones', 'loose'].map((name) => mkdir(join(folder, name))));
  const { hertz, sampleRate, seconds } = tone;
  const sine = Float64Array.from({ length: sampleRate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / sampleRate));
  await writeFile(join(folder, tone.path), wavOf(sine, sampleRate));
  await writeFile(join(folder, brokenClip), 'This is a note that somebody named like a recording.\n');
  const whole = await readFile(join(corpus, 'Actor_01/03-01-01-01-01-01-01.wav'));
  await writeFile(join(folder, truncatedClip), whole.subarray(0, 30));
  const sources = ['03-01-01-01-01-01-01', '03-01-05-02-01-01-01', '03-01-04-01-02-01-01'];
  await Promise.all(looseClips.map((path, i) => copyFile(join(corpus, `Actor_01/${sources[i]}.wav`), join(folder, path))));
}
