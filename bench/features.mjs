// The conventional features of 48 kHz clips at 22,050 Hz, reading included, one thread: ours beside librosa and meyda, in
// interleaved passes; then two workers, the first result of a fresh process, and the memory for an hour.
// `npm run bench -- features [passes]`; build first. CPU time is what a shared machine disturbs least.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Meyda from 'meyda';
import { mixToMono } from '../src/core/audio/recording.ts';
import { createClipExtraction } from '../src/core/features/clipExtraction.ts';
import { conventional } from '../src/core/features/featureSet.ts';
import { createRecipe } from '../src/core/features/recipe.ts';
import { createResidentVector } from '../src/core/features/residentVector.ts';
import { createKernels } from '../src/core/kernels/compiled.ts';
import { createSampleReader } from '../src/node/kernelsInput.ts';
import { readClip } from '../src/node/readClip.ts';
import { createWorkerPool } from '../src/node/workerPool.ts';
import { benchClips, CLIP_RATE, writeHour } from './fixtures/clips.mjs';
import { startLibrosa } from './peers/librosa.mjs';

const RATE = 22_050;
const dist = join(import.meta.dirname, '../dist');
const passes = Number(process.argv[2] ?? 9);
const kernels = createKernels(new Uint8Array(readFileSync(join(dist, 'kernels/features.wasm'))));
const { what, paths: all } = benchClips(kernels);
// meyda takes one channel, and so that every row does the same work, all rows do.
const paths = [];
for (const path of all) if ((await readClip(path)).channels.length === 1) paths.push(path);

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall };
}

/** Reading included: from paths to vectors. */
function ours(extract) {
  const withSamples = createSampleReader();
  return (list) => timed(async () => {
    for (const path of list) await withSamples(path, ({ samples }) => extract(samples));
  });
}

/** meyda on samples that are read and resampled before (it does neither): fewer features, frame by frame. */
async function meydaOf() {
  const { createResampler } = await import('../src/core/audio/resampleKernel.ts');
  const { createResamplePlan } = await import('../src/core/audio/resample.ts');
  const convert = createResampler(createResamplePlan(CLIP_RATE, RATE), kernels);
  Object.assign(Meyda, { sampleRate: RATE, bufferSize: 2048, melBands: 128, numberOfMFCCCoefficients: 40 });
  return (list) => timed(async () => {
    for (const path of list) {
      const samples = convert(mixToMono(await readClip(path)));
      for (let at = 0; at + 2048 <= samples.length; at += 512) Meyda.extract(['mfcc', 'chroma', 'zcr', 'rms'], samples.subarray(at, at + 2048));
    }
  });
}

const librosa = startLibrosa();
const rows = [
  ...(typeof librosa === 'string' ? [] : [
    { name: 'librosa, each feature from y', run: (list) => librosa.measure('tutorial', list) },
    { name: 'librosa, one STFT, no tuning', run: (list) => librosa.measure('lean', list) },
  ]),
  { name: 'ours, WebAssembly', run: ours(createClipExtraction(conventional, CLIP_RATE, RATE, kernels)) },
  { name: 'ours, WebAssembly, no tuning', run: ours(createResidentVector(kernels, CLIP_RATE, RATE, 0)) },
  { name: 'ours, TypeScript', run: ours(createClipExtraction(conventional, CLIP_RATE, RATE)) },
  { name: 'meyda (mfcc, chroma, zcr, rms)', run: await meydaOf(), clips: 4 },
].map((row) => ({ ...row, results: [] }));
if (typeof librosa === 'string') console.log(`librosa is not measured: ${librosa}.`);

for (let pass = -1; pass < passes; pass++) {
  for (const { run, results, clips = paths.length } of rows) {
    const { cpuMs, wallMs } = await run(paths.slice(0, clips));
    // The first pass warms up.
    if (pass >= 0) results.push({ cpuMs: cpuMs / clips, wallMs: wallMs / clips });
  }
}
if (typeof librosa !== 'string') librosa.stop();

const lean = rows.find(({ name }) => name.startsWith('librosa, one STFT'));
const untuned = rows.find(({ name }) => name.endsWith('no tuning') && name.startsWith('ours'));
const usual = rows.find(({ name }) => name === 'ours, WebAssembly');
console.log(`\n${paths.length} ${what}, 48 → 22.05 kHz, 122 values, one thread; medians of ${passes} interleaved passes, ms a clip`);
console.log(`${''.padEnd(34)}     CPU    wall   CPU : ours   wall : ours`);
for (const { name, results } of rows) {
  const ratio = (of) => median(results.map((result, i) => result[of] / usual.results[i][of])).toFixed(2);
  console.log(`${name.padEnd(34)}${median(results.map(({ cpuMs }) => cpuMs)).toFixed(2).padStart(8)}${median(results.map(({ wallMs }) => wallMs)).toFixed(2).padStart(8)}${ratio('cpuMs').padStart(13)}${ratio('wallMs').padStart(14)}`);
}

