// The evaluation of three learners by speaker (speaker:6, 122 cached columns) beside the same in scikit-learn and xgboost, each on
// two cores, the folds side by side, in interleaved passes; and one speaker out with the SVM.
// `npm run bench -- evaluate [passes]`; build first.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseProtocol } from '../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../src/core/evaluation/protocols/splits.ts';
import { parseFeatureCsv } from '../src/core/interchange/featureCsv.ts';
import { createRandom } from '../src/core/learn/random.ts';
import { openLab } from '../src/node/lab.ts';
import { evaluateModel } from '../src/node/evaluateModel.ts';
import { startSklearn } from './peers/sklearn.mjs';

const referencePath = join(import.meta.dirname, '../../shared/reference/librosa/reference_features_22050.csv.gz');
const hasReferenceMatrix = existsSync(referencePath);
const MODELS = ['svm', 'rf', 'xgboost'];
const passes = Number(process.argv[2] ?? 5);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

const table = featureTable();
const data = { name: 'bench', root: 'bench', corpus: 'ravdess', synthetic: !hasReferenceMatrix, featureSet: 'conventional' };
const workerPath = join(import.meta.dirname, '../dist/analysisWorker.cjs');
const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
const peer = await startSklearn('evaluate_peer.py');
const request = writeTable();

async function evaluateAll(lab) {
  const uars = {};
  const started = performance.now();
  for (const model of MODELS) uars[model] = (await evaluateModel(lab, table, { model, cv: 'speaker:6', seed: 0, data })).run.uar;
  return { wallMs: performance.now() - started, uars };
}

const cold = [];
const warm = [];
const theirs = [];
let last;
try {
  const lab = openLab({ storePath: ':memory:', workerPath, jobs: 2 });
  for (let pass = -1; pass < passes; pass++) {
    // Threads that have just started have compiled nothing yet.
    const fresh = openLab({ storePath: ':memory:', workerPath, jobs: 2 });
    const first = await evaluateAll(fresh);
    await fresh.dispose();
    const again = await evaluateAll(lab);
    const other = typeof peer === 'string' ? undefined : await peer.ask(request);
    if (pass < 0) continue;
    cold.push(first.wallMs);
    warm.push(again.wallMs);
    if (other) theirs.push(other.wallMs);
    last = { ours: again.uars, theirs: other?.uars };
  }
  console.log(`\n${table.files.length} ${hasReferenceMatrix ? 'RAVDESS clips' : 'synthetic rows'} × ${table.columns.length}, SVM, Random Forest (500 trees) and boosting (300 rounds), speaker:6, two cores, medians of ${passes} interleaved passes (wall)`);
  const ratio = (values) => (theirs.length > 0 ? `  ${(median(values) / median(theirs)).toFixed(2)} × the peer` : '');
  console.log(`ours, fresh threads  ${seconds(median(cold))}${ratio(cold)}`);
  console.log(`ours, warm           ${seconds(median(warm))}${ratio(warm)}`);
  console.log(typeof peer === 'string' ? `the peer is not measured: ${peer}` : `${peer.version}  ${seconds(median(theirs))}`);
  for (const model of MODELS) console.log(`UAR ${model}: ${last.ours[model].toFixed(3)}${last.theirs ? `, peer ${last.theirs[model].toFixed(3)}` : ''}`);

  const alone = [];
  for (let pass = 0; pass < passes; pass++) {
    const started = performance.now();
    await evaluateModel(lab, table, { model: 'svm', cv: 'speaker', seed: 0, data });
    alone.push(performance.now() - started);
  }
  console.log(`SVM, one speaker out (${new Set(table.speakers).size} folds): ${seconds(median(alone))}`);
  await lab.dispose();
} finally {
  if (typeof peer !== 'string') peer.stop();
  rmSync(dir, { recursive: true });
}

/** The rows as the file that Python reads: values, then labels. */
function writeTable() {
  const path = join(dir, 'table.bin');
  const classes = [...new Set(table.emotions)].sort();
  writeFileSync(path, Buffer.concat([Buffer.from(Float32Array.from(table.X.data).buffer), Buffer.from(Int32Array.from(table.emotions, (emotion) => classes.indexOf(emotion)).buffer)]));
  const folds = new Array(table.files.length).fill(0);
  createSplits(table, parseProtocol('speaker:6'), 0).folds.forEach(({ test }, fold) => test.forEach((row) => (folds[row] = fold)));
  return { path, nRows: table.X.nRows, nColumns: table.X.nColumns, folds, models: MODELS };
}

/** Features of recorded clips where they are at hand, else rows of the same shape. */
function featureTable() {
  const columns = Array.from({ length: 122 }, (_, j) => `f${j}`);
  const names = ['angry', 'calm', 'disgust', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
  const nRows = 1200;
  const shared = (values) => {
    const floats = new Float32Array(new SharedArrayBuffer(4 * values.length));
    floats.set(values);
    return { data: floats, nRows, nColumns: 122 };
  };
  if (hasReferenceMatrix) {
    const { X, ...rest } = parseFeatureCsv(gunzipSync(readFileSync(referencePath)).toString('utf8'));
    return { ...rest, X: shared(X.data) };
  }
  const random = createRandom(1);
  return {
    columns,
    files: Array.from({ length: nRows }, (_, i) => `${i}.wav`),
    emotions: Array.from({ length: nRows }, (_, i) => names[i % 8]),
    speakers: Array.from({ length: nRows }, (_, i) => String(1 + (Math.floor(i / 8) % 20))),
    X: shared(Float32Array.from({ length: nRows * 122 }, (_, i) => 0.2 * ((Math.floor(i / 122) % 8) === i % 8 ? 1 : 0) + random.normal())),
  };
}
