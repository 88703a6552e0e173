import { describe, expect, it } from 'vitest';
import { followView, isWhole, panView, viewOf, wholeView, zoomView } from '../../../src/webviews/clip/viewWindow.ts';

const limits = { durationSec: 10, shortestSec: 0.002 };

describe('the view of a clip', () => {
  it('keeps what is under the pointer in its place while it zooms', () => {
    const view = { fromSec: 2, toSec: 6 };
    for (const factor of [0.5, 0.9, 1.3]) {
      for (const atSec of [2, 3.3, 5.9]) {
        const next = zoomView(view, limits, factor, atSec);
        expect((atSec - next.fromSec) / (next.toSec - next.fromSec)).toBeCloseTo((atSec - view.fromSec) / 4, 12);
        expect(next.toSec - next.fromSec).toBeCloseTo(4 * factor, 12);
      }
    }
  });

  it('never leaves the clip, nor shows less than can be told apart', () => {
    expect(zoomView({ fromSec: 8, toSec: 10 }, limits, 100, 9)).toEqual(wholeView(limits));
    const closest = zoomView({ fromSec: 8, toSec: 10 }, limits, 1e-9, 9);
    expect(closest.toSec - closest.fromSec).toBeCloseTo(0.002, 12);
    expect(panView({ fromSec: 8, toSec: 10 }, limits, 5)).toEqual({ fromSec: 8, toSec: 10 });
    expect(panView({ fromSec: 1, toSec: 3 }, limits, -5)).toEqual({ fromSec: 0, toSec: 2 });
    expect(isWhole(viewOf(-3, 99, limits), limits)).toBe(true);
    // A clip that is shorter than the closest view is shown whole.
    expect(viewOf(0, 1, { durationSec: 0.001, shortestSec: 0.002 })).toEqual({ fromSec: 0, toSec: 0.001 });
  });

  it('moves on with a time that leaves it, and only then', () => {
    const view = { fromSec: 2, toSec: 4 };
    expect(followView(view, limits, 3)).toBe(view);
    expect(followView(view, limits, 4.5)).toEqual({ fromSec: 4.3, toSec: 6.3 });
    expect(followView(view, limits, 9.9)).toEqual({ fromSec: 8, toSec: 10 });
  });
});
