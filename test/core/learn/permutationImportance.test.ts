import { expect, it } from 'vitest';
import type { Matrix } from '../../../src/core/learn/matrix.ts';
import { permutationImportance } from '../../../src/core/learn/permutationImportance.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { accuracyOf, runFit } from './syntheticSet.ts';

const nRows = 4000;
const random = createRandom(1);
const X: Matrix = { data: Float32Array.from({ length: nRows * 3 }, () => random.uniform()), nRows, nColumns: 3 };
/** A "learner" that looks at column 1 alone. */
const predict = ({ data, nRows: n }: Matrix) => Int32Array.from({ length: n }, (_, i) => (data[i * 3 + 1]! > 0.25 ? 1 : 0));
const y = predict(X);
const task = { predict, score: accuracyOf, X, y, nRepeats: 8 };

it('is exactly 0 for a column that nobody looks at, and the chance of a wrong answer for the one that decides', () => {
  const { model, reports } = runFit(permutationImportance(task, 7));
  expect(model.baseline).toBe(1);
  expect([model.mean[0], model.mean[2], model.deviation[0], model.deviation[2]]).toEqual([0, 0, 0, 0]);
  // A shuffled value is on the wrong side with 2 · 1/4 · 3/4; four standard errors of the mean over 8 · 4000 draws.
  expect(Math.abs(model.mean[1]! - 0.375)).toBeLessThan(4 * Math.sqrt((0.375 * 0.625) / (8 * nRows)));
  expect(model.deviation[1]).toBeGreaterThan(0);
  expect(model.deviation[1]).toBeLessThan(4 * Math.sqrt((0.375 * 0.625) / nRows));
  expect(reports.map(({ done }) => done)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
});

it('shuffles one column at a time, and leaves its input alone', () => {
  const before = X.data.slice();
  const seen: number[][] = [];
  const watch = (given: Matrix) => {
    seen.push([0, 1, 2].filter((j) => given.data.some((value, i) => i % 3 === j && value !== before[i])));
    const column = (data: Float32Array, j: number) => [...data].filter((_, i) => i % 3 === j).sort((a, b) => a - b);
    for (const j of seen.at(-1)!) expect(column(given.data, j)).toEqual(column(before, j));
    return predict(given);
  };
  runFit(permutationImportance({ ...task, predict: watch, nRepeats: 2 }, 7));
  expect(seen).toEqual([[], [0], [0], [1], [1], [2], [2]]);
  expect(X.data).toEqual(before);
});

it('same seed, same numbers; another seed, others', () => {
  const run = (seed: number) => runFit(permutationImportance({ ...task, nRepeats: 2 }, seed)).model;
  expect(run(1)).toEqual(run(1));
  expect(run(1).mean).not.toEqual(run(2).mean);
});

it('tells of twins only when they are shuffled together, and of units apart what it tells of all', () => {
  // Columns 0 and 1 say the same, and either of them is enough for this "learner".
  const twins: Matrix = { data: X.data.map((value, i) => (i % 3 === 0 ? X.data[i + 1]! : value)), nRows, nColumns: 3 };
  const eitherOf = ({ data, nRows: n }: Matrix) => Int32Array.from({ length: n }, (_, i) => (data[i * 3]! > 0.25 || data[i * 3 + 1]! > 0.25 ? 1 : 0));
  const units = [{ columns: [0], stream: 0 }, { columns: [1], stream: 1 }, { columns: [0, 1], stream: 2 }, { columns: [0, 1, 2], stream: 3 }];
  const asked = { ...task, predict: eitherOf, X: twins, y: eitherOf(twins), units };
  const { mean } = runFit(permutationImportance(asked, 7)).model;
  // By itself a shuffled twin is believed where it says yes and the other no: 1/4 · 3/4; together they are wrong on either side.
  const spread = (p: number) => 4 * Math.sqrt((p * (1 - p)) / (8 * nRows));
  for (const [u, p] of [0.1875, 0.1875, 0.375, 0.375].entries()) expect(Math.abs(mean[u]! - p), String(u)).toBeLessThan(spread(p));
  for (const [u, unit] of units.entries()) expect(runFit(permutationImportance({ ...asked, units: [unit] }, 7)).model.mean[0]).toBe(mean[u]);
});
