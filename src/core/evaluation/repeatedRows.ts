import type { Matrix } from '../learn/matrix.ts';
import type { Split } from './protocols/splits.ts';

/**
 * The group of each row, from 0; rows of the very same values are of one group. Values are compared by a 52-bit hash of their bits: among 10^5
 * rows, two unlike ones are taken for equal with a probability of about 10^-6.
 */
export function groupEqualRows({ data, nRows, nColumns }: Matrix): Int32Array {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
  const groups = new Map<number, number>();
  return Int32Array.from({ length: nRows }, (_, row) => {
    const key = hashOf(bits, row * nColumns, nColumns);
    const known = groups.get(key) ?? groups.size;
    groups.set(key, known);
    return known;
  });
}

/**
 * How many test rows have a row of their group on the training side of their fold: copies of a recording, under whatever name, which a model
 * need not generalise to.
 *
 * @param groupOf of {@link groupEqualRows}
 */
export function countRepeatedRows(groupOf: Int32Array, splits: readonly Split[]): number {
  let nRepeated = 0;
  for (const { train, test } of splits) {
    const isTrained = new Uint8Array(groupOf.length);
    for (const row of train) isTrained[groupOf[row]] = 1;
    for (const row of test) nRepeated += isTrained[groupOf[row]];
  }
  return nRepeated;
}

/** Two FNV-1a hashes from unlike beginnings, 26 bits of each. */
function hashOf(bits: Uint32Array, from: number, length: number): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = from; i < from + length; i++) {
    a = Math.imul(a ^ bits[i], 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ bits[i], 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 6) * 2 ** 26 + (b >>> 6);
}
