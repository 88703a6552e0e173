import { describe, expect, it } from 'vitest';
import { chooseThreshold, surestThreshold } from '../../../../src/core/evaluation/metrics/abstention.ts';
import { confidences } from '../../../../src/core/evaluation/metrics/probabilityTable.ts';
import { correctOf, expectClose, goldens, tableOf } from '../probabilityGoldens.ts';

it('surestThreshold is that of the largest precision, of equal ones that with the most answers', () => {
  // From the surest on the share of right answers is 0, 1/2, 2/3, 1/2.
  expect(surestThreshold(Float64Array.of(0.6, 0.9, 0.7, 0.8), Uint8Array.of(0, 0, 1, 1))).toEqual({ threshold: 0.7, precision: 2 / 3, coverage: 0.75 });
  expect(surestThreshold(Float64Array.of(0.9, 0.8, 0.7), Uint8Array.of(1, 1, 1))).toEqual({ threshold: 0.7, precision: 1, coverage: 1 });
  expect(surestThreshold(Float64Array.of(0.9, 0.8), Uint8Array.of(0, 0))).toEqual({ threshold: 0.8, precision: 0, coverage: 1 });
  expect(surestThreshold(new Float64Array(), new Uint8Array())).toBeUndefined();
});

describe('chooseThreshold', () => {
  it.each(goldens.cases.flatMap((golden, i) => golden.abstention.map(({ asked, found }) => [i, asked, golden, found] as const)))('case %i, precision %d: as numpy by trying every threshold', (_, asked, golden, expected) => {
    const table = tableOf(golden);
    const found = chooseThreshold(confidences(table), correctOf(table), asked);
    if (expected === null) expect(found).toBeUndefined();
    else {
      expect(found?.threshold).toBe(expected.threshold);
      expectClose(found?.precision, expected.precision);
      expectClose(found?.coverage, expected.coverage);
    }
  });

  it('takes the smallest threshold, though precision is short of it in between', () => {
    // From the surest on the share of right answers is 1, 1/2, 2/3, 3/4, 3/5.
    expect(chooseThreshold(Float64Array.of(0.5, 0.9, 0.6, 0.8, 0.7), Uint8Array.of(0, 1, 1, 0, 1), 0.75)).toEqual({ threshold: 0.6, precision: 0.75, coverage: 0.8 });
  });

  it('answers clips of equal confidence together', () => {
    expect(chooseThreshold(Float64Array.of(0.9, 0.9), Uint8Array.of(1, 0), 1)).toBeUndefined();
    expect(chooseThreshold(new Float64Array(), new Uint8Array(), 0.5)).toBeUndefined();
  });

  it('refuses a precision that is no share', () => {
    for (const precision of [0, -1, 1.01, NaN]) expect(() => chooseThreshold(Float64Array.of(1), Uint8Array.of(1), precision)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});
