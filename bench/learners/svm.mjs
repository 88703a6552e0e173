// The support vector machine, RBF, C 10, one against one, on 122 standardised columns and 8 classes, without probabilities and with
// Platt's: ours beside scikit-learn's SVC with one thread and libsvm-js, in interleaved passes; predictions; and how time and memory
// grow with the rows. `node bench/learners/svm.mjs [passes]`; build first. CPU time is what a shared machine disturbs least; it counts
// the engine's compiler threads too.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyScaler, fitScaler } from '../../src/core/learn/preparation/scaler.ts';
import { scaleGamma, svm } from '../../src/core/learn/svm/svm.ts';
import { startSklearn } from '../peers/sklearn.mjs';
import { learnerSet, repeatedRows } from './sets.mjs';
import { firstFit, firstFitRequest, fitted, growth, loadKernels, median, peakMb, printTable, readSet, timed, toRow, writeSet } from './timing.mjs';


function standardised(data) {
  return { ...data, X: applyScaler(fitScaler(data.X), data.X) };
}

function fitSvm(data, probability, kernels) {
  return fitted(svm.fit(data, { ...svm.defaults, probability }, 0, kernels));
}

const nSupportOf = ({ supportVectors, nFeatures }) => supportVectors.length / nFeatures;

async function reportFirstFit({ probability, isPlain, ...set }) {
  const data = readSet(set);
  const beforeMb = peakMb();
  const { cpuMs, wallMs, result } = await timed(() => fitSvm(data, probability, isPlain ? undefined : loadKernels()));
  console.log(JSON.stringify({ cpuMs, wallMs, beforeMb, peakMb: peakMb(), nSupport: nSupportOf(result) }));
}

/** The real LIBSVM in WebAssembly: `fit(data, probability)` → its times. */
async function startLibsvm() {
  // Its loader complains about the missing URL of its wasm file before it reads it from disk.
  const { warn } = console;
  console.warn = () => undefined;
  const Libsvm = await createRequire(import.meta.url)('libsvm-js');
  console.warn = warn;
  return async ({ X, y }, probability) => {
    const samples = Array.from({ length: X.nRows }, (_, i) => Array.from(X.data.subarray(i * X.nColumns, (i + 1) * X.nColumns)));
    const labels = Array.from(y);
    const machine = new Libsvm({ type: '0', kernel: '2', cost: 10, gamma: scaleGamma(X), probabilityEstimates: probability, cacheSize: 200, quiet: true });
    const { cpuMs, wallMs } = await timed(() => machine.train(samples, labels));
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
      const { result, ...time } = await timed(() => fitSvm(data, probability, row.isPlain ? undefined : kernels));
      row.model = result;
      if (pass < 0) continue;
      row.warm.push(time);
      row.cold.push(firstFit(import.meta.filename, { ...file, probability, isPlain: row.isPlain }));
    }
    if (pass >= 0 && pass < nLibsvm) theirs.warm.push(await libsvm(data, probability));
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
async function svmTable(passes = 7) {
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
async function svmPrediction(passes = 15) {
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
        const { wallMs } = await timed(() => svm.predictProba(model, part(row, row + 1)));
        if (pass >= 0) times.one.push(wallMs);
      }
      const compiled = (await timed(() => svm.predictProba(model, part(0, 300), kernels))).cpuMs;
      const plain = (await timed(() => svm.predictProba(model, part(0, 300)))).cpuMs;
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
function svmGrowth() {
  const { data: set } = learnerSet();
  return growth(import.meta.filename, [1000, 5000, 10_000, 20_000, 100_000].map((nRows) => ({ nRows, probability: false })), (nRows) => standardised(repeatedRows(set, nRows)));
}

const request = firstFitRequest();
if (request) {
  await reportFirstFit(request);
} else {
  const passes = Number(process.argv[2] ?? 7);
  printTable(await svmTable(passes));
  const { one, compiled, plain, peer } = await svmPrediction();
  console.log(`predicting 300 rows, ms of CPU time: ${compiled.toFixed(1)} with the kernels, ${plain.toFixed(1)} without, scikit-learn ${peer?.toFixed(1) ?? 'not measured'}; one row alone: ${one.toFixed(2)} ms`);
  for (const { rows: nRows, cpuMs, wallMs, peakMb: peak, beforeMb, nSupport } of svmGrowth()) {
    console.log(`${nRows} rows: ${(cpuMs / 1000).toFixed(2)} s of CPU time in a fresh process (${(wallMs / 1000).toFixed(2)} s by the clock), ${nSupport} support vectors, ${peak.toFixed(0)} MB peak, of which ${beforeMb.toFixed(0)} MB before the fit`);
  }
  console.log(`Node ${process.versions.node}`);
}
