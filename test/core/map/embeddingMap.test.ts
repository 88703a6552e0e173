import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/learn/random.ts';
import { embeddingMap } from '../../../src/core/map/embeddingMap.ts';
import { mapMethods, MOST_CLIPS } from '../../../src/core/map/mapMethod.ts';
import { neighboursKept } from '../../../src/core/map/nearestRows.ts';
import { finish } from './finish.ts';

/** Rows in groups far apart in 20 dimensions. */
function groups(nGroups: number, nEach: number) {
  const random = createRandom(5);
  const centres = Array.from({ length: nGroups }, () => Array.from({ length: 20 }, () => 6 * random.normal()));
  const rows = centres.flatMap((centre) => Array.from({ length: nEach }, () => centre.map((value) => value + random.normal())));
  return { X: { data: Float32Array.from(rows.flat()), nRows: rows.length, nColumns: 20 }, groupOf: (row: number) => Math.floor(row / nEach) };
}

/**
 * The trustworthiness of a map by its definition: 1 less what rows are near on the map that were not near before, weighed by their ranks.
 *
 * @see J. Venna, S. Kaski, "Neighborhood preservation in nonlinear projection methods", 2001
 */
function trustworthiness(nRows: number, distance: (a: number, b: number) => number, mapped: (a: number, b: number) => number, k: number): number {
  let penalty = 0;
  for (let row = 0; row < nRows; row++) {
    const others = Array.from({ length: nRows }, (_, i) => i).filter((i) => i !== row);
    const order = others.toSorted((a, b) => distance(row, a) - distance(row, b));
    for (const near of others.toSorted((a, b) => mapped(row, a) - mapped(row, b)).slice(0, k)) penalty += Math.max(0, order.indexOf(near) + 1 - k);
  }
  return 1 - (2 / (nRows * k * (2 * nRows - 3 * k - 1))) * penalty;
}

describe.each(mapMethods)('a map by %s', (method) => {
  const { X, groupOf } = groups(4, 40);
  const map = finish(embeddingMap(X, method, 1));

  it('is the same for the same rows and seed, to the last bit', () => {
    expect(finish(embeddingMap(X, method, 1))).toEqual(map);
  });

  it('keeps the groups together', () => {
    const nearestOf = (row: number): number => {
      let best = -1;
      let least = Infinity;
      for (let other = 0; other < X.nRows; other++) {
        const apart = (map.x[other]! - map.x[row]!) ** 2 + (map.y[other]! - map.y[row]!) ** 2;
        if (other !== row && apart < least) [best, least] = [other, apart];
      }
      return best;
    };
    const together = Array.from(map.rows).filter((row) => groupOf(nearestOf(row)) === groupOf(row));
    // Two axes cannot part all four groups for certain.
    expect(together.length).toBeGreaterThanOrEqual(method === 'umap' ? X.nRows : 0.95 * X.nRows);
  });

  it('tells what share of the neighbours it keeps', () => {
    expect(map.neighbours.nearest).toBe(15);
    // By chance it is 15 of 159.
    expect(map.neighbours.kept).toBeGreaterThan(0.3);
    expect(map.neighbours.kept).toBeLessThan(1);
  });

  it('takes as few as three rows, and no fewer', () => {
    const few = finish(embeddingMap({ data: Float32Array.of(1, 2, 0, 5, 4, 4), nRows: 3, nColumns: 2 }, method, 0));
    expect([...few.x, ...few.y].every(Number.isFinite)).toBe(true);
    expect(() => finish(embeddingMap({ data: Float32Array.of(1, 2, 0, 5), nRows: 2, nColumns: 2 }, method, 0))).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
  });

  it('places rows of one column, and rows that are all alike', () => {
    for (const data of [Float32Array.from({ length: 20 }, (_, i) => i), new Float32Array(20)]) {
      const { x, y } = finish(embeddingMap({ data, nRows: 20, nColumns: 1 }, method, 0));
      expect([...x, ...y].every(Number.isFinite)).toBe(true);
    }
  });

  it('tells its progress, which never goes back', () => {
    const told = [...embeddingMap(X, method, 1)].map(({ done }) => done);
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(100);
  });
});

describe('UMAP', () => {
  const { X } = groups(4, 40);
  const between = (a: number, b: number): number => {
    let squared = 0;
    for (let j = 0; j < 20; j++) squared += (X.data[a * 20 + j]! - X.data[b * 20 + j]!) ** 2;
    return squared;
  };

  it('is trustworthy, and more so than two principal components', () => {
    const [umap, pca] = (['umap', 'pca'] as const).map((method) => {
      const { x, y } = finish(embeddingMap(X, method, 0));
      return trustworthiness(X.nRows, between, (a, b) => (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2, 10);
    });
    expect(umap).toBeGreaterThan(0.9);
    expect(umap).toBeGreaterThan(pca!);
  });

  it('differs with the seed', () => {
    expect(finish(embeddingMap(X, 'umap', 2)).x).not.toEqual(finish(embeddingMap(X, 'umap', 3)).x);
  });
});

describe('a table that is too large', () => {
  it('is sampled, the same rows for the same seed', () => {
    const nRows = MOST_CLIPS.pca + 500;
    const random = createRandom(1);
    const X = { data: Float32Array.from({ length: 2 * nRows }, () => random.normal()), nRows, nColumns: 2 };
    const rows = [4, 4, 5].map((seed) => embeddingMap(X, 'pca', seed)).map((work) => finish(work).rows);
    expect(rows[0]).toHaveLength(MOST_CLIPS.pca);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).not.toEqual(rows[0]);
    expect([...rows[0]!]).toEqual([...new Set(rows[0])].toSorted((a, b) => a - b));
  });
});

describe('the share of neighbours kept', () => {
  it('is 1 for a map that is the rows themselves', () => {
    const points = { data: Float32Array.of(0, 0, 1, 0, 5, 5, 9, 1), nRows: 4, nColumns: 2 };
    expect(finish(neighboursKept(points, points, [0, 1, 2, 3], 2))).toBe(1);
  });

  it('counts those that are near in both', () => {
    // Near row 0 are 1 and 2 on the line, and 1 and 3 on the map.
    const line = { data: [0, 1, 2, 3], nRows: 4, nColumns: 1 };
    const map = { data: [0, 1, 9, 2], nRows: 4, nColumns: 1 };
    expect(finish(neighboursKept(line, map, [0], 2))).toBe(0.5);
  });
});
