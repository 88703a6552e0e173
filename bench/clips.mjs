// Clips to measure with, as 48 kHz WAV files: recordings where they are at hand, else synthetic speech.
import { mkdirSync, readdirSync, writeFileSync, existsSync, openSync, writeSync, closeSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createResamplePlan } from '../src/core/audio/resample.ts';
import { createResampler } from '../src/core/audio/resampleKernel.ts';
import { SAMPLE_RATE, sampleCorpusPlan, synthesizeSampleClip } from '../src/core/audio/synthesis/sampleCorpus.ts';
import { encodeWav, parseWavHeader } from '../src/core/audio/wav.ts';

/** Kept outside the repository. */
export const cacheDir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'speech-emotion-lab');

export const CLIP_RATE = 48_000;

/** Paths of 36 clips, and what they are. */
export function benchClips(kernels) {
  const recorded = join(cacheDir, 'speech', 'ravdess-48k');
  if (existsSync(recorded)) return { what: 'RAVDESS originals', paths: wavsIn(recorded) };
  const dir = join(cacheDir, 'bench', 'synthetic-48k');
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true });
    const convert = createResampler(createResamplePlan(SAMPLE_RATE, CLIP_RATE), kernels);
    for (const [i, plan] of sampleCorpusPlan().filter((_, at) => at % 5 === 0).slice(0, 36).entries()) {
      writeFileSync(join(dir, `${String(i).padStart(2, '0')}.wav`), encodeWav(convert(synthesizeSampleClip(plan, 1)), CLIP_RATE));
    }
  }
  return { what: 'synthetic clips', paths: wavsIn(dir) };
}

const wavsIn = (dir) => readdirSync(dir).filter((name) => name.endsWith('.wav')).sort().map((name) => join(dir, name));

/** Writes a WAV file of an hour, or of so many seconds (48 kHz, mono, 16 bits), that repeats the clips. */
export function writeHour(paths, to, seconds = 3600) {
  const nSamples = seconds * CLIP_RATE;
  const parts = paths.map((path) => {
    const bytes = readFileSync(path);
    const header = parseWavHeader(bytes);
    return header.nChannels === 1 ? bytes.subarray(header.dataOffset, header.dataOffset + 2 * header.nSamples) : Buffer.alloc(0);
  });
  const head = Buffer.from(encodeWav(new Float32Array(1), CLIP_RATE)).subarray(0, 44);
  head.writeUInt32LE(36 + 2 * nSamples, 4);
  head.writeUInt32LE(2 * nSamples, 40);
  const file = openSync(to, 'w');
  writeSync(file, head);
  for (let left = 2 * nSamples, i = 0; left > 0; i++) {
    const part = parts[i % parts.length];
    writeSync(file, part, 0, Math.min(left, part.length));
    left -= part.length;
  }
  closeSync(file);
}
