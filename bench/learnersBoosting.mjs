// Gradient boosting, 300 rounds of depth 6 with 256 bins on 122 columns and 8 classes: ours beside native xgboost with one thread, in
// interleaved passes; predictions one by one; and how time and memory grow with the rows. `node bench/learnersBoosting.mjs
// [passes]`; build first. CPU time is what a shared machine disturbs least; it counts the engine's compiler threads too.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createKernels } from '../src/core/kernels/compiled.ts';
import { gradientBoosting } from '../src/core/learn/boosting/gradientBoosting.ts';
import { learnerSet, repeatedRows } from './learnerSets.mjs';
import { startSklearn } from './peers/sklearn.mjs';

const N_ROUNDS = 300;
const PARAMS = { ...gradientBoosting.defaults, maxDepth: 6, eta: 0.3, maxBin: 256 };
const FIRST_FIT = '--first-fit-of-boosting';
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall, result };
}

const loadKernels = () => createKernels(new Uint8Array(readFileSync(join(import.meta.dirname, '../dist/kernels/learners.wasm'))));

function fitBoosting(data, nRounds, kernels) {
  const steps = gradientBoosting.fit(data, { ...PARAMS, nRounds }, 0, kernels);
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
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, FIRST_FIT, JSON.stringify(request)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function reportFirstFit({ nRounds, isPlain, ...set }) {
  const data = readSet(set);
  const before = process.resourceUsage().maxRSS;
  const { cpuMs, wallMs, result } = timed(() => fitBoosting(data, nRounds, isPlain ? undefined : loadKernels()));
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ cpuMs, wallMs, maxRssMb: maxRSS / 1000, beforeMb: before / 1000, nNodes: result.feature.length }));
}

/** A row of the table: milliseconds of CPU (`wall` of the clock), medians; ratios to the peer, of medians. */
function toRow({ name, rows, cold, warm, peer }) {
  const of = (unit) => {
    const [coldMs, warmMs, peerMs] = [cold, warm, peer].map((times) => (times.length > 0 ? median(times.map((time) => time[unit])) : undefined));
    return { coldMs, warmMs, peerMs, ratio: peerMs && warmMs / peerMs, coldRatio: peerMs && coldMs / peerMs };
  };
  return { name, rows, ...of('cpuMs'), wall: of('wallMs') };
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
export async function boostingTable(passes = 5) {
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
          const { result, ...time } = timed(() => fitBoosting(data, N_ROUNDS, row.isPlain ? undefined : kernels));
          row.model = result;
          // The first pass warms up.
          if (pass < 0) continue;
          row.warm.push(time);
          row.cold.push(firstFit({ ...file, isPlain: row.isPlain }));
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
export function boostingPrediction() {
  const { data } = learnerSet();
  const model = fitBoosting(data, N_ROUNDS, loadKernels());
  const one = (i) => gradientBoosting.predictProba(model, { data: data.X.data.subarray(i * data.X.nColumns, (i + 1) * data.X.nColumns), nRows: 1, nColumns: data.X.nColumns });
  const first = timed(() => one(0)).cpuMs;
  for (let i = 0; i < data.X.nRows; i++) one(i);
  const { cpuMs } = timed(() => {
    for (let i = 0; i < data.X.nRows; i++) one(i);
  });
  return { firstUs: 1000 * first, warmUs: (1000 * cpuMs) / data.X.nRows, nTrees: model.treeStart.length - 1 };
}

/**
 * The first fit of a fresh process by the number of rows: CPU time, and peak memory, with what the rows themselves and Node take. The
 * first rounds take longest, as their trees are the largest.
 */
export function boostingGrowth() {
  const { data: set } = learnerSet();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  try {
    return [[1000, 300], [1000, 30], [10_000, 300], [10_000, 30], [100_000, 30]].map(([nRows, nRounds]) => {
      const file = writeSet(repeatedRows(set, nRows), join(dir, `${nRows}.bin`));
      return { rows: nRows, nRounds, ...firstFit({ ...file, nRounds }) };
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

if (process.argv[2] === FIRST_FIT) {
  reportFirstFit(JSON.parse(process.argv[3]));
} else if (pathToFileURL(process.argv[1]).href === import.meta.url) {
  const ms = (value) => (value === undefined ? '' : value.toFixed(0)).padStart(9);
  const ratio = (value) => (value === undefined ? '' : value.toFixed(2)).padStart(7);
  const { rows, remarks } = await boostingTable(Number(process.argv[2] ?? 5));
  for (const unit of ['CPU', 'wall']) {
    console.log(`\n${`ms of ${unit} time, medians`.padEnd(64)}    rows     cold     warm     peer   cold:   warm:`);
    for (const row of rows) {
      const of = unit === 'CPU' ? row : row.wall;
      console.log(`${row.name.padEnd(64)}${String(row.rows).padStart(8)}${ms(of.coldMs)}${ms(of.warmMs)}${ms(of.peerMs)}${ratio(of.coldRatio)} ${ratio(of.ratio)}`);
    }
  }
  console.log(remarks.join('\n'));
  const { firstUs, warmUs, nTrees } = boostingPrediction();
  console.log(`one row, ${nTrees} trees: ${warmUs.toFixed(0)} µs of CPU time, the first ${firstUs.toFixed(0)} µs`);
  for (const { rows: nRows, nRounds, cpuMs, maxRssMb, beforeMb } of boostingGrowth()) {
    console.log(`${nRows} rows, ${nRounds} rounds: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process, ${(cpuMs / nRounds).toFixed(1)} ms a round, ${maxRssMb.toFixed(0)} MB peak, of which ${beforeMb.toFixed(0)} MB before the fit`);
  }
  console.log(`Node ${process.versions.node}`);
}
