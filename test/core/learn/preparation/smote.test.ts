import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../../src/core/learn/classifier.ts';
import { smote } from '../../../../src/core/learn/preparation/smote.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { matrixOf, syntheticSet } from '../syntheticSet.ts';

function made(data: TrainingData, seed = 1, k?: number): TrainingData {
  const steps = smote(data, seed, k);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const rowOf = ({ X }: TrainingData, row: number): number[] => Array.from(X.data.subarray(row * X.nColumns, (row + 1) * X.nColumns));
const countsOf = ({ y, nClasses }: TrainingData): number[] => Array.from({ length: nClasses }, (_, k) => y.reduce((n, c) => n + (c === k ? 1 : 0), 0));

// The last of the four classes is twice as large as each other.
const { train } = syntheticSet({ nRows: 150, nTrain: 150, nFeatures: 6, nClasses: 4, seed: 9, spread: 1 });

describe('smote', () => {
  it('gives each class the size of the largest, after the rows as they were', () => {
    const grown = made(train);
    expect(countsOf(train)).toEqual([30, 30, 30, 60]);
    expect(countsOf(grown)).toEqual([60, 60, 60, 60]);
    expect(grown.X.data.subarray(0, train.X.data.length)).toEqual(train.X.data);
    expect(grown.y.subarray(0, 150)).toEqual(train.y);
    expect(grown.X.nRows).toBe(240);
  });

  it('sets each new row on the segment between two rows of its class, one of them among the five nearest to the other by standardised columns', () => {
    const wide: TrainingData = { ...train, X: { ...train.X, data: train.X.data.map((value, i) => value * [1, 1000, 1e-3, 1, 30, 1][i % 6]!) } };
    const grown = made(wide);
    const deviations = Array.from({ length: 6 }, (_, j) => {
      const column = Array.from({ length: 150 }, (_, i) => wide.X.data[i * 6 + j]!);
      const mean = column.reduce((sum, value) => sum + value, 0) / 150;
      return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 150);
    });
    const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((value, j) => (value - b[j]!) / deviations[j]!));
    for (let row = 150; row < grown.y.length; row++) {
      const point = rowOf(grown, row);
      const own = [...wide.y.keys()].filter((other) => wide.y[other] === grown.y[row]).map((other) => rowOf(wide, other));
      // On the segment the ways to its ends add up to its length.
      const between = own.some((from) => {
        const near = own.filter((other) => other !== from).sort((a, b) => distance(a, from) - distance(b, from)).slice(0, 5);
        return near.some((to) => Math.abs(distance(from, point) + distance(point, to) - distance(from, to)) < 1e-5);
      });
      expect(between).toBe(true);
    }
  });

  it('is uniform along the segment and over rows and neighbours', () => {
    // Rows at 0, 1 and 10 against 60,003: what lies above 1 was made from 10 towards 1, a third of all.
    const rows = [...Array.from({ length: 60_003 }, () => [5]), [0], [1], [10]];
    const line = made({ X: matrixOf(rows), y: Int32Array.from(rows, (_, i) => (i < 60_003 ? 0 : 1)), nClasses: 2 }, 1, 1);
    const us = Array.from(line.X.data.subarray(60_006)).filter((value) => value > 1).map((value) => (10 - value) / 9).sort((a, b) => a - b);
    expect(us.length / 60_000).toBeCloseTo(1 / 3, 1);
    // Kolmogorov's distance from the uniform law: above 1.95 / √n once in a thousand seeds.
    expect(Math.max(...us.map((u, i) => Math.abs(u - (i + 0.5) / us.length)))).toBeLessThan(1.95 / Math.sqrt(us.length));
    // Three rows on two axes: from the corner the two legs are as likely as the hypotenuse from either end.
    const corner = [...Array.from({ length: 6003 }, (_, i) => [i % 2, i % 3]), [0, 0], [1, 0], [0, 1]];
    const three = made({ X: matrixOf(corner), y: Int32Array.from(corner, (_, i) => (i < 6003 ? 0 : 1)), nClasses: 2 }, 3);
    const new3 = Array.from({ length: 6000 }, (_, i) => rowOf(three, 6006 + i));
    for (const onSide of [([x]: number[]) => x === 0, ([, y]: number[]) => y === 0, ([x, y]: number[]) => Math.abs(x! + y! - 1) < 1e-6]) expect(new3.filter(onSide).length / 6000).toBeCloseTo(1 / 3, 1);
  });

  it('draws the same by the same seed, each class from a stream of its own', () => {
    expect(made(train)).toEqual(made(train));
    expect(made(train, 2).X.data).not.toEqual(made(train).X.data);
    // Without the clips of class 0 the standardisation is the same to see here, and class 1 gets the same rows.
    const moved = { ...train, y: train.y.map((c) => (c === 0 ? 3 : c)) };
    const third = made(moved);
    expect(countsOf(third)).toEqual([0, 90, 90, 90]);
    expect(third.X.data.subarray(150 * 6, 180 * 6)).toEqual(made(train).X.data.subarray(180 * 6, 210 * 6));
    // Two classes of the same clips do not get the same new ones.
    const rows = Array.from({ length: 30 }, (_, i) => [i % 10]);
    const twins = made({ X: matrixOf(rows), y: Int32Array.from(rows, (_, i) => (i < 3 ? 0 : i >= 10 && i < 13 ? 1 : 2)), nClasses: 3 });
    expect(twins.X.data.subarray(30, 51)).not.toEqual(twins.X.data.subarray(51, 72));
  });

  it('leaves classes of one size as they are, and takes all others for neighbours where a class has fewer than k', () => {
    const even = { ...train, y: train.y.map((_, i) => i % 3), nClasses: 3 };
    expect(made(even)).toBe(even);
    const random = createRandom(4);
    const rows = Array.from({ length: 12 }, () => [random.normal(), random.normal()]);
    const few = made({ X: matrixOf(rows), y: Int32Array.from(rows, (_, i) => (i < 2 ? 0 : 2)), nClasses: 3 });
    expect(countsOf(few)).toEqual([10, 0, 10]);
  });

  it('does not write to its input and refuses what it cannot multiply', () => {
    const before = train.X.data.slice();
    made(train);
    expect(train.X.data).toEqual(before);
    const lonely = { ...train, y: train.y.map((_, i) => (i === 7 ? 2 : i % 2)) };
    expect(() => made(lonely)).toThrow('Class 2 has 1 clip to learn from; SMOTE makes new ones between two and needs at least 2 of each class.');
    expect(() => made({ ...train, weights: new Float32Array(150).fill(1) })).toThrow(/neither a weight nor a speaker/);
    expect(() => made({ ...train, groups: new Int32Array(150) })).toThrow(/neither a weight nor a speaker/);
    expect(() => made({ ...train, X: { ...train.X, data: train.X.data.with(0, Number.NaN) } })).toThrow(/Row 0, column 0/);
  });
});
