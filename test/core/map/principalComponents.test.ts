import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyScaler, fitScaler } from '../../../src/core/learn/preparation/scaler.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { leadingEigenpairs } from '../../../src/core/map/leadingEigenpairs.ts';
import { nearestRows } from '../../../src/core/map/nearestRows.ts';
import { principalComponents } from '../../../src/core/map/principalComponents.ts';
import { finish } from './finish.ts';

interface Expected {
  readonly nRows: number;
  readonly nColumns: number;
  readonly X: readonly number[];
  readonly variances: readonly number[];
  readonly shares: readonly number[];
  readonly axes: readonly (readonly number[])[];
  readonly scores: readonly (readonly number[])[];
  readonly nearest: readonly (readonly number[])[];
  readonly distances: readonly (readonly number[])[];
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/map/principalComponents.json'), 'utf8')) as Record<'tall' | 'wide', Expected>;

/** Standardised rows are float32 here and float64 in scikit-learn. */
const TOLERANCE = 5e-6;

const standardised = ({ X, nRows, nColumns }: Expected) => {
  const matrix = { data: Float32Array.from(X), nRows, nColumns };
  return applyScaler(fitScaler(matrix), matrix);
};

const expectClose = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs((actual[i] ?? NaN) - value)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(value))));
};

describe.each(['tall', 'wide'] as const)('principal components of %s rows', (name) => {
  const expected = golden[name];
  const X = standardised(expected);

  it('are those of scikit-learn, with its signs', () => {
    const { nComponents, axes, variances, shares, scores } = finish(principalComponents(X, 4));
    expect(nComponents).toBe(4);
    expectClose(variances, expected.variances);
    expectClose(shares, expected.shares);
    expectClose(axes, expected.axes.flat());
    expectClose(scores.subarray(0, 8 * 4), expected.scores.flat());
  });

  it('have as near rows as scikit-learn finds', () => {
    const { indices, distances } = finish(nearestRows(X, Array.from({ length: 8 }, (_, row) => row), 5));
    expect([...indices]).toEqual(expected.nearest.flat());
    expectClose(distances, expected.distances.flat());
  });
});

describe('principal components', () => {
  it('are no more than the rows or the columns carry', () => {
    const X = { data: Float32Array.of(1, 2, 3, 5, 5, 9), nRows: 2, nColumns: 3 };
    const { nComponents, shares } = finish(principalComponents(X, 50));
    expect(nComponents).toBe(1);
    expect(shares[0]).toBeCloseTo(1, 12);
  });

  it('of rows that are all alike are 0, not undefined', () => {
    const { shares, scores, variances } = finish(principalComponents({ data: new Float32Array(12).fill(3), nRows: 4, nColumns: 3 }, 2));
    expect([...shares, ...variances, ...scores].every((value) => value === 0)).toBe(true);
  });

  it('need two rows', () => {
    expect(() => finish(principalComponents({ data: Float32Array.of(1, 2), nRows: 1, nColumns: 2 }, 1))).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
  });
});

describe('the largest eigenvalues', () => {
  // The second falls so slowly that the first look comes too early.
  it.each([['fast', (i: number) => 1000 / (i + 1)], ['slowly', (i: number) => 1000 - i]] as const)('of a large matrix whose values fall %s are found without spanning its whole space', (_name, valueAt) => {
    // H D H with the reflection H = I − 2hhᵀ has the eigenvalues of D.
    const n = 700;
    const random = createRandom(3);
    const h = Float64Array.from({ length: n }, () => random.normal());
    const length = Math.hypot(...h);
    const values = Array.from({ length: n }, (_, i) => valueAt(i));
    const A = new Float64Array(n * n);
    const weighted = values.reduce((sum, value, i) => sum + value * (h[i]! / length) ** 2, 0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [a, b] = [h[i]! / length, h[j]! / length];
        A[i * n + j] = (i === j ? values[i]! : 0) - 2 * a * b * (values[i]! + values[j]!) + 4 * a * b * weighted;
      }
    }
    const found = finish(leadingEigenpairs(A, n, 10));
    found.values.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThan(1e-6));
  });

  it('count as often as they occur', () => {
    const diagonal = [5, 3, 5, 1, 5];
    const A = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? diagonal[i / 6]! : 0));
    const { values, vectors } = finish(leadingEigenpairs(A, 5, 4));
    [5, 5, 5, 3].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 10));
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        let product = 0;
        for (let k = 0; k < 5; k++) product += vectors[a * 5 + k]! * vectors[b * 5 + k]!;
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
    }
  });
});
