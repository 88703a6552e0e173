import { describe, expect, it } from 'vitest';
import { fromPixels, panned, revealing, toPixels, wholeView, zoomed } from '../../../src/webviews/map/viewport.ts';

const size = { width: 400, height: 300 };
const xs = Float64Array.of(-10, 0, 30);
const ys = Float64Array.of(5, -5, 0);
const whole = wholeView(xs, ys, size);

describe('the view of a map', () => {
  it('has all points in sight at first, with one scale', () => {
    for (let i = 0; i < 3; i++) {
      const { x, y } = toPixels(whole, size, xs[i]!, ys[i]!);
      expect(x).toBeGreaterThanOrEqual(20);
      expect(x).toBeLessThanOrEqual(380);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y).toBeLessThanOrEqual(280);
    }
    // Up is up.
    expect(toPixels(whole, size, 0, 5).y).toBeLessThan(toPixels(whole, size, 0, -5).y);
  });

  it('takes one point, equal points and no points', () => {
    for (const values of [Float64Array.of(7), Float64Array.of(7, 7), new Float64Array(0)]) {
      const view = wholeView(values, values, size);
      expect(Object.values(view).every(Number.isFinite)).toBe(true);
      expect(toPixels(view, size, values[0] ?? 0, values[0] ?? 0)).toEqual({ x: 200, y: 150 });
    }
  });

  it('zooms around what lies under the pointer, within limits', () => {
    const at = { x: 90, y: 40 };
    const before = fromPixels(whole, size, at);
    const after = fromPixels(zoomed(whole, size, whole, 3, at), size, at);
    expect(after.x).toBeCloseTo(before.x, 10);
    expect(after.y).toBeCloseTo(before.y, 10);
    expect(zoomed(whole, size, whole, 1e-9, at).scale).toBe(whole.scale / 2);
    expect(zoomed(whole, size, whole, 1e9, at).scale).toBeLessThan(whole.scale * 1e4);
  });

  it('moves with the hand', () => {
    const { x, y } = toPixels(panned(whole, 30, -20), size, 1, 2);
    const before = toPixels(whole, size, 1, 2);
    expect([x - before.x, y - before.y]).toEqual([expect.closeTo(30, 9), expect.closeTo(-20, 9)]);
  });

  it('follows a point that is walked to, and no further', () => {
    const close = zoomed(whole, size, whole, 8, { x: 200, y: 150 });
    const { x, y } = toPixels(revealing(close, size, 30, 0), size, 30, 0);
    expect([x, y]).toEqual([expect.closeTo(376, 6), expect.closeTo(toPixels(close, size, 30, 0).y, 6)]);
    expect(revealing(whole, size, 30, 0)).toEqual(whole);
  });
});
