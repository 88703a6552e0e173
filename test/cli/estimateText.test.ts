import { expect, it } from 'vitest';
import { estimateText } from '../../src/cli/estimateText.ts';

it('an estimate is the answer of a model, or why there is none', () => {
  const estimate = { emotion: 'angry', probabilities: { angry: 0.344, calm: 0.2 } };
  expect(estimateText(estimate)).toBe('angry (34 %)');
  expect(estimateText({ ...estimate, uncertain: false })).toBe('angry (34 %)');
  expect(estimateText({ ...estimate, uncertain: true })).toBe('uncertain (angry 34 %)');
  expect(estimateText({ ...estimate, remark: 'no sound' })).toBe('no sound (angry 34 %)');
  expect(estimateText({ ...estimate, uncertain: true, remark: 'no speech' })).toBe('no speech (angry 34 %)');
});
