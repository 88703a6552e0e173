import { contrastRatio, mixColours, type Rgb } from '../shared/colourContrast.ts';

/**
 * Colours that people with any of the common colour blindnesses tell apart; black gave way to a grey that shows in dark themes.
 *
 * @see M. Okabe, K. Ito, "Color Universal Design", 2008
 */
const colours: readonly Rgb[] = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
  [204, 121, 167],
  [230, 159, 0],
  [86, 180, 233],
  [240, 228, 66],
  [140, 140, 140],
];

/** Circle, square, two triangles, diamond, cross, plus, star: outlines around (0, 0) of about the same area, for a radius of 1. */
const shapes: readonly (readonly (readonly [x: number, y: number])[] | undefined)[] = [
  undefined,
  [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  [[0, -1.25], [1.15, 0.8], [-1.15, 0.8]],
  [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  [[0, 1.25], [1.15, -0.8], [-1.15, -0.8]],
  turned(plus(1.35, 0.48)),
  plus(1.3, 0.48),
  star(5, 1.45, 0.62),
];

export const nColours = colours.length;
export const nShapes = shapes.length;

/** WCAG 2 on figures. */
const ENOUGH = 3;

function plus(arm: number, half: number): [number, number][] {
  return [[-half, -arm], [half, -arm], [half, -half], [arm, -half], [arm, half], [half, half], [half, arm], [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half]];
}

function turned(outline: readonly (readonly [number, number])[]): [number, number][] {
  return outline.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
}

function star(points: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: 2 * points }, (_, i) => {
    const [radius, angle] = [i % 2 === 0 ? outer : inner, (i * Math.PI) / points - Math.PI / 2];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** How a marker of a colour is painted. */
export interface MarkerPaint {
  readonly fill: string;
  /** The edge, which is seen on the background whatever the fill is. */
  readonly edge: string;
}

/** The paints by colour number, on a background. */
export function markerPaints(background: Rgb, foreground: Rgb): MarkerPaint[] {
  return colours.map((colour) => {
    let share = 1;
    while (share > 0 && contrastRatio(mixColours(colour, foreground, share), background) < ENOUGH) share -= 0.1;
    return { fill: css(colour), edge: css(mixColours(colour, foreground, Math.max(0, Math.min(0.6, share)))) };
  });
}

const css = (colour: Rgb): string => `rgb(${colour.join(' ')})`;

/** Paints one marker with its middle at a place. */
export function paintMarker(context: CanvasRenderingContext2D, shape: number, { fill, edge }: MarkerPaint, x: number, y: number, radius: number): void {
  const outline = shapes[shape];
  context.beginPath();
  if (outline === undefined) context.arc(x, y, 1.02 * radius, 0, 2 * Math.PI);
  else {
    for (const [dx, dy] of outline) context.lineTo(x + dx * radius, y + dy * radius);
    context.closePath();
  }
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = edge;
  context.stroke();
}
