// Random Forest, 100 trees on 122 columns: ours beside scikit-learn's, one thread, in interleaved passes; ml-random-forest where it
// is installed; two workers; and how time and memory grow with the rows. `node bench/learners/forest.mjs [passes]`; build first.
// CPU time is what a shared machine disturbs least; it counts the engine's compiler threads too.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomForest } from '../../src/core/learn/forest/randomForest.ts';
import { fitInWorkers } from '../../src/node/fitInWorkers.ts';
import { createWorkerPool } from '../../src/node/workerPool.ts';
import { cacheDir } from '../fixtures/clips.mjs';
import { startSklearn } from '../peers/sklearn.mjs';
import { learnerSet, repeatedRows } from './sets.mjs';
import { dist, firstFit, firstFitRequest, fitted, growth, loadKernels, median, peakMb, printTable, readSet, timed, toRow, writeSet } from './timing.mjs';

const N_TREES = 100;

function fitForest(data, nTrees, seed, kernels) {
  return fitted(randomForest.fit(data, { ...randomForest.defaults, nTrees }, seed, kernels));
}

async function reportFirstFit({ nTrees, isPlain, ...set }) {
  const data = readSet(set);
  const { cpuMs, wallMs } = await timed(() => fitForest(data, nTrees, 0, isPlain ? undefined : loadKernels()));
  console.log(JSON.stringify({ cpuMs, wallMs, peakMb: peakMb() }));
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
async function forestTable(passes = 7) {
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
          const { cpuMs, wallMs } = await timed(() => fitForest(data, N_TREES, pass + 1, isPlain ? undefined : kernels));
          // The first pass warms up.
          if (pass < 0) continue;
          warm.push({ cpuMs, wallMs });
          cold.push(firstFit(import.meta.filename, { ...file, nTrees: N_TREES, isPlain }));
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
async function forestWorkers(passes = 7) {
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
function forestGrowth() {
  const { data: set } = learnerSet();
  return growth(import.meta.filename, [[1000, 100], [10_000, 100], [100_000, 20]].map(([nRows, nTrees]) => ({ nRows, nTrees })), (nRows) => repeatedRows(set, nRows));
}

const request = firstFitRequest();
if (request) {
  await reportFirstFit(request);
} else {
  const passes = Number(process.argv[2] ?? 7);
  printTable(await forestTable(passes));
  for (const { rows: nRows, oneMs, twoMs, speedUp, cpuRatio } of await forestWorkers(passes)) {
    console.log(`${nRows} rows, ${N_TREES} trees: one worker ${oneMs.toFixed(0)} ms, two ${twoMs.toFixed(0)} ms: ${speedUp.toFixed(2)} × as fast, for ${cpuRatio.toFixed(2)} × the CPU time`);
  }
  for (const { rows: nRows, nTrees, cpuMs, peakMb: peak } of forestGrowth()) {
    console.log(`${nRows} rows, ${nTrees} trees: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process, ${(cpuMs / nTrees).toFixed(1)} ms a tree, ${peak.toFixed(0)} MB peak`);
  }
  console.log(`Node ${process.versions.node}`);
}
