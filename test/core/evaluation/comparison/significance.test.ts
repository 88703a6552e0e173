import { describe, expect, it } from 'vitest';
import { mcnemarTest } from '../../../../src/core/evaluation/comparison/mcnemar.ts';
import { resampledTTest } from '../../../../src/core/evaluation/comparison/resampledTTest.ts';
import { chiSquaredTail, studentTail } from '../../../../src/core/evaluation/comparison/tailProbabilities.ts';
import { expectClose, goldens } from '../probabilityGoldens.ts';

/** Tails are compared by their ratio, so that the small ones count too; scipy's own are good to some 1e-14 of theirs. */
const expectSameTail = (actual: number, expected: number): void => expect(Math.abs(actual / expected - 1), `${actual} is not ${expected}`).toBeLessThan(1e-12);

describe(`tests of significance against scipy ${goldens.scipy}`, () => {
  it.each(goldens.studentTails.map(({ t, degrees, pValue }) => [t, degrees, pValue] as const))('P(|T| ≥ %d), %i degrees of freedom', (t, degrees, pValue) => {
    expectSameTail(studentTail(t, degrees), pValue);
    expect(studentTail(-t, degrees)).toBe(studentTail(t, degrees));
  });

  it.each(goldens.chiSquaredTails.map(({ x, pValue }) => [x, pValue] as const))('P(χ² ≥ %d)', (x, pValue) => expectSameTail(chiSquaredTail(x), pValue));

  it('the ends of the tails', () => {
    expect([studentTail(0, 3), studentTail(Infinity, 3), chiSquaredTail(0), chiSquaredTail(1e6)]).toEqual([1, 0, 1, 0]);
  });

  it.each(goldens.mcnemar.map(({ b, c, ...golden }) => [b, c, golden] as const))('McNemar with %i and %i discordant pairs', (b, c, golden) => {
    // Pairs that agree change nothing.
    const first = Uint8Array.from([...Array<number>(b).fill(1), ...Array<number>(c).fill(0), 1, 0]);
    const second = Uint8Array.from([...Array<number>(b).fill(0), ...Array<number>(c).fill(1), 1, 0]);
    const found = mcnemarTest(first, second);
    expect(found).toMatchObject({ onlyFirst: b, onlySecond: c, test: b + c < 25 ? 'exact binomial' : 'chi-squared with continuity correction' });
    if (golden.statistic === null) expect(found.statistic).toBeUndefined();
    else expectClose(found.statistic, golden.statistic);
    expectSameTail(found.pValue, golden.pValue);
  });

  it.each(goldens.tTests.map((golden, i) => [i, golden] as const))('corrected resampled t-test %i', (_, golden) => {
    const found = resampledTTest(golden.first, golden.second, golden.testToTrain);
    expect(found.degreesOfFreedom).toBe(golden.first.length - 1);
    expectClose(found.statistic, golden.statistic);
    expectSameTail(found.pValue, golden.pValue);
  });

  it('the t-test of equal folds, of folds that all differ alike, and of too few', () => {
    expect(resampledTTest([0.5, 0.6], [0.5, 0.6], 0.2)).toEqual({ meanDifference: 0, statistic: 0, degreesOfFreedom: 1, pValue: 1 });
    expect(resampledTTest([0.75, 0.5], [0.5, 0.25], 0.2)).toMatchObject({ statistic: Infinity, pValue: 0 });
    expect(() => resampledTTest([0.5], [0.4], 0.2)).toThrow(expect.objectContaining({ code: 'cv-invalid' }));
    expect(() => resampledTTest([0.5, 0.5], [0.4], 0.2)).toThrow(/there are 2 and 1/);
  });
});
