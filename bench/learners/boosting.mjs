// Gradient boosting, 300 rounds of depth 6 with 256 bins on 122 columns and 8 classes: ours beside native xgboost with one thread, in
// interleaved passes; predictions one by one; and how time and memory grow with the rows. `node bench/learners/boosting.mjs
// [passes]`; build first. CPU time is what a shared machine disturbs least; it counts the engine's compiler threads too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradientBoosting } from '../../src/core/learn/boosting/gradientBoosting.ts';
import { startSklearn } from '../peers/sklearn.mjs';
import { learnerSet, repeatedRows } from './sets.mjs';
import { firstFit, firstFitRequest, fitted, growth, loadKernels, median, peakMb, printTable, readSet, timed, toRow, writeSet } from './timing.mjs';

const N_ROUNDS = 300;
const PARAMS = { ...gradientBoosting.defaults, maxDepth: 6, eta: 0.3, maxBin: 256 };

function fitBoosting(data, nRounds, kernels) {
  return fitted(gradientBoosting.fit(data, { ...PARAMS, nRounds }, 0, kernels));
}

async function reportFirstFit({ nRounds, isPlain, ...set }) {
  const data = readSet(set);
  const beforeMb = peakMb();
  const { cpuMs, wallMs, result } = await timed(() => fitBoosting(data, nRounds, isPlain ? undefined : loadKernels()));
  console.log(JSON.stringify({ cpuMs, wallMs, beforeMb, peakMb: peakMb(), nNodes: result.feature.length }));
}

function logLossOf(model, { X, y, nClasses }) {
  const shares = gradientBoosting.predictProba(model, X);
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum -= Math.log(shares[i * nClasses + y[i]]);
  return sum / y.length;
}

/**
 * @returns rows `{ name, rows, coldMs, warmMs, peerMs, ratio, coldRatio, wall: { the same by the clock } }`, and remarks: versions,
 *   what was not measured and why, log-losses side by side
 */
async function boostingTable(passes = 5) {
  const { what, data: set } = learnerSet();
  const kernels = loadKernels();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  const xgboost = await startSklearn('xgboost_peer.py');
  const isThere = typeof xgboost !== 'string';
  const remarks = [isThere ? `${xgboost.version}, nthread=1, DMatrix included` : `xgboost is not measured: ${xgboost}.`];
  const rows = [];
  try {
    for (const [factor, nPasses] of [[1, passes], [10, Math.max(3, passes >> 1)]]) {
      const data = repeatedRows(set, factor * set.X.nRows);
      const file = { ...writeSet(data, join(dir, `${factor}.bin`)), nRounds: N_ROUNDS };
      const ours = [
        { name: 'ours, WebAssembly', isPlain: false, cold: [], warm: [] },
        { name: 'ours, TypeScript', isPlain: true, cold: [], warm: [] },
      ];
      const peer = [];
      for (let pass = -1; pass < nPasses; pass++) {
        for (const row of ours) {
          const { result, ...time } = await timed(() => fitBoosting(data, N_ROUNDS, row.isPlain ? undefined : kernels));
          row.model = result;
          // The first pass warms up.
          if (pass < 0) continue;
          row.warm.push(time);
          row.cold.push(firstFit(import.meta.filename, { ...file, isPlain: row.isPlain }));
        }
        if (!isThere) continue;
        const time = await xgboost.ask(file);
        if (pass >= 0) peer.push(time);
      }
      for (const { name, cold, warm } of ours) rows.push(toRow({ name: `XGBoost, ${N_ROUNDS} rounds on ${what}: ${name}`, rows: data.X.nRows, cold, warm, peer }));
      const [{ model }] = ours;
      const theirs = isThere ? `; xgboost ${peer[0].nNodes} and ${peer[0].logLoss.toPrecision(6)}, ${median(peer.map(({ trainMs }) => trainMs)).toFixed(0)} ms without the DMatrix` : '';
      remarks.push(`${data.X.nRows} rows: ${model.feature.length} nodes, log-loss on them ${logLossOf(model, data).toPrecision(6)}${theirs}`);
    }
  } finally {
    if (isThere) xgboost.stop();
    rmSync(dir, { recursive: true });
  }
  return { rows, remarks };
}

/** Microseconds of CPU time to judge one row by itself with all 2,400 trees. */
async function boostingPrediction() {
  const { data } = learnerSet();
  const model = fitBoosting(data, N_ROUNDS, loadKernels());
  const one = (i) => gradientBoosting.predictProba(model, { data: data.X.data.subarray(i * data.X.nColumns, (i + 1) * data.X.nColumns), nRows: 1, nColumns: data.X.nColumns });
  const first = (await timed(() => one(0))).cpuMs;
  for (let i = 0; i < data.X.nRows; i++) one(i);
  const { cpuMs } = await timed(() => {
    for (let i = 0; i < data.X.nRows; i++) one(i);
  });
  return { firstUs: 1000 * first, warmUs: (1000 * cpuMs) / data.X.nRows, nTrees: model.treeStart.length - 1 };
}

/**
 * The first fit of a fresh process by the number of rows: CPU time, and peak memory, with what the rows themselves and Node take. The
 * first rounds take longest, as their trees are the largest.
 */
function boostingGrowth() {
  const { data: set } = learnerSet();
  return growth(import.meta.filename, [[1000, 300], [1000, 30], [10_000, 300], [10_000, 30], [100_000, 30]].map(([nRows, nRounds]) => ({ nRows, nRounds })), (nRows) => repeatedRows(set, nRows));
}

const request = firstFitRequest();
if (request) {
  await reportFirstFit(request);
} else {
  const passes = Number(process.argv[2] ?? 5);
  printTable(await boostingTable(passes));
  const { firstUs, warmUs, nTrees } = await boostingPrediction();
  console.log(`one row, ${nTrees} trees: ${warmUs.toFixed(0)} µs of CPU time, the first ${firstUs.toFixed(0)} µs`);
  for (const { rows: nRows, nRounds, cpuMs, peakMb: peak, beforeMb } of boostingGrowth()) {
    console.log(`${nRows} rows, ${nRounds} rounds: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process, ${(cpuMs / nRounds).toFixed(1)} ms a round, ${peak.toFixed(0)} MB peak, of which ${beforeMb.toFixed(0)} MB before the fit`);
  }
  console.log(`Node ${process.versions.node}`);
}
