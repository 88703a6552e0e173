import { axisTicks, tickLabel } from '../shared/axisTicks.ts';
import { resolveColour } from '../shared/colourContrast.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import type { Categories } from './categories.ts';
import { markerPaints, paintMarker } from './markers.ts';
import type { MapPoints } from './nearestPoint.ts';
import { fromPixels, toPixels, type Size, type Viewport } from './viewport.ts';

/** What the figure shows. */
export interface MapScene {
  readonly points: MapPoints;
  readonly categories: Categories;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Numbers stand at the axes where they mean something. */
  readonly hasUnits: boolean;
  /** The point that is read. */
  readonly current: number | undefined;
}

/** Room for the axes around the plot, in pixels. */
export const margins = { left: 52, right: 8, top: 8, bottom: 40 } as const;

const TICK = 4;
const PIXELS_A_TICK = 80;
const RING = 5;

/** The size of the plot on a surface. */
export const plotSize = ({ width, height }: Size): Size => ({ width: Math.max(1, width - margins.left - margins.right), height: Math.max(1, height - margins.top - margins.bottom) });

/** Many points are drawn smaller; closer up, larger again. */
function markerRadius(nPoints: number, closeness: number): number {
  const radius = nPoints <= 500 ? 5 : nPoints <= 2500 ? 4 : nPoints <= 8000 ? 3 : 2;
  return Math.min(8, radius * Math.max(1, Math.sqrt(Math.sqrt(closeness))));
}

/** Draws axes and points. */
export function drawMap({ context, width, height }: Surface, scene: MapScene, view: Viewport, closeness: number, theme: Theme): void {
  const size = plotSize({ width, height });
  context.font = theme.font;
  drawAxes(context, scene, view, size, theme);
  context.save();
  context.beginPath();
  context.rect(margins.left, margins.top, size.width, size.height);
  context.clip();
  context.translate(margins.left, margins.top);
  drawPoints(context, scene, view, size, markerRadius(scene.points.x.length, closeness), theme);
  context.restore();
}

function drawPoints(context: CanvasRenderingContext2D, { points, categories, current }: MapScene, view: Viewport, size: Size, radius: number, theme: Theme): void {
  const paints = markerPaints(resolveColour(theme.background, 'Canvas'), resolveColour(theme.foreground, theme.background));
  const { x, y } = points;
  context.lineWidth = 1;
  context.lineJoin = 'round';
  const paint = (i: number, size_: number): void => {
    const category = categories.list[categories.of[i] ?? 0];
    const paint = paints[category?.colour ?? 0];
    const at = toPixels(view, size, x[i] ?? 0, y[i] ?? 0);
    if (paint !== undefined && at.x > -20 && at.y > -20 && at.x < size.width + 20 && at.y < size.height + 20) paintMarker(context, category?.shape ?? 0, paint, at.x, at.y, size_);
  };
  for (let i = 0; i < x.length; i++) if (!points.isHidden(i)) paint(i, radius);
  if (current === undefined || points.isHidden(current)) return;
  const at = toPixels(view, size, x[current] ?? 0, y[current] ?? 0);
  context.fillStyle = theme.background;
  context.strokeStyle = theme.foreground;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(at.x, at.y, radius + RING, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.lineWidth = 1;
  paint(current, radius + 1);
}

function drawAxes(context: CanvasRenderingContext2D, scene: MapScene, view: Viewport, size: Size, theme: Theme): void {
  const [left, top] = [margins.left, margins.top];
  const bottom = top + size.height;
  context.lineWidth = 1;
  context.strokeStyle = theme.border;
  context.strokeRect(left + 0.5, top + 0.5, size.width, size.height);
  context.fillStyle = theme.muted;
  const low = fromPixels(view, size, { x: 0, y: size.height });
  const high = fromPixels(view, size, { x: size.width, y: 0 });
  if (scene.hasUnits) {
    const across = axisTicks(low.x, high.x, Math.max(2, size.width / PIXELS_A_TICK));
    const up = axisTicks(low.y, high.y, Math.max(2, size.height / PIXELS_A_TICK));
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const value of across.values) {
      const x = left + toPixels(view, size, value, 0).x;
      line(context, x, bottom, x, bottom + TICK);
      context.fillText(tickLabel(value, across.decimals), x, bottom + TICK + 2);
    }
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const value of up.values) {
      const y = top + toPixels(view, size, 0, value).y;
      line(context, left - TICK, y, left, y);
      context.fillText(tickLabel(value, up.decimals), left - TICK - 3, y);
    }
  }
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText(scene.xTitle, left + size.width / 2, bottom + margins.bottom - 2);
  context.save();
  context.translate(14, top + size.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(scene.yTitle, 0, 0);
  context.restore();
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}
