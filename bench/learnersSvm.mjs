// The support vector machine, RBF, C 10, one against one, on 122 standardised columns and 8 classes, without probabilities and with
// Platt's: ours beside scikit-learn's SVC with one thread and libsvm-js, in interleaved passes; predictions; and how time and memory
// grow with the rows. `node bench/learnersSvm.mjs [passes]`; build first. CPU time is what a shared machine disturbs least; it counts
// the engine's compiler threads too.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKernels } from '../src/core/kernels/compiled.ts';
import { applyScaler, fitScaler } from '../src/core/learn/preparation/scaler.ts';
import { scaleGamma, svm } from '../src/core/learn/svm/svm.ts';
import { learnerSet, repeatedRows } from './learnerSets.mjs';
import { startSklearn } from './peers/sklearn.mjs';

const FIRST_FIT = '--first-fit-of-svm';
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall, result };
}

const loadKernels = () => createKernels(new Uint8Array(readFileSync(join(import.meta.dirname, '../dist/kernels/learners.wasm'))));

function standardised(data) {
  return { ...data, X: applyScaler(fitScaler(data.X), data.X) };
}

function fitSvm(data, probability, kernels) {
  const steps = svm.fit(data, { ...svm.defaults, probability }, 0, kernels);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const nSupportOf = ({ supportVectors, nFeatures }) => supportVectors.length / nFeatures;

/** A set as the file that fresh processes and Python read: values, then labels. */
function writeSet({ X, y }, path) {
  writeFileSync(path, new Uint8Array(X.data.buffer, X.data.byteOffset, X.data.byteLength));
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

/** The peak memory of this process; on Linux without that of the process which started it. */
function peakMb() {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS) / 1000;
}

function reportFirstFit({ probability, isPlain, ...set }) {
  const data = readSet(set);
  const beforeMb = peakMb();
  const { cpuMs, wallMs, result } = timed(() => fitSvm(data, probability, isPlain ? undefined : loadKernels()));
  console.log(JSON.stringify({ cpuMs, wallMs, beforeMb, peakMb: peakMb(), nSupport: nSupportOf(result) }));
}

/** A row of the table: milliseconds of CPU (`wall` of the clock), medians; ratios to the peer, of medians. */
function toRow({ name, rows, cold, warm, peer }) {
  const of = (unit) => {
    const [coldMs, warmMs, peerMs] = [cold, warm, peer].map((times) => (times.length > 0 ? median(times.map((time) => time[unit])) : undefined));
    return { coldMs, warmMs, peerMs, ratio: peerMs && warmMs / peerMs, coldRatio: peerMs && coldMs && coldMs / peerMs };
  };
  return { name, rows, ...of('cpuMs'), wall: of('wallMs') };
}

/** The real LIBSVM in WebAssembly: `fit(data, probability)` → its times. */
async function startLibsvm() {
  // Its loader complains about the missing URL of its wasm file before it reads it from disk.
  const { warn } = console;
  console.warn = () => undefined;
  const Libsvm = await createRequire(import.meta.url)('libsvm-js');
  console.warn = warn;
  return ({ X, y }, probability) => {
    const samples = Array.from({ length: X.nRows }, (_, i) => Array.from(X.data.subarray(i * X.nColumns, (i + 1) * X.nColumns)));
    const labels = Array.from(y);
    const machine = new Libsvm({ type: '0', kernel: '2', cost: 10, gamma: scaleGamma(X), probabilityEstimates: probability, cacheSize: 200, quiet: true });
    const { cpuMs, wallMs } = timed(() => machine.train(samples, labels));
    machine.free();
    return { cpuMs, wallMs };
  };
}

/** Times of one case by everyone, in interleaved passes, of which the first warms up. */
async function measure({ data, file, probability, nPasses, nLibsvm, kernels, sklearn, libsvm }) {
  const compiled = { name: 'ours, WebAssembly', isPlain: false, cold: [], warm: [] };
  const plain = { name: 'ours, TypeScript', isPlain: true, cold: [], warm: [] };
  const theirs = { name: 'libsvm-js', cold: [], warm: [] };
  const peer = [];
  for (let pass = -1; pass < nPasses; pass++) {
    for (const row of [compiled, plain]) {
      const { result, ...time } = timed(() => fitSvm(data, probability, row.isPlain ? undefined : kernels));
      row.model = result;
      if (pass < 0) continue;
      row.warm.push(time);
      row.cold.push(firstFit({ ...file, probability, isPlain: row.isPlain }));
    }
    if (pass >= 0 && pass < nLibsvm) theirs.warm.push(libsvm(data, probability));
    if (typeof sklearn === 'string') continue;
    const time = await sklearn.ask({ ...file, probability });
    if (pass >= 0) peer.push(time);
  }
  const isSame = compiled.model.coefficients.every((value, i) => value === plain.model.coefficients[i]);
  const remark = `${nSupportOf(compiled.model)} support vectors${peer.length > 0 ? `, scikit-learn ${peer[0].nSupport}` : ''}; ${isSame ? 'the same model' : 'NOT the same model'} with and without kernels`;
  return { rows: [compiled, plain, theirs].filter(({ warm }) => warm.length > 0), peer, remark };
}

/**
 * @returns rows `{ name, rows, coldMs, warmMs, peerMs, ratio, coldRatio, wall: { the same by the clock } }`, and remarks: versions,
 *   what was not measured and why, support vectors side by side
 */
export async function svmTable(passes = 7) {
  const { what, data: set } = learnerSet();
  const kernels = loadKernels();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  const sklearn = await startSklearn('svm_peer.py');
  const libsvm = await startLibsvm();
  const remarks = typeof sklearn === 'string' ? [`scikit-learn is not measured: ${sklearn}.`] : [`${sklearn.version}, one thread, rows as float64`];
  const rows = [];
  try {
    for (const factor of [1, 10]) {
      const data = standardised(repeatedRows(set, factor * set.X.nRows));
      const file = writeSet(data, join(dir, `${factor}.bin`));
      for (const probability of [false, true]) {
        // libsvm-js with probabilities takes minutes on the larger set.
        const nLibsvm = factor === 1 ? passes : probability ? 0 : 1;
        const measured = await measure({ data, file, probability, nPasses: factor === 1 ? passes : Math.max(3, passes >> 1), nLibsvm, kernels, sklearn, libsvm });
        const name = `SVM${probability ? ' with probabilities' : ''} on ${what}`;
        for (const row of measured.rows) rows.push(toRow({ ...row, name: `${name}: ${row.name}`, rows: data.X.nRows, peer: measured.peer }));
        remarks.push(`${data.X.nRows} rows${probability ? ', probabilities' : ''}: ${measured.remark}`);
      }
    }
  } finally {
    if (typeof sklearn !== 'string') sklearn.stop();
    rmSync(dir, { recursive: true });
  }
  return { rows, remarks };
}

/** Predictions by a machine of all rows: milliseconds of CPU for 300 rows beside scikit-learn's, and wall milliseconds of one row. */
export async function svmPrediction(passes = 15) {
  const { data: set } = learnerSet();
  const data = standardised(set);
  const kernels = loadKernels();
  const model = fitSvm(data, false, kernels);
  const part = (from, to) => ({ data: data.X.data.subarray(from * data.X.nColumns, to * data.X.nColumns), nRows: to - from, nColumns: data.X.nColumns });
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  const sklearn = await startSklearn('svm_peer.py');
  const times = { one: [], compiled: [], plain: [], peer: [] };
  try {
    const file = writeSet(data, join(dir, 'set.bin'));
    for (let pass = -3; pass < passes; pass++) {
      for (let row = 0; row < 20; row++) {
        const { wallMs } = timed(() => svm.predictProba(model, part(row, row + 1)));
        if (pass >= 0) times.one.push(wallMs);
      }
      const compiled = timed(() => svm.predictProba(model, part(0, 300), kernels)).cpuMs;
      const plain = timed(() => svm.predictProba(model, part(0, 300))).cpuMs;
      const peer = typeof sklearn === 'string' ? undefined : (await sklearn.ask({ ...file, probability: false })).predictMs;
      if (pass < 0) continue;
      times.compiled.push(compiled);
      times.plain.push(plain);
      if (peer !== undefined) times.peer.push(peer);
    }
  } finally {
    if (typeof sklearn !== 'string') sklearn.stop();
    rmSync(dir, { recursive: true });
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, values.length > 0 ? median(values) : undefined]));
}

