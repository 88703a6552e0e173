// Random Forest, 100 trees on 122 columns: ours beside scikit-learn's, one thread, in interleaved passes; ml-random-forest where it
// is installed; two workers; and how time and memory grow with the rows. `node bench/learnersForest.mjs [passes]`; build first.
// CPU time is what a shared machine disturbs least; it counts the engine's compiler threads too.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKernels } from '../src/core/kernels/compiled.ts';
import { randomForest } from '../src/core/learn/forest/randomForest.ts';
import { fitInWorkers } from '../src/node/fitInWorkers.ts';
import { createWorkerPool } from '../src/node/workerPool.ts';
import { cacheDir } from './clips.mjs';
import { learnerSet, repeatedRows } from './learnerSets.mjs';
import { startSklearn } from './peers/sklearn.mjs';

const dist = join(import.meta.dirname, '../dist');
const N_TREES = 100;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall };
}

const loadKernels = () => createKernels(new Uint8Array(readFileSync(join(dist, 'kernels/learners.wasm'))));

function fitForest(data, nTrees, seed, kernels) {
  const steps = randomForest.fit(data, { ...randomForest.defaults, nTrees }, seed, kernels);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A set as the file that fresh processes and Python read: values, then labels. */
function writeSet({ X, y }, path) {
  writeFileSync(path, new Uint8Array(X.data.buffer.slice(0)));
  writeFileSync(path, new Uint8Array(y.buffer, y.byteOffset, y.byteLength), { flag: 'a' });
  return { path, nRows: X.nRows, nColumns: X.nColumns };
}

function readSet({ path, nRows, nColumns }) {
  const { buffer } = new Uint8Array(readFileSync(path));
  return { X: { data: new Float32Array(buffer, 0, nRows * nColumns), nRows, nColumns }, y: new Int32Array(buffer, 4 * nRows * nColumns, nRows), nClasses: 8 };
}

/** The first fit of a fresh process, the compilation of the kernels included and the start of Node apart. */
function firstFit(request) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, '--first-fit', JSON.stringify(request)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The peak memory of this process; on Linux without that of the process which started it. */
function peakMb() {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS) / 1000;
}

async function reportFirstFit({ nTrees, isPlain, ...set }) {
  const data = readSet(set);
  const times = await timed(() => fitForest(data, nTrees, 0, isPlain ? undefined : loadKernels()));
  console.log(JSON.stringify({ ...times, peakMb: peakMb() }));
}

/** A row of the table: milliseconds of CPU (`wall` of the clock), medians; ratios to the peer, of medians. */
function toRow({ name, rows, cold, warm, peer }) {
  const of = (unit) => {
    const [coldMs, warmMs, peerMs] = [cold, warm, peer].map((times) => (times.length > 0 ? median(times.map((time) => time[unit])) : undefined));
    return { coldMs, warmMs, peerMs, ratio: peerMs && warmMs / peerMs, coldRatio: peerMs && coldMs / peerMs };
  };
  return { name, rows, ...of('cpuMs'), wall: of('wallMs') };
}

