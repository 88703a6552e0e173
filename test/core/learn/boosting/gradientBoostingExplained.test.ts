import { describe, expect, it } from 'vitest';
import { boostingImportance } from '../../../../src/core/learn/boosting/boostingImportance.ts';
import { boostingMargins, type GradientBoostingModel } from '../../../../src/core/learn/boosting/boostingModel.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { boostingContributions, treeContributions } from '../../../../src/core/learn/boosting/treeShap.ts';
import { matrixOf, runFit, syntheticSet } from '../syntheticSet.ts';

/** What tree t gives a row of which only the columns in the bit set `known` are known: unknown ones are followed by cover. */
function expectedValue(model: GradientBoostingModel, t: number, x: Float32Array, known: number): number {
  const visit = (node: number): number => {
    const column = model.feature[node]!;
    if (column < 0) return model.value[node]!;
    const [left, right] = [model.left[node]!, model.right[node]!];
    const goesLeft = Number.isNaN(x[column]) ? model.missingLeft[node] === 1 : x[column]! < model.threshold[node]!;
    if ((known >> column) & 1) return visit(goesLeft ? left : right);
    const sum = model.cover[left]! + model.cover[right]!;
    return (model.cover[left]! * visit(left) + model.cover[right]! * visit(right)) / sum;
  };
  return visit(model.treeStart[t]!);
}

/** Shapley values by their definition: over all sets of columns. */
function shapley(model: GradientBoostingModel, t: number, x: Float32Array): number[] {
  const n = model.nFeatures;
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  return Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let known = 0; known < 1 << n; known++) {
      if ((known >> j) & 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      sum += ((factorial(size) * factorial(n - size - 1)) / factorial(n)) * (expectedValue(model, t, x, known | (1 << j)) - expectedValue(model, t, x, known));
    }
    return sum;
  });
}

describe('contributions of a chain', () => {
  // A question a level, each about another column; the row goes along with a share p of the rows to the one leaf that is worth 1.
  const chain = (depth: number, p: number): Float64Array => {
    const n = 2 * depth + 1;
    const inner = Int32Array.from({ length: n }, (_, node) => (node % 2 === 0 && node < n - 1 ? node / 2 : -1));
    const tree = { treeStart: Int32Array.of(0, n), feature: inner, left: inner.map((j, node) => (j < 0 ? 0 : node + 1)), right: inner.map((j, node) => (j < 0 ? 0 : node + 2)), threshold: new Float64Array(n), missingLeft: new Int8Array(n), value: Float64Array.from({ length: n }, (_, node) => (node === n - 1 ? 1 : 0)), cover: Float64Array.from({ length: n }, (_, node) => (node % 2 === 0 ? p : 1 - p)) };
    return treeContributions({ ...tree, equalGoesLeft: false, nFeatures: depth, baseMargins: [0] }, { data: new Float32Array(depth).fill(1), nRows: 1, nColumns: depth });
  };

  it.each([[1, 0.5], [20, 0.999], [50, 0.9], [900, 0.999], [900, 0.01]])('of %i questions, %f of the rows along, share alike what is not expected, to 1e-12', (depth, p) => {
    const found = chain(depth, p);
    const share = (1 - p ** depth) / depth;
    for (let j = 0; j < depth; j++) expect(Math.abs(found[j]! / share - 1)).toBeLessThan(1e-12);
    expect(found[depth]).toBeCloseTo(p ** depth, 12);
  });
});

