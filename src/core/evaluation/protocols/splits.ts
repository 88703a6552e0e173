import { SerError } from '../../errors.ts';
import { createRandom, shuffle } from '../../learn/random.ts';
import { compareIds } from './compareIds.ts';
import { classesOf, type FeatureTable } from '../featureTable.ts';
import { corpusFolds, groupFolds, listedSpeakers, publishedGroups, type HeldOutGroup } from './groupFolds.ts';
import type { Protocol } from './protocol.ts';

/** Row numbers of one fold's two sides, in rising order, and the speakers of its test side. */
export interface Split {
  readonly name: string;
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly speakers: readonly string[];
}

/** A fold that the data cannot carry, and why. */
export interface SkippedFold {
  readonly name: string;
  readonly reason: string;
}

export interface Splits {
  readonly folds: readonly Split[];
  readonly skipped: readonly SkippedFold[];
}

/**
 * Splits a table's rows as the protocol says. A fold whose training side lacks an emotion that its test side has is skipped,
 * since no model could name it.
 *
 * @param seed decides the shuffles of the stratified and random protocols; the others have none
 * @throws SerError `too-few-clips`, `too-few-classes`; `too-few-speakers` when the speakers are unknown or fewer than the
 *   folds; `cv-invalid` when the data lack what else the protocol needs, or no fold can be carried out
 */
export function createSplits(table: FeatureTable, protocol: Protocol, seed: number): Splits {
  const { y, classes } = classesOf(table);
  const groups = groupsOf(table, protocol, { y, classes, seed });
  const isCompared = new Uint8Array(y.length).fill(protocol.kind === 'corpus' ? 0 : 1);
  if (protocol.kind === 'corpus') for (const { rows } of groups) for (const row of rows) isCompared[row] = 1;
  const folds: Split[] = [];
  const skipped: SkippedFold[] = [];
  for (const { name, rows: test, skipped: why } of groups) {
    const heldOut = new Set(test);
    const train = Int32Array.from(y.keys()).filter((row) => isCompared[row] === 1 && !heldOut.has(row));
    const reason = why ?? reasonToSkip(y, classes, train, test);
    if (reason === undefined) folds.push({ name, train, test, speakers: speakersOf(table, test) });
    else skipped.push({ name, reason });
  }
  if (folds.length === 0) {
    const [first] = skipped;
    throw new SerError('cv-invalid', `${groups.length === 1 ? 'The fold cannot' : `None of the ${groups.length} folds can`} be carried out: ${first.name}: ${first.reason}.`);
  }
  return { folds, skipped };
}

function reasonToSkip(y: Int32Array, classes: readonly string[], train: Int32Array, test: Int32Array): string | undefined {
  const trained = new Set(Array.from(train, (row) => y[row]));
  if (trained.size < 2) return `its training side has ${trained.size === 0 ? 'no clips' : `only one emotion ("${classes[[...trained][0]]}")`}; at least 2 are needed`;
  const missing = new Set(Array.from(test, (row) => y[row]).filter((k) => !trained.has(k)));
  if (missing.size === 0) return undefined;
  const names = [...missing].sort((a, b) => a - b).map((k) => `"${classes[k]}"`);
  return `its training side has no clip of ${names.join(', ')}, which its test side has`;
}

const speakersOf = ({ speakers }: FeatureTable, rows: Int32Array): string[] => [...new Set(Array.from(rows, (row) => speakers[row]))].filter((speaker) => speaker !== '').sort(compareIds);

function groupsOf(table: FeatureTable, protocol: Protocol, { y, classes, seed }: { readonly y: Int32Array; readonly classes: readonly string[]; readonly seed: number }): HeldOutGroup[] {
  switch (protocol.kind) {
    case 'speaker':
      return groupFolds('speaker', table.speakers, protocol.nFolds);
    case 'speakers':
      return listedSpeakers(table.speakers, protocol.speakers);
    case 'published':
      return publishedGroups(protocol.id, table.speakers);
    case 'sentence':
      return groupFolds('sentence', table.sentences, protocol.nFolds);
    case 'corpus':
      return corpusFolds(table);
    case 'stratified':
      return stratifiedFolds(y, classes, protocol.nFolds, seed);
    case 'random':
      return Array.from({ length: protocol.nRepeats }, (_, repeat) => randomHoldOut(y, classes, protocol.testShare, { seed, repeat }));
  }
}

/** Deals each class's shuffled clips to the folds in turn, going on where the class before stopped, so that folds are of like size. */
function stratifiedFolds(y: Int32Array, classes: readonly string[], nFolds: number, seed: number): HeldOutGroup[] {
  const foldOf = new Int32Array(y.length);
  let next = 0;
  classes.forEach((name, k) => {
    const rows = Int32Array.from(y.keys()).filter((row) => y[row] === k);
    if (rows.length < nFolds) throw new SerError('cv-invalid', `"${name}" has ${rows.length} clip${rows.length === 1 ? '' : 's'}, fewer than the ${nFolds} stratified folds.`);
    for (const row of shuffle(rows, createRandom(seed, k))) foldOf[row] = next++ % nFolds;
  });
  return Array.from({ length: nFolds }, (_, fold) => ({ name: `part ${fold + 1}`, rows: Int32Array.from(y.keys()).filter((row) => foldOf[row] === fold) }));
}

/** A test side with the share of each class, at least one clip each and at least one left to train on. */
function randomHoldOut(y: Int32Array, classes: readonly string[], testShare: number, { seed, repeat }: { readonly seed: number; readonly repeat: number }): HeldOutGroup {
  const rows = classes.flatMap((_, k) => {
    const shuffled = shuffle(Int32Array.from(y.keys()).filter((row) => y[row] === k), createRandom(seed, repeat * classes.length + k));
    return Array.from(shuffled.subarray(0, Math.min(shuffled.length - 1, Math.max(1, Math.round(shuffled.length * testShare)))));
  });
  if (rows.length === 0) throw new SerError('cv-invalid', `A random share of ${testShare} of ${y.length} clips leaves no emotion with a clip on both sides.`);
  return { name: `draw ${repeat + 1}`, rows: Int32Array.from(rows).sort() };
}
