import { FRAMES_PER_SEC, type Fingerprint } from './fingerprint.ts';

/** Two clips with the same recording in them; `first` < `second` are their places in the list. */
export interface NearPair {
  readonly first: number;
  readonly second: number;
  /** Share of the compared bits that differ. */
  readonly difference: number;
  /** Length of sound that was compared, in seconds. */
  readonly comparedSec: number;
  /** How much later the sound comes in the first clip than in the second, counted from the first loud frame of each, in seconds. */
  readonly shiftSec: number;
}

/** Entries of a word that are looked at, the latest first: a word that is everywhere must not bring back all pairs. */
const MAX_SAME_WORD = 64;
/** Two clips must have this share of the shorter one's usable frames in common. */
const LEAST_SHARE = 0.6;
/** Frames with fewer in common tell nothing: 0.26 s. */
const LEAST_FRAMES = 16;
/** From 0.77 s on, different takes of one sentence by one speaker differ in more than a quarter of the bits; below, in more than 14 %. */
const ENOUGH_FRAMES = 48;
const MAX_DIFFERENCE = 0.18;
const MAX_DIFFERENCE_SHORT = 0.1;
const WORD_BITS = 32;

/**
 * Finds the pairs of clips that hold the same recording. Candidates are clips that have at least one word of 32 bits in
 * common, looked up in a hash table; each is laid over the other where their words agree, and their bits are compared. Work
 * grows with the number of frames and of words in common, not with the number of pairs.
 *
 * @param fingerprints of clips in a settled order, on which the choice of pairs within a large group of copies depends
 * @returns pairs by `first`, then `second`; a group of many copies is connected by them, not every two of it are listed
 */
export function findNearPairs(fingerprints: readonly Fingerprint[]): NearPair[] {
  const nFrames = fingerprints.reduce((sum, { words }) => sum + words.length, 0);
  const table = createWordTable(nFrames);
  const found = new Map<number, NearPair>();
  const tried = new Set<string>();
  fingerprints.forEach((fingerprint, second) => {
    const { words, usable } = fingerprint;
    for (let t = 0; t < words.length; t++) {
      if (usable[t] === 0) continue;
      table.visit(words[t], (first, u) => {
        const pair = first * fingerprints.length + second;
        if (first === second || found.has(pair)) return;
        const alignment = `${pair}:${u - t}`;
        if (tried.has(alignment)) return;
        tried.add(alignment);
        const match = compareAround(fingerprints[first], fingerprint, u - t);
        if (match) found.set(pair, { first, second, ...match });
      });
    }
    for (let t = 0; t < words.length; t++) if (usable[t] === 1) table.add(words[t], second, t);
    tried.clear();
  });
  return [...found.values()].sort((a, b) => a.first - b.first || a.second - b.second);
}

interface WordTable {
  /** Calls with the clip and the frame of the last entries of a word, the latest first. */
  visit(word: number, use: (clip: number, frame: number) => void): void;
  add(word: number, clip: number, frame: number): void;
}

/** Chained hashing over typed arrays; the table is at least as large as the number of entries. */
function createWordTable(nEntries: number): WordTable {
  const bits = Math.max(4, Math.ceil(Math.log2(nEntries + 1)));
  const heads = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(nEntries);
  const words = new Uint32Array(nEntries);
  const clips = new Int32Array(nEntries);
  const frames = new Int32Array(nEntries);
  let size = 0;
  // Fibonacci hashing: the multiplier is 2^32 over the golden ratio.
  const slotOf = (word: number): number => Math.imul(word, 0x9e3779b1) >>> (32 - bits);
  return {
    visit: (word, use) => {
      let left = MAX_SAME_WORD;
      for (let at = heads[slotOf(word)]; at >= 0 && left > 0; at = next[at]) {
        if (words[at] !== word) continue;
        use(clips[at], frames[at]);
        left--;
      }
    },
    add: (word, clip, frame) => {
      const slot = slotOf(word);
      words[size] = word;
      clips[size] = clip;
      frames[size] = frame;
      next[size] = heads[slot];
      heads[slot] = size++;
    },
  };
}

/** The best of three alignments, a frame apart, if it is good enough: a frame of one may lie between two of the other. */
function compareAround(a: Fingerprint, b: Fingerprint, shift: number): Omit<NearPair, 'first' | 'second'> | undefined {
  let best: Omit<NearPair, 'first' | 'second'> | undefined;
  for (let d = shift - 1; d <= shift + 1; d++) {
    const { nCompared, difference } = compare(a, b, d);
    if (difference > (nCompared < ENOUGH_FRAMES ? MAX_DIFFERENCE_SHORT : MAX_DIFFERENCE) || difference >= (best?.difference ?? Infinity)) continue;
    best = { difference, comparedSec: nCompared / FRAMES_PER_SEC, shiftSec: d / FRAMES_PER_SEC };
  }
  return best;
}

/** Frame t of `b` lies over frame t + shift of `a`. */
function compare(a: Fingerprint, b: Fingerprint, shift: number): { nCompared: number; difference: number } {
  const from = Math.max(0, -shift);
  const to = Math.min(b.words.length, a.words.length - shift);
  let nCompared = 0;
  let nDifferent = 0;
  for (let t = from; t < to; t++) {
    if ((a.usable[t + shift] & b.usable[t]) === 0) continue;
    nCompared++;
    nDifferent += countBits(a.words[t + shift] ^ b.words[t]);
  }
  const needed = Math.max(LEAST_FRAMES, LEAST_SHARE * Math.min(countUsable(a), countUsable(b)));
  return { nCompared, difference: nCompared < needed ? Infinity : nDifferent / (nCompared * WORD_BITS) };
}

const countUsable = ({ usable }: Fingerprint): number => usable.reduce((sum, value) => sum + value, 0);

/** Bits that are set in a word of 32: sums of pairs, of fours, of bytes. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