async function mlRandomForest(data) {
  for (const from of [import.meta.filename, join(cacheDir, 'bench', 'package.json')]) {
    try {
      const { RandomForestClassifier } = createRequire(from)('ml-random-forest');
      // Two trees take seconds; the rest is extrapolated.
      const nEstimators = 2;
      const rows = Array.from({ length: data.X.nRows }, (_, i) => [...data.X.data.subarray(i * data.X.nColumns, (i + 1) * data.X.nColumns)]);
      const forest = new RandomForestClassifier({ seed: 1, nEstimators, maxFeatures: Math.floor(Math.sqrt(data.X.nColumns)), replacement: true, noOOB: true });
      const { cpuMs, wallMs } = await timed(() => forest.train(rows, [...data.y]));
      const scale = N_TREES / nEstimators;
      return { cpuMs: cpuMs * scale, wallMs: wallMs * scale };
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

/**
 * @returns rows `{ name, rows, coldMs, warmMs, peerMs, ratio, coldRatio, wall: { the same by the clock } }`, and remarks: what was not
 *   measured and why
 */
export async function forestTable(passes = 7) {
  const { what, data: set } = learnerSet();
  const kernels = loadKernels();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  const sklearn = await startSklearn('forest_peer.py');
  const remarks = typeof sklearn === 'string' ? [`scikit-learn is not measured: ${sklearn}.`] : [`${sklearn.version}, n_jobs=1`];
  const rows = [];
  try {
    for (const [factor, nPasses] of [[1, passes], [10, Math.max(3, passes >> 1)]]) {
      const data = repeatedRows(set, factor * set.X.nRows);
      const file = writeSet(data, join(dir, `${factor}.bin`));
      const ours = [
        { name: 'ours, WebAssembly', isPlain: false, cold: [], warm: [] },
        { name: 'ours, TypeScript', isPlain: true, cold: [], warm: [] },
      ];
      const peer = [];
      for (let pass = -1; pass < nPasses; pass++) {
        for (const { isPlain, cold, warm } of ours) {
          const time = await timed(() => fitForest(data, N_TREES, pass + 1, isPlain ? undefined : kernels));
          // The first pass warms up.
          if (pass < 0) continue;
          warm.push(time);
          cold.push(firstFit({ ...file, nTrees: N_TREES, isPlain }));
        }
        if (typeof sklearn === 'string') continue;
        const time = await sklearn.ask({ ...file, nTrees: N_TREES, seed: pass + 1 });
        if (pass >= 0) peer.push(time);
      }
      for (const { name, cold, warm } of ours) rows.push(toRow({ name: `Random Forest, ${N_TREES} trees on ${what}: ${name}`, rows: data.X.nRows, cold, warm, peer }));
      const ml = factor === 1 ? await mlRandomForest(data) : undefined;
      if (ml) rows.push(toRow({ name: `Random Forest, ${N_TREES} trees: ml-random-forest, extrapolated from 2`, rows: data.X.nRows, cold: [], warm: [ml], peer }));
      else if (factor === 1) remarks.push('ml-random-forest is not measured: it is not installed.');
    }
  } finally {
    if (typeof sklearn !== 'string') sklearn.stop();
    rmSync(dir, { recursive: true });
  }
  return { rows, remarks };
}

/** One worker beside two, warm: medians of the wall time, and how much more CPU time two of them take in all. */
export async function forestWorkers(passes = 7) {
  const { data: set } = learnerSet();
  const results = [];
  for (const factor of [1, 10]) {
    const { X, y, nClasses } = repeatedRows(set, factor * set.X.nRows);
    const pools = [1, 2].map((size) => ({ pool: createWorkerPool(join(dist, 'analysisWorker.cjs'), size), times: [] }));
    for (let pass = -2; pass < passes; pass++) {
      for (const { pool, times } of pools) {
        const time = await timed(() => fitInWorkers(pool, { classifier: 'rf', params: { nTrees: N_TREES }, seed: pass, X, y, nClasses }, {}));
        if (pass >= 0) times.push(time);
      }
    }
    await Promise.all(pools.map(({ pool }) => pool.dispose()));
    const [one, two] = pools.map(({ times }) => ({ wallMs: median(times.map(({ wallMs }) => wallMs)), cpuMs: median(times.map(({ cpuMs }) => cpuMs)) }));
    results.push({ rows: X.nRows, oneMs: one.wallMs, twoMs: two.wallMs, speedUp: one.wallMs / two.wallMs, cpuRatio: two.cpuMs / one.cpuMs });
  }
  return results;
}

/** The first fit of a fresh process by the number of rows: CPU time and peak memory, the rows themselves included. */
export function forestGrowth() {
  const { data: set } = learnerSet();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  try {
    return [[1000, 100], [10_000, 100], [100_000, 20]].map(([nRows, nTrees]) => {
      const file = writeSet(repeatedRows(set, nRows), join(dir, `${nRows}.bin`));
      return { rows: nRows, nTrees, ...firstFit({ ...file, nTrees }) };
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

if (process.argv[2] === '--first-fit') {
  await reportFirstFit(JSON.parse(process.argv[3]));
} else if (process.argv[1] === import.meta.filename) {
  const passes = Number(process.argv[2] ?? 7);
  const ms = (value) => (value === undefined ? '' : value.toFixed(0)).padStart(9);
  const ratio = (value) => (value === undefined ? '' : value.toFixed(2)).padStart(7);
  const { rows, remarks } = await forestTable(passes);
  for (const unit of ['CPU', 'wall']) {
    console.log(`\n${`ms of ${unit} time, medians`.padEnd(70)}    rows     cold     warm     peer   cold:   warm:`);
    for (const row of rows) {
      const of = unit === 'CPU' ? row : row.wall;
      console.log(`${row.name.padEnd(70)}${String(row.rows).padStart(8)}${ms(of.coldMs)}${ms(of.warmMs)}${ms(of.peerMs)}${ratio(of.coldRatio)} ${ratio(of.ratio)}`);
    }
  }
  console.log(remarks.join('\n'));
  for (const { rows: nRows, oneMs, twoMs, speedUp, cpuRatio } of await forestWorkers(passes)) {
    console.log(`${nRows} rows, ${N_TREES} trees: one worker ${oneMs.toFixed(0)} ms, two ${twoMs.toFixed(0)} ms: ${speedUp.toFixed(2)} × as fast, for ${cpuRatio.toFixed(2)} × the CPU time`);
  }
  for (const { rows: nRows, nTrees, cpuMs, peakMb: peak } of forestGrowth()) {
    console.log(`${nRows} rows, ${nTrees} trees: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process, ${(cpuMs / nTrees).toFixed(1)} ms a tree, ${peak.toFixed(0)} MB peak`);
  }
  console.log(`Node ${process.versions.node}`);
}
