import { expect, it } from 'vitest';
import { moreSides } from '../../../src/webviews/results/wideTable.ts';

it('a table tells on which sides it goes on out of sight', () => {
  const at = (scrollLeft: number, scrollWidth = 900): string => moreSides({ scrollLeft, scrollWidth, clientWidth: 600 });
  expect([at(0), at(150), at(300)]).toEqual(['after', 'before after', 'before']);
  // Zoomed pages have parts of pixels.
  expect([at(0, 600), at(0.5, 600.6), at(299.4)]).toEqual(['', '', 'before']);
});
