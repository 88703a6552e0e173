import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { createRandom } from '../../src/core/learn/random.ts';

/** What the programs say beside is shown only when they fail. */
const quiet = { maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'] } satisfies Parameters<typeof execFileSync>[2];

const isInstalled = (program: string): boolean => spawnSync(program, ['-version']).error === undefined;
export const hasFfmpeg = isInstalled('ffmpeg');
export const hasSox = isInstalled('sox');
export const noFfmpeg = 'ffmpeg is not installed, so files written by it are not tested (Debian: apt-get install ffmpeg)';
export const noSox = 'sox is not installed, so files written by it are not tested (Debian: apt-get install sox)';

/** A chord, each channel another, with noise, 16 bits: what any format can hold. */
export function testSignal(nSamples: number, sampleRate: number, channel = 0): Float32Array {
  const random = createRandom(17, channel);
  return Float32Array.from({ length: nSamples }, (_, i) => {
    const t = (2 * Math.PI * i) / sampleRate;
    const value = 0.4 * Math.sin(t * (220 + 70 * channel)) + 0.2 * Math.sin(t * 1230 + channel) + 0.05 * (random.uniform() - 0.5);
    return Math.round(value * 32768) / 32768;
  });
}

/** Writes the test signal as 16-bit WAV, the source of all other files. */
export function writeSource(path: string, nChannels: number, sampleRate: number, nSamples: number): void {
  const channels = Array.from({ length: nChannels }, (_, c) => testSignal(nSamples, sampleRate, c));
  const interleaved = Float32Array.from({ length: nChannels * nSamples }, (_, i) => channels[i % nChannels]![Math.floor(i / nChannels)]!);
  const bytes = encodeWav(interleaved, sampleRate);
  const view = new DataView(bytes.buffer);
  view.setUint16(22, nChannels, true);
  view.setUint32(28, sampleRate * 2 * nChannels, true);
  view.setUint16(32, 2 * nChannels, true);
  writeFileSync(path, bytes);
}

export const ffmpeg = (...args: string[]): Buffer => execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], quiet);
export const sox = (...args: string[]): Buffer => execFileSync('sox', ['-D', ...args], quiet);

/** A file's samples as ffmpeg decodes it, channel by channel. */
export const decodedByFfmpeg = (path: string, nChannels: number): Float32Array[] => channelsOf(ffmpeg('-i', path, '-f', 'f32le', '-'), nChannels);

/** A file's samples as sox decodes it. */
export const decodedBySox = (path: string, nChannels: number): Float32Array[] => channelsOf(sox(path, '-t', 'f32', '-'), nChannels);

function channelsOf(raw: Buffer, nChannels: number): Float32Array[] {
  const values = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
  return Array.from({ length: nChannels }, (_, c) => Float32Array.from({ length: values.length / nChannels }, (_, i) => values[i * nChannels + c]!));
}

/** The largest difference between two sets of channels over what both hold. */
export function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let largest = 0;
  a.forEach((samples, c) => {
    for (let i = 0; i < Math.min(samples.length, b[c]!.length); i++) largest = Math.max(largest, Math.abs(samples[i]! - b[c]![i]!));
  });
  return largest;
}

/** What a program writes into a pipe, where it cannot go back to fill in a length, and, from `input`, cannot know one. */
export function throughPipe(program: 'ffmpeg' | 'sox', args: readonly string[], path: string, input?: string): void {
  const command = [program, ...args].map((arg) => `'${arg}'`).join(' ');
  writeFileSync(path, execFileSync('sh', ['-c', `${input === undefined ? '' : `cat '${input}' | `}${command} | cat`], quiet));
}
