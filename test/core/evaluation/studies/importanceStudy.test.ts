import { expect, it } from 'vitest';
import { rankFeatures } from '../../../../src/core/evaluation/studies/importanceStudy.ts';

it('ranks what matters most first, equals in the order of the feature set, each with its deviation', () => {
  expect(rankFeatures(['a', 'b', 'c', 'd'], [0, 0.2, -0.1, 0.2], [0, 0.01, 0.02, 0.03])).toEqual([
    { name: 'b', value: 0.2, deviation: 0.01 },
    { name: 'd', value: 0.2, deviation: 0.03 },
    { name: 'a', value: 0, deviation: 0 },
    { name: 'c', value: -0.1, deviation: 0.02 },
  ]);
  expect(rankFeatures(['a', 'b'], Float64Array.of(1, 2))).toEqual([{ name: 'b', value: 2 }, { name: 'a', value: 1 }]);
});
