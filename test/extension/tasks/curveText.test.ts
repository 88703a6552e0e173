import { describe, expect, it } from 'vitest';
import { curveText } from '../../../src/extension/tasks/curveText.ts';

describe('curveText', () => {
  it('has a column for each of a few values, by their share of the largest', () => {
    expect(curveText([])).toBe('');
    expect(curveText([2])).toBe('█');
    expect(curveText([8, 4, 2, 1, 0])).toBe('█▅▃▂▁');
    expect(curveText([0, 0])).toBe('▁▁');
  });

  it('gathers many values, and ends with the last', () => {
    const falling = Array.from({ length: 120 }, (_, i) => 120 - i);
    expect(curveText(falling)).toHaveLength(12);
    expect(curveText(falling)).toBe('█▇▇▆▅▅▄▃▃▂▁▁');
  });
});