describe('contributions', () => {
  const random = createRandom(11);
  const data = Float32Array.from({ length: 150 * 4 }, () => (random.uniform() < 0.15 ? NaN : random.normal()));
  const y = Int32Array.from({ length: 150 }, (_, i) => Number((data[4 * i]! || 0) * (data[4 * i + 1]! || 1) > 0) + Number(data[4 * i + 2]! > 1));
  const X = { data, nRows: 150, nColumns: 4 };

  it.each([3, 2])('of %i classes are Shapley values by their definition, and add up to the margins', (nClasses) => {
    const classes = y.map((k) => Math.min(k, nClasses - 1));
    const { model } = runFit(gradientBoosting.fit({ X, y: classes, nClasses }, { ...gradientBoosting.defaults, nRounds: 3, maxDepth: 0, minChildWeight: 0, eta: 0.5 }, 0));
    const nOutputs = model.baseMargins.length;
    const contributions = boostingContributions(model, X);
    for (let row = 0; row < 20; row++) {
      const expected = Array.from({ length: nOutputs }, (_, k) => [0, 0, 0, 0, model.baseMargins[k]!]);
      for (let t = 0; t < 3 * nOutputs; t++) {
        const values = expected[t % nOutputs]!;
        shapley(model, t, data.subarray(4 * row, 4 * row + 4)).forEach((value, j) => (values[j]! += value));
        values[4]! += expectedValue(model, t, data, 0);
      }
      expected.flat().forEach((value, i) => expect(contributions[row * nOutputs * 5 + i]).toBeCloseTo(value, 10));
    }
    boostingMargins(model, X).forEach((margin, i) => {
      expect(contributions.subarray(5 * i, 5 * i + 5).reduce((sum, value) => sum + value, 0)).toBeCloseTo(margin, 10);
    });
  });

  const tree = { kind: 'xgboost', version: 2, objective: 'logistic', nClasses: 2, nFeatures: 2, baseMargins: Float32Array.of(0.25) } as const;

  it('stay finite where branches have no cover, and take a residue below 0 for none', () => {
    // The branch on the right asks for column 1, and then for column 0 again.
    const nodes = { treeStart: Int32Array.of(0, 7), feature: Int32Array.of(0, -1, 1, 0, -1, -1, -1), left: Int32Array.of(1, 0, 3, 5, 0, 0, 0), right: Int32Array.of(2, 0, 4, 6, 0, 0, 0), threshold: Float32Array.of(1, 0, 0, 2, 0, 0, 0), missingLeft: new Int8Array(7), value: Float32Array.of(0, 1, 0, 0, 2, 5, -3), gain: new Float32Array(7) };
    const X = matrixOf([[0, 0], [0, -1], [1.5, -1], [3, -1], [3, 1]]);
    const explain = (...cover: number[]): Float64Array => boostingContributions({ ...tree, ...nodes, cover: Float32Array.from(cover) }, X);
    const margins = boostingMargins({ ...tree, ...nodes, cover: new Float32Array(7) }, X);
    for (const cover of [[4, 4, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0], [4, 2, 2, 2, 0, 0, 2]]) {
      const values = explain(...cover);
      expect(values.every(Number.isFinite)).toBe(true);
      margins.forEach((margin, i) => expect(values[3 * i]! + values[3 * i + 1]! + values[3 * i + 2]!).toBeCloseTo(margin, 12));
    }
    expect(explain(4, 2, 2, -1e-3, 2, -1e-3, 2)).toEqual(explain(4, 2, 2, 0, 2, 0, 2));
  });

  it('of a tree that is thousands of splits deep are refused', () => {
    const n = 4001;
    const isSplit = (node: number): boolean => node % 2 === 0 && node < n - 1;
    const list = (of: (node: number) => number): Int32Array => Int32Array.from({ length: n }, (_, node) => of(node));
    const chain = gradientBoosting.parseModel({
      ...tree,
      treeStart: Int32Array.of(0, n),
      feature: list((node) => (isSplit(node) ? 0 : -1)),
      left: list((node) => (isSplit(node) ? node + 1 : 0)),
      right: list((node) => (isSplit(node) ? node + 2 : 0)),
      threshold: new Float32Array(n),
      missingLeft: new Int8Array(n),
      value: new Float32Array(n),
      gain: new Float32Array(n),
      cover: new Float32Array(n),
    });
    expect(gradientBoosting.predictProba(chain, matrixOf([[1, 1]]))).toHaveLength(2);
    expect(() => boostingContributions(chain, matrixOf([[1, 1]]))).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });
});

it('importance of a tree by hand: splits, gains and cover by column, sums and means', () => {
  const nNodes = 7;
  const model: GradientBoostingModel = {
    kind: 'xgboost', version: 2, objective: 'logistic', nClasses: 2, nFeatures: 3, baseMargins: new Float32Array(1), treeStart: Int32Array.of(0, nNodes),
    feature: Int32Array.of(2, 0, 2, -1, -1, -1, -1), left: Int32Array.of(1, 3, 5, 0, 0, 0, 0), right: Int32Array.of(2, 4, 6, 0, 0, 0, 0),
    threshold: new Float32Array(nNodes), missingLeft: new Int8Array(nNodes), value: new Float32Array(nNodes), gain: Float32Array.of(8, 3, 2, 0, 0, 0, 0), cover: Float32Array.of(10, 6, 4, 3, 3, 2, 2),
  };
  expect([...boostingImportance(model, 'weight')]).toEqual([1, 0, 2]);
  expect([...boostingImportance(model, 'totalGain')]).toEqual([3, 0, 10]);
  expect([...boostingImportance(model, 'gain')]).toEqual([3, 0, 5]);
  expect([...boostingImportance(model, 'totalCover')]).toEqual([6, 0, 14]);
  expect([...boostingImportance(model, 'cover')]).toEqual([6, 0, 7]);
});

it('models with random damage are refused, or predict and explain', () => {
  const { train, test } = syntheticSet({ nRows: 120, nTrain: 100, nFeatures: 4, nClasses: 3, seed: 5, spread: 1 });
  const { model } = runFit(gradientBoosting.fit(train, { ...gradientBoosting.defaults, nRounds: 3, maxDepth: 3 }, 0));
  const random = createRandom(9);
  const fields = Object.entries(model).filter(([, field]) => ArrayBuffer.isView(field)) as [string, Int32Array][];
  const rows = { ...test.X, nRows: 3, data: test.X.data.subarray(0, 12) };
  let nRead = 0;
  for (let round = 0; round < 600; round++) {
    const damaged: Record<string, unknown> = { ...model };
    for (let change = random.integer(3); change >= 0; change--) {
      const [name, field] = fields[random.integer(fields.length)]!;
      const values = (damaged[name] as Int32Array).slice();
      values[random.integer(values.length)] = [0, 1, -1, random.integer(field.length), 1e30, NaN][random.integer(6)]!;
      damaged[name] = values;
    }
    let read: GradientBoostingModel;
    try {
      read = gradientBoosting.parseModel(damaged);
    } catch (error) {
      expect(error).toMatchObject({ code: 'model-invalid' });
      continue;
    }
    nRead++;
    expect(gradientBoosting.predictProba(read, rows)).toHaveLength(9);
    expect(boostingContributions(read, rows)).toHaveLength(45);
  }
  expect(nRead).toBeGreaterThan(50);
  expect(nRead).toBeLessThan(500);
});
