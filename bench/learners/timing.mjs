// How learners are timed: in interleaved passes with their peers, warm in one process and cold in fresh ones.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKernels } from '../../src/core/kernels/compiled.ts';

export const dist = join(import.meta.dirname, '../../dist');

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** What `work` gives and the time it takes: CPU time is what a shared machine disturbs least; it counts the engine's compiler threads too. */
export async function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall, result };
}

export const loadKernels = () => createKernels(new Uint8Array(readFileSync(join(dist, 'kernels/learners.wasm'))));

/** The result of a fit without pauses. */
export function fitted(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A set as the file that fresh processes and Python read: values, then labels. */
export function writeSet({ X, y }, path) {
  writeFileSync(path, new Uint8Array(X.data.buffer, X.data.byteOffset, X.data.byteLength));
  writeFileSync(path, new Uint8Array(y.buffer, y.byteOffset, y.byteLength), { flag: 'a' });
  return { path, nRows: X.nRows, nColumns: X.nColumns };
}

export function readSet({ path, nRows, nColumns }) {
  const { buffer } = new Uint8Array(readFileSync(path));
  return { X: { data: new Float32Array(buffer, 0, nRows * nColumns), nRows, nColumns }, y: new Int32Array(buffer, 4 * nRows * nColumns, nRows), nClasses: 8 };
}

const FIRST_FIT = '--first-fit';

/** What a fresh process of `script` reports of its first fit, the compilation of the kernels included and the start of Node apart. */
export function firstFit(script, request) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, FIRST_FIT, JSON.stringify(request)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/**
 * The first fits of fresh processes of `script` by the number of rows, with what each reports.
 *
 * @param cases requests with `nRows`; `setOf` makes the rows of each
 */
export function growth(script, cases, setOf) {
  const dir = mkdtempSync(join(tmpdir(), 'ser-bench-'));
  try {
    return cases.map(({ nRows, ...request }) => ({ rows: nRows, ...request, ...firstFit(script, { ...writeSet(setOf(nRows), join(dir, `${nRows}.bin`)), ...request }) }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** What this process was asked for, where it is such a fresh one. */
export const firstFitRequest = () => (process.argv[2] === FIRST_FIT ? JSON.parse(process.argv[3]) : undefined);

/** The peak memory of this process; on Linux without that of the process which started it. */
export function peakMb() {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS) / 1000;
}

/** A row of the table: milliseconds of CPU (`wall` of the clock), medians; ratios to the peer, of medians. */
export function toRow({ name, rows, cold, warm, peer }) {
  const of = (unit) => {
    const [coldMs, warmMs, peerMs] = [cold, warm, peer].map((times) => (times.length > 0 ? median(times.map((time) => time[unit])) : undefined));
    return { coldMs, warmMs, peerMs, ratio: peerMs && warmMs / peerMs, coldRatio: peerMs && coldMs && coldMs / peerMs };
  };
  return { name, rows, ...of('cpuMs'), wall: of('wallMs') };
}

/** Prints the rows twice, by CPU time and by the clock, then the remarks. */
export function printTable({ rows, remarks }) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const ms = (value) => (value === undefined ? '' : value.toFixed(0)).padStart(9);
  const ratio = (value) => (value === undefined ? '' : value.toFixed(2)).padStart(7);
  for (const unit of ['CPU', 'wall']) {
    console.log(`\n${`ms of ${unit} time, medians`.padEnd(width)}    rows     cold     warm     peer   cold:   warm:`);
    for (const row of rows) {
      const of = unit === 'CPU' ? row : row.wall;
      console.log(`${row.name.padEnd(width)}${String(row.rows).padStart(8)}${ms(of.coldMs)}${ms(of.warmMs)}${ms(of.peerMs)}${ratio(of.coldRatio)} ${ratio(of.ratio)}`);
    }
  }
  console.log(remarks.join('\n'));
}
