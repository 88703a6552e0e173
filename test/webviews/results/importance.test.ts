import { describe, expect, it } from 'vitest';
import { figureText, isNearChance, pointsText } from '../../../src/webviews/results/importance/figureText.ts';
import { importanceRange } from '../../../src/webviews/results/importance/importanceChart.ts';

const percent = (value: number): number => 100 * value;

describe('importanceRange', () => {
  it('reaches from 0 to the end of the longest line, and below 0 where a line does', () => {
    expect(importanceRange([{ name: 'a', value: 0.5 }, { name: 'b', value: 0.25 }], percent)).toEqual([0, 50]);
    expect(importanceRange([{ name: 'a', value: 0.5, deviation: 0.25 }, { name: 'b', value: 0.125, deviation: 0.25 }], percent)).toEqual([-12.5, 75]);
  });

  it('has a length where nothing matters', () => expect(importanceRange([{ name: 'a', value: 0, deviation: 0 }], percent)).toEqual([0, 1]));
});

describe('the figures', () => {
  it('are points with a minus of their own, and no minus before 0', () => {
    expect([0.1234, -0.0123, -0.00001, 0].map(pointsText)).toEqual(['12.34', '−1.23', '0.00', '0.00']);
  });

  it('of trees have four significant digits, and no fraction where they are large', () => {
    expect([0, 0.0123456, 12.3456, 9999.4, 123456.7].map(figureText)).toEqual(['0', '0.01235', '12.35', '9999', '123,457']);
  });
});

it('what is lost most is near chance within two deviations of nothing', () => {
  expect(isNearChance([{ name: 'a', value: 0.02, deviation: 0.01 }, { name: 'b', value: 0.01, deviation: 0 }])).toBe(true);
  expect(isNearChance([{ name: 'a', value: 0.03, deviation: 0.01 }, { name: 'b', value: 0.01, deviation: 0.1 }])).toBe(false);
  for (const features of [[], [{ name: 'a', value: 0, deviation: 0 }], [{ name: 'a', value: 3 }]]) expect(isNearChance(features)).toBe(false);
});