/** The first fit of a fresh process by the number of rows: CPU time, and peak memory, with what the rows themselves and Node take. */
export function svmGrowth(sizes = [1000, 5000, 10_000, 20_000, 100_000]) {
  const { data: set } = learnerSet();
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  try {
    return sizes.map((nRows) => ({ rows: nRows, ...firstFit({ ...writeSet(standardised(repeatedRows(set, nRows)), join(dir, `${nRows}.bin`)), probability: false }) }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

if (process.argv[2] === FIRST_FIT) {
  reportFirstFit(JSON.parse(process.argv[3]));
} else if (process.argv[1] === import.meta.filename) {
  const passes = Number(process.argv[2] ?? 7);
  const ms = (value) => (value === undefined ? '' : value.toFixed(0)).padStart(9);
  const ratio = (value) => (value === undefined ? '' : value.toFixed(2)).padStart(7);
  const { rows, remarks } = await svmTable(passes);
  for (const unit of ['CPU', 'wall']) {
    console.log(`\n${`ms of ${unit} time, medians`.padEnd(64)}    rows     cold     warm     peer   cold:   warm:`);
    for (const row of rows) {
      const of = unit === 'CPU' ? row : row.wall;
      console.log(`${row.name.padEnd(64)}${String(row.rows).padStart(8)}${ms(of.coldMs)}${ms(of.warmMs)}${ms(of.peerMs)}${ratio(of.coldRatio)} ${ratio(of.ratio)}`);
    }
  }
  console.log(remarks.join('\n'));
  const { one, compiled, plain, peer } = await svmPrediction();
  console.log(`predicting 300 rows, ms of CPU time: ${compiled.toFixed(1)} with the kernels, ${plain.toFixed(1)} without, scikit-learn ${peer?.toFixed(1) ?? 'not measured'}; one row alone: ${one.toFixed(2)} ms`);
  for (const { rows: nRows, cpuMs, wallMs, peakMb: peak, beforeMb, nSupport } of svmGrowth()) {
    console.log(`${nRows} rows: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process (${(wallMs / 1000).toFixed(2)} s by the clock), ${nSupport} support vectors, ${peak.toFixed(0)} MB peak, of which ${beforeMb.toFixed(0)} MB before the fit`);
  }
  console.log(`Node ${process.versions.node}`);
}
