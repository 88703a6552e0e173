import { describe, expect, it } from 'vitest';
import { computeStatistics, NINE, summariseFrames, type Statistic } from '../../../src/core/features/functionals.ts';
import { contourCoefficients } from '../../../src/core/signal/contour.ts';
import { computeDelta } from '../../../src/core/signal/delta.ts';
import { golden } from './golden.ts';

const { values, ...expected } = golden.statistics;
const nFrames = values[0]!.length;
const frames = { values: Float32Array.from(values.flat()), nCoefficients: values.length, nFrames };

describe('the nine statistics', () => {
  it.each(NINE)('%s equals numpy and scipy', (statistic) => {
    const found = summariseFrames(frames, [statistic]);
    expected[statistic]!.forEach((value, row) => expect(Math.abs(found[row]! - value), `row ${row}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(value))));
  });

  it('count only the frames of the mask, and never NaN', () => {
    const mask = Uint8Array.from({ length: 4 }, (_, t) => (t < 3 ? 1 : 0));
    const some = { values: Float32Array.of(1, NaN, 5, 100), nCoefficients: 1, nFrames: 4 };
    expect([...summariseFrames(some, ['mean', 'min', 'max', 'q25', 'mean_abs'], mask)]).toEqual([3, 1, 5, 2, 3]);
  });

  it('of nothing, of one value and of equal values are defined', () => {
    const of = (list: readonly number[], statistics: readonly Statistic[] = NINE): number[] => {
      const out = new Float64Array(statistics.length);
      computeStatistics(Float64Array.from(list), statistics, out, 0);
      return [...out];
    };
    expect(of([])).toEqual(Array(9).fill(0));
    expect(of([-2])).toEqual([-2, 0, -2, -2, -2, -2, -2, 0, 0]);
    expect(of(Array(7).fill(0.1), ['std', 'skew', 'kurtosis'])).toEqual([0, 0, 0]);
  });
});

describe('computeDelta', () => {
  it.each([1, 2] as const)('order %d equals librosa.feature.delta', (order) => {
    const found = computeDelta(frames.values, frames.nCoefficients, nFrames, order);
    golden.delta[order].flat().forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(2e-5));
  });

  it('of fewer frames than its window takes a shorter one, and of two frames is 0', () => {
    const seven = Float32Array.from(values.flatMap((row) => row.slice(0, 7)));
    golden.deltaOfSeven.flat().forEach((value, i) => expect(Math.abs(computeDelta(seven, values.length, 7)[i]! - value)).toBeLessThan(2e-5));
    expect([...computeDelta(Float32Array.of(1, 5), 1, 2)]).toEqual([0, 0]);
    expect([...computeDelta(Float32Array.of(3), 1, 1, 2)]).toEqual([0]);
  });
});

describe('contourCoefficients', () => {
  it('gives a cosine its own coefficient, whatever the length', () => {
    for (const n of [32, 301]) {
      const curve = Float64Array.from({ length: n }, (_, i) => 5 + 2 * Math.cos((Math.PI * 3 * (2 * i + 1)) / (2 * n)));
      const out = new Float64Array(8);
      contourCoefficients(curve, 0, n, 8, out, 0);
      out.forEach((value, k) => expect(value).toBeCloseTo(k === 2 ? Math.SQRT2 : 0, 9));
    }
  });

  it('is 0 where a curve has no such coefficient', () => {
    const out = new Float64Array(8).fill(9);
    contourCoefficients(Float64Array.of(4, 4), 0, 2, 8, out, 0);
    out.forEach((value) => expect(value).toBeCloseTo(0, 12));
  });
});
