import { describe, expect, it } from 'vitest';
import { countRepeatedRows, groupEqualRows } from '../../../src/core/evaluation/repeatedRows.ts';
import type { Split } from '../../../src/core/evaluation/protocols/splits.ts';

const grouped = (rows: readonly (readonly number[])[]) => groupEqualRows({ data: Float32Array.from(rows.flat()), nRows: rows.length, nColumns: rows[0]?.length ?? 0 });
const split = (train: readonly number[], test: readonly number[]): Split => ({ train: Int32Array.from(train), test: Int32Array.from(test), speakers: [], name: 'a' });

describe('countRepeatedRows', () => {
  const groups = grouped([[1, 2, 3], [1, 2, 3], [3, 2, 1], [1, 2, 3.0000002], [0, 0, 0], [-0, 0, 0]]);

  it('counts test rows that have all their values in common with a training row', () => {
    expect(countRepeatedRows(groups, [split([1, 2], [0, 3])])).toBe(1);
    expect(countRepeatedRows(groups, [split([0, 1], [2, 3])])).toBe(0);
  });

  it('counts over all folds, and not what is twice on the same side', () => {
    expect(countRepeatedRows(groups, [split([2, 3], [0, 1]), split([0, 1], [2, 3])])).toBe(0);
    expect(countRepeatedRows(groups, [split([1, 3], [0, 2]), split([0, 2], [1, 3])])).toBe(2);
  });

  it('tells a hundred thousand rows apart that differ in one bit', () => {
    const n = 100_000;
    const X = { data: new Float32Array(2 * n), nRows: n, nColumns: 2 };
    new Uint32Array(X.data.buffer).forEach((_, i, bits) => (bits[i] = i % 2 === 0 ? 0x3f800000 + (i >> 1) : 0x40490fdb));
    const rows = Array.from({ length: n }, (_, i) => i);
    expect(countRepeatedRows(groupEqualRows(X), [split(rows.slice(0, n / 2), rows.slice(n / 2))])).toBe(0);
  });
});
