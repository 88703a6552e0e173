// How long decoding takes, as medians: WAV in memory beside wavefile, and files as the product reads them, ffmpeg beside them
// where it is installed. `node bench/decode.mjs [seconds]`, 600 by default.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import wavefile from 'wavefile';
import { parseWav } from '../src/core/audio/wav.ts';
import { readClip } from '../src/node/readClip.ts';

const seconds = Number(process.argv[2] ?? 600);
const sampleRate = 48_000;
const n = seconds * sampleRate;
const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).error === undefined;

const encodings = [
  ['float32', 3, 32], ['float64', 3, 64], ['PCM 8', 1, 8], ['PCM 16', 1, 16], ['PCM 24', 1, 24], ['PCM 32', 1, 32], ['A-law', 6, 8], ['µ-law', 7, 8], ['IMA ADPCM', 17, 4],
];

/** Noise in the given encoding, put together by hand. */
function wavOf(format, bits, nChannels = 1) {
  const block = format === 17 ? 1024 * nChannels : (bits / 8) * nChannels;
  const nBytes = format === 17 ? Math.ceil(n / 2041) * block : n * block;
  const bytes = new Uint8Array(44 + nBytes);
  const view = new DataView(bytes.buffer);
  const text = (at, tag) => [...tag].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + nBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  [format, nChannels].forEach((value, i) => view.setUint16(20 + 2 * i, value, true));
  [sampleRate, sampleRate * block].forEach((value, i) => view.setUint32(24 + 4 * i, value, true));
  [block, bits].forEach((value, i) => view.setUint16(32 + 2 * i, value, true));
  text(36, 'data');
  view.setUint32(40, nBytes, true);
  let state = 1;
  for (let i = 44; i + 4 <= bytes.length; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    if (format === 3 && bits === 32) view.setFloat32(i, state / 2 ** 31, true);
    else view.setInt32(i, state, true);
  }
  return bytes;
}

async function median(work, runs = 5) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[runs >> 1];
}

const rows = [];
const ms = (time) => (time === undefined ? '' : `${time.toFixed(0)} ms`);
try {
  for (const [name, format, bits] of encodings) {
    const bytes = wavOf(format, bits);
    const path = join(dir, 'clip.wav');
    writeFileSync(path, bytes);
    const row = { what: `${name} mono`, 'parseWav, in memory': ms(await median(() => parseWav(bytes))), 'readClip, from a file': ms(await median(() => readClip(path))) };
    // wavefile takes 20 s for ten minutes: one run, and only where it matters.
    if (format === 3 && bits === 32) row['wavefile'] = ms(await median(() => new wavefile.WaveFile(bytes).getSamples(false, Float32Array), 1));
    rows.push(row);
  }
  if (hasFfmpeg) {
    const source = join(dir, 'source.wav');
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', `aevalsrc=0.4*sin(2*PI*(200+20*sin(t))*t)+0.05*random(0):s=${sampleRate}:d=${seconds}`, '-c:a', 'pcm_s16le', source]);
    for (const [name, codec] of [['clip.flac', 'flac'], ['clip.mp3', 'libmp3lame'], ['clip.ogg', 'libvorbis']]) {
      const path = join(dir, name);
      execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', source, '-c:a', codec, path]);
      const started = performance.now();
      await readClip(path);
      const first = performance.now() - started;
      rows.push({ what: `${name} mono`, 'readClip, from a file': ms(await median(() => readClip(path), 3)), 'first time': ms(first), ffmpeg: ms(await median(() => execFileSync('ffmpeg', ['-loglevel', 'error', '-threads', '1', '-i', path, '-f', 'f32le', '-y', '/dev/null']), 3)) });
    }
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
console.log(`${seconds} s at ${sampleRate} Hz`);
console.table(rows);
