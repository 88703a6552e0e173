import { describe, expect, it } from 'vitest';
import { nextCell } from '../../../src/webviews/results/clips/cellKeys.ts';

describe('nextCell', () => {
  const canEnter = [
    [true, false, true],
    [false, true, false],
    [true, true, false],
  ];

  it('leads to the next cell in the direction of the arrow, over those that cannot be entered', () => {
    expect(nextCell(canEnter, [0, 0], 'ArrowRight')).toEqual([0, 2]);
    expect(nextCell(canEnter, [0, 0], 'ArrowDown')).toEqual([2, 0]);
    expect(nextCell(canEnter, [2, 1], 'ArrowUp')).toEqual([1, 1]);
    expect(nextCell(canEnter, [2, 1], 'ArrowLeft')).toEqual([2, 0]);
  });

  it('stays where there is none, and for any other key', () => {
    expect(nextCell(canEnter, [1, 1], 'ArrowRight')).toEqual([1, 1]);
    expect(nextCell(canEnter, [0, 2], 'ArrowDown')).toEqual([0, 2]);
    expect(nextCell(canEnter, [0, 0], 'ArrowUp')).toEqual([0, 0]);
    expect(nextCell(canEnter, [0, 0], 'Enter')).toEqual([0, 0]);
  });
});
