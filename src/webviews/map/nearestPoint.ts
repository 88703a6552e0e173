/** Points of a map, of which some may be hidden. */
export interface MapPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  isHidden(point: number): boolean;
}

/** Towards one side of the map; the second axis points up. */
export interface Direction {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** How much farther off a point to the side seems than one straight ahead. */
const ASIDE = 2;

/**
 * The point nearest to a place, in the units of the map.
 *
 * @param within how far it may be
 */
export function nearestPoint({ x, y, isHidden }: MapPoints, atX: number, atY: number, within: number): number | undefined {
  let best: number | undefined;
  let least = within * within;
  for (let i = 0; i < x.length; i++) {
    const squared = ((x[i] ?? 0) - atX) ** 2 + ((y[i] ?? 0) - atY) ** 2;
    if (squared > least || isHidden(i) || (squared === least && best !== undefined)) continue;
    least = squared;
    best = i;
  }
  return best;
}

/** The nearest point towards one side of another, within 45° of it; points ahead are preferred to those aside. */
export function nextPoint({ x, y, isHidden }: MapPoints, from: number, direction: Direction): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let i = 0; i < x.length; i++) {
    if (i === from || isHidden(i)) continue;
    const [dx, dy] = [(x[i] ?? 0) - (x[from] ?? 0), (y[i] ?? 0) - (y[from] ?? 0)];
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    const cost = ahead + ASIDE * aside;
    if (ahead <= 0 || aside > ahead || cost >= least) continue;
    least = cost;
    best = i;
  }
  return best;
}
