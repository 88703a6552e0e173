import type { Fingerprint } from './fingerprint.ts';
import { findNearPairs, type NearPair } from './nearPairs.ts';

/** What copies are told by. */
export interface Copyable {
  readonly samplesHash: string;
  readonly fingerprint: Fingerprint;
}

/** Clips that hold the same recording in other encodings; members are places in the list, in rising order. */
export interface NearGroup {
  readonly members: readonly number[];
  readonly pairs: readonly NearPair[];
}

export interface Copies {
  /** Clips with the same samples: groups of at least two places in the list. */
  readonly exact: readonly (readonly number[])[];
  /** Of clips with the same samples only the first is a member. */
  readonly near: readonly NearGroup[];
  /** The clips that hold the same recording, exactly or nearly. */
  readonly all: readonly (readonly number[])[];
}

/** Groups the clips that hold the same recording. Groups are in the order of their first members. */
export function findCopies(clips: readonly Copyable[]): Copies {
  const byHash = new Map<string, number[]>();
  clips.forEach(({ samplesHash }, i) => {
    const same = byHash.get(samplesHash);
    if (same) same.push(i);
    else byHash.set(samplesHash, [i]);
  });
  const exact = [...byHash.values()].filter((group) => group.length > 1);
  const distinct = [...byHash.values()].map(([first]) => first);
  const pairs = findNearPairs(distinct.map((i) => clips[i].fingerprint)).map((pair) => ({ ...pair, first: distinct[pair.first], second: distinct[pair.second] }));
  const groups = connect(pairs.map(({ first, second }) => [first, second]));
  const groupOf = new Map(groups.flatMap((members, group) => members.map((i) => [i, group] as const)));
  const near = groups.map((members, group) => ({ members, pairs: pairs.filter(({ first }) => groupOf.get(first) === group) }));
  return { exact, near, all: connect([...exact, ...near.map(({ members }) => members)]) };
}

/** Joins groups of at least two numbers that have a member in common; groups and members in rising order. */
export function connect(groups: readonly (readonly number[])[]): number[][] {
  const parent = new Map<number, number>();
  const rootOf = (i: number): number => {
    let root = i;
    for (let above = parent.get(root); above !== undefined && above !== root; above = parent.get(root)) root = above;
    parent.set(i, root);
    return root;
  };
  for (const [first, ...others] of groups) {
    for (const other of others) {
      const [a, b] = [rootOf(first), rootOf(other)];
      parent.set(Math.max(a, b), Math.min(a, b));
    }
  }
  const joined = new Map<number, number[]>();
  for (const i of [...parent.keys()].sort((a, b) => a - b)) {
    const root = rootOf(i);
    const group = joined.get(root);
    if (group) group.push(i);
    else joined.set(root, [i]);
  }
  return [...joined.values()];
}
