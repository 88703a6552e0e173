import { describe, expect, it } from 'vitest';
import { nearestPoint, nextPoint } from '../../../src/webviews/map/nearestPoint.ts';

/** Points on a cross, and one aside. */
const places = [[0, 0], [2, 0], [-2, 0], [0, 3], [0, -3], [1, 5]] as const;
const pointsBut = (...hidden: readonly number[]) => ({ x: Float64Array.from(places, ([x]) => x), y: Float64Array.from(places, ([, y]) => y), isHidden: (point: number) => hidden.includes(point) });

describe('the point nearest to a place', () => {
  it('is found within reach alone', () => {
    expect(nearestPoint(pointsBut(), 1.8, 0.3, 1)).toBe(1);
    expect(nearestPoint(pointsBut(), 1.8, 0.3, 0.3)).toBeUndefined();
    expect(nearestPoint(pointsBut(), 100, 100, Infinity)).toBe(5);
  });

  it('is none that is hidden, and the first of equals', () => {
    expect(nearestPoint(pointsBut(1), 1.8, 0.3, 5)).toBe(0);
    const twins = { x: Float64Array.of(1, 1), y: Float64Array.of(1, 1), isHidden: () => false };
    expect(nearestPoint(twins, 0, 0, 9)).toBe(0);
  });
});

describe('the next point towards a side', () => {
  it('lies ahead', () => {
    const sides = [[1, 0, 1], [-1, 0, 2], [0, 1, 3], [0, -1, 4]] as const;
    for (const [x, y, expected] of sides) expect(nextPoint(pointsBut(), 0, { x, y }), `${x} ${y}`).toBe(expected);
  });

  it('is the next but one where the next is hidden, and none at the edge', () => {
    expect(nextPoint(pointsBut(3), 0, { x: 0, y: 1 })).toBe(5);
    expect(nextPoint(pointsBut(), 5, { x: 0, y: 1 })).toBeUndefined();
    // What is left lies more upwards than to the right.
    expect(nextPoint(pointsBut(1), 0, { x: 1, y: 0 })).toBeUndefined();
  });
});
