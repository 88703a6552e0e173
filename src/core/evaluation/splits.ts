import { SerError } from '../errors.ts';
import { createRandom, shuffle } from '../learn/random.ts';
import { classesOf, type FeatureTable } from './featureTable.ts';
import type { Protocol } from './protocol.ts';

/** Row numbers of one fold's two sides, in rising order, and the speakers of its test side. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly speakers: readonly string[];
}

/**
 * Splits a table's rows as the protocol says. Speaker fold i of k holds the speakers whose rank (sorted by id, from 0)
 * modulo k equals i.
 *
 * @param seed decides the shuffles of the stratified and random protocols; speaker folds have none
 * @throws SerError `too-few-clips`, `too-few-classes`; `too-few-speakers` when the speakers are unknown or fewer than the
 *   folds; `cv-invalid` when an emotion has fewer clips than stratified folds, or a training side holds only one emotion
 */
export function createSplits(table: FeatureTable, protocol: Protocol, seed: number): Split[] {
  const { y, classes } = classesOf(table);
  const foldOf = protocol.kind === 'speaker' ? speakerFolds(table, protocol.nFolds) : protocol.kind === 'stratified' ? stratifiedFolds(y, classes, protocol.nFolds, seed) : randomHoldOut(y, protocol.testShare, seed);
  const nFolds = protocol.kind === 'random' ? 1 : foldOf.reduce((most, fold) => Math.max(most, fold), -1) + 1;
  return Array.from({ length: nFolds }, (_, fold) => {
    const rows = Int32Array.from(foldOf.keys());
    const test = rows.filter((row) => foldOf[row] === fold);
    const train = rows.filter((row) => foldOf[row] !== fold);
    const speakers = [...new Set(Array.from(test, (row) => table.speakers[row]))].filter((speaker) => speaker !== '').sort(compareIds);
    const trained = new Set(Array.from(train, (row) => y[row]));
    if (trained.size < 2) {
      throw new SerError('cv-invalid', `Fold ${fold + 1} of ${nFolds} trains on ${trained.size === 0 ? 'no clips' : `only one emotion ("${classes[[...trained][0]]}")`}; each training side needs at least 2.`);
    }
    return { train, test, speakers };
  });
}

function speakerFolds(table: FeatureTable, asked: number | 'each'): Int32Array {
  const unknown = table.speakers.filter((speaker) => speaker === '').length;
  if (unknown > 0) {
    throw new SerError('too-few-speakers', `The speaker of ${unknown} of ${table.speakers.length} clips is unknown; a split by speaker needs all of them. Use stratified:5 only if no speaker occurs twice.`);
  }
  const speakers = [...new Set(table.speakers)].sort(compareIds);
  const nFolds = asked === 'each' ? speakers.length : asked;
  if (speakers.length < Math.max(2, nFolds)) {
    const rule = asked === 'each' ? 'at least 2' : `at least ${nFolds}, one for each fold`;
    throw new SerError('too-few-speakers', `There ${speakers.length === 1 ? 'is 1 speaker' : `are ${speakers.length} speakers`}; this split by speaker needs ${rule}.`, { nSpeakers: speakers.length });
  }
  const rank = new Map(speakers.map((speaker, i) => [speaker, i]));
  return Int32Array.from(table.speakers, (speaker) => (rank.get(speaker) ?? 0) % nFolds);
}

/** Deals each class's shuffled clips to the folds in turn, going on where the class before stopped, so that folds are of like size. */
function stratifiedFolds(y: Int32Array, classes: readonly string[], nFolds: number, seed: number): Int32Array {
  const foldOf = new Int32Array(y.length);
  let next = 0;
  classes.forEach((name, k) => {
    const rows = Int32Array.from(y.keys()).filter((row) => y[row] === k);
    if (rows.length < nFolds) throw new SerError('cv-invalid', `"${name}" has ${rows.length} clip${rows.length === 1 ? '' : 's'}, fewer than the ${nFolds} stratified folds.`);
    for (const row of shuffle(rows, createRandom(seed, k))) foldOf[row] = next++ % nFolds;
  });
  return foldOf;
}

/** One test side (fold 0) with the share of each class, at least one clip each and at least one left to train on. */
function randomHoldOut(y: Int32Array, testShare: number, seed: number): Int32Array {
  const foldOf = new Int32Array(y.length).fill(-1);
  const nClasses = y.reduce((most, k) => Math.max(most, k), 0) + 1;
  for (let k = 0; k < nClasses; k++) {
    const rows = shuffle(Int32Array.from(y.keys()).filter((row) => y[row] === k), createRandom(seed, k));
    const nTest = Math.min(rows.length - 1, Math.max(1, Math.round(rows.length * testShare)));
    for (const row of rows.subarray(0, nTest)) foldOf[row] = 0;
  }
  if (!foldOf.includes(0)) throw new SerError('cv-invalid', `A random share of ${testShare} of ${y.length} clips leaves no emotion with a clip on both sides.`);
  return foldOf;
}

/** Numbers by value, other ids by code unit. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}