if (lean) console.log(`without a tuning estimate on either side: ${median(lean.results.map(({ cpuMs }, i) => cpuMs / untuned.results[i].cpuMs)).toFixed(2)} × by CPU, ${median(lean.results.map(({ wallMs }, i) => wallMs / untuned.results[i].wallMs)).toFixed(2)} × by wall`);

const workerPath = join(dist, 'analysisWorker.cjs');
const recipe = createRecipe();
const pools = [1, 2].map((size) => ({ size, pool: createWorkerPool(workerPath, size), results: [] }));
const many = Array.from({ length: 8 }, () => paths).flat();
for (let pass = -1; pass < passes; pass++) {
  for (const { size, pool, results } of pools) {
    let next = 0;
    const lane = async () => {
      for (let i = next++; i < many.length; i = next++) await pool.run('extractFeatures', { path: many[i], recipe });
    };
    const { wallMs, cpuMs } = await timed(() => Promise.all(Array.from({ length: 2 * size }, lane)));
    if (pass >= 0) results.push({ wallMs: wallMs / many.length, cpuMs: cpuMs / many.length });
  }
}
await Promise.all(pools.map(({ pool }) => pool.dispose()));
const [one, two] = pools.map(({ results }) => results);
console.log(`\nworkers, ms a clip: 1 ${median(one.map(({ wallMs }) => wallMs)).toFixed(2)} wall, ${median(one.map(({ cpuMs }) => cpuMs)).toFixed(2)} CPU; 2 ${median(two.map(({ wallMs }) => wallMs)).toFixed(2)} wall, ${median(two.map(({ cpuMs }) => cpuMs)).toFixed(2)} CPU; ${median(one.map(({ wallMs }, i) => wallMs / two[i].wallMs)).toFixed(2)} × as fast`);

const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
// Prints what the process used when it ends.
const report = `data:text/javascript,${encodeURIComponent("process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write(`used ${u.maxRSS} ${(u.userCPUTime+u.systemCPUTime)/1000}`)})")}`;
function fresh(args) {
  const started = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ['--import', report, ...args], { encoding: 'utf8' });
  const wallMs = performance.now() - started;
  const [, maxRssKb, cpuMs] = /used (\d+) ([\d.]+)/.exec(stderr) ?? [];
  if (status !== 0 || !maxRssKb) throw new Error(stderr);
  return { wallMs, cpuMs: Number(cpuMs), maxRssMb: Number(maxRssKb) / 1000 };
}
/** Milliseconds from the start of a process to its first line of output. */
function firstLine(args) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    let firstMs;
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', () => (firstMs = performance.now() - started));
    child.on('close', (code) => (code === 0 && firstMs !== undefined ? resolve(firstMs) : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}
try {
  mkdirSync(join(dir, 'one'));
  copyFileSync(paths[0], join(dir, 'one', 'clip.wav'));
  const starts = [];
  const firsts = [];
  const bare = [];
  for (let i = 0; i < passes; i++) {
    bare.push(fresh(['-e', '0']));
    const extractOne = (store) => [join(dist, 'ser.cjs'), 'extract', join(dir, 'one'), '--out', join(dir, 'one.csv'), '--store', join(dir, store)];
    starts.push(fresh(extractOne(`${i}.db`)));
    firsts.push(await firstLine(extractOne(`first-${i}.db`)));
  }
  const both = (results) => `${median(results.map(({ wallMs }) => wallMs)).toFixed(0)} ms wall, ${median(results.map(({ cpuMs }) => cpuMs)).toFixed(0)} ms CPU`;
  console.log(`fresh process, \`ser extract\` of one clip: result after ${median(firsts).toFixed(0)} ms, end ${both(starts)} (Node alone: ${both(bare)})`);

  mkdirSync(join(dir, 'hour'));
  writeHour(paths, join(dir, 'hour', 'hour.wav'));
  const hour = fresh([join(dist, 'ser.cjs'), 'extract', join(dir, 'hour'), '--out', join(dir, 'hour.csv'), '--store', join(dir, 'hour.db')]);
  console.log(`one hour (346 MB): ${(hour.wallMs / 1000).toFixed(1)} s, ${(hour.cpuMs / 1000).toFixed(1)} s CPU, ${hour.maxRssMb.toFixed(0)} MB peak`);
} finally {
  rmSync(dir, { recursive: true });
}
console.log(`Node ${process.versions.node}, ${execFileSync('uname', ['-sm'], { encoding: 'utf8' }).trim()}`);
