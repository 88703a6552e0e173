import { expect, it } from 'vitest';
import { classifiers } from '../../../src/core/learn/classifiers.ts';
import { learners } from '../../../src/core/learn/learners.ts';

it('what is known of the learners without their arithmetic is the same, in the same order', () => {
  expect(classifiers.map(({ id }) => id)).toEqual(learners.map(({ id }) => id));
  for (const [i, { units, ...known }] of learners.entries()) {
    const { id, name, defaults, parameters, spaces, scaling } = known;
    expect(classifiers[i]).toMatchObject({ id, name, defaults, parameters, ...(spaces && { spaces }), scaling });
    expect(classifiers[i]!.fitPart !== undefined).toBe(units !== undefined);
  }
});
