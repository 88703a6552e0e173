/** The part of the map that is in sight: its middle, and how many pixels a unit of either axis takes. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room around the outermost points, in pixels. */
const MARGIN = 24;
/** Closer than this times the whole, and farther than half of it, nothing is to be seen. */
const CLOSEST = 2000;

/** All points, as large as they fit, with the same scale on both axes: distances are what a map is looked at for. */
export function wholeView(xs: Float64Array, ys: Float64Array, { width, height }: Size): Viewport {
  const [fromX, toX] = range(xs);
  const [fromY, toY] = range(ys);
  const room = (pixels: number): number => Math.max(1, pixels - 2 * MARGIN);
  // Points that lie in one place have no extent to fit.
  const scale = Math.min(room(width) / (toX - fromX || 1e-9), room(height) / (toY - fromY || 1e-9));
  return { x: (fromX + toX) / 2, y: (fromY + toY) / 2, scale: Number.isFinite(scale) && scale < 1e6 ? scale : 1 };
}

function range(values: Float64Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Where a point lies on a surface, in pixels; the second axis points up. */
export function toPixels(view: Viewport, { width, height }: Size, x: number, y: number): Point {
  return { x: width / 2 + (x - view.x) * view.scale, y: height / 2 - (y - view.y) * view.scale };
}

export function fromPixels(view: Viewport, { width, height }: Size, at: Point): Point {
  return { x: view.x + (at.x - width / 2) / view.scale, y: view.y - (at.y - height / 2) / view.scale };
}

/** Zooms by a factor; what lies under `at`, in pixels, stays there. */
export function zoomed(view: Viewport, size: Size, whole: Viewport, factor: number, at: Point): Viewport {
  const scale = Math.min(whole.scale * CLOSEST, Math.max(whole.scale / 2, view.scale * factor));
  const fixed = fromPixels(view, size, at);
  return { scale, x: fixed.x - (at.x - size.width / 2) / scale, y: fixed.y + (at.y - size.height / 2) / scale };
}

/** Moves what is in sight by pixels, as a hand moves a sheet of paper. */
export function panned(view: Viewport, byX: number, byY: number): Viewport {
  return { ...view, x: view.x - byX / view.scale, y: view.y + byY / view.scale };
}

/** Moves the view no more than a point needs to be in sight. */
export function revealing(view: Viewport, size: Size, x: number, y: number): Viewport {
  const at = toPixels(view, size, x, y);
  const outside = (value: number, length: number): number => (value < MARGIN ? MARGIN - value : value > length - MARGIN ? length - MARGIN - value : 0);
  return panned(view, outside(at.x, size.width), outside(at.y, size.height));
}
