import { TILE_COLUMNS, type TileKey } from '../../protocol/clipTiles.ts';
import { axisTicks, niceStep } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, drawTimeAxis } from './drawAxes.ts';
import type { PlotFrame } from './plotArea.ts';
import { overviewFigures, type Scene } from './scene.ts';
import { overviewInSight, tilesInSight } from './wantedTiles.ts';
import { words } from './words.ts';

/** Below so many pixels a sample, the samples are not told apart by dots. */
const dotsFrom = 6;

/** Draws amplitude over time. The axis fits the clip, so that quiet speech is seen; its ticks tell how quiet it is. */
export function drawWaveform(surface: Surface, frame: PlotFrame, scene: Scene, theme: Theme): void {
  const { context } = surface;
  const { peak } = overviewFigures(scene);
  const limit = peak > 0 ? Math.min(Math.max(1, peak), niceStep(peak / 4) * Math.ceil(peak / niceStep(peak / 4) - 1e-9)) : 1;
  const middle = frame.y + frame.height / 2;

  context.strokeStyle = theme.grid;
  context.beginPath();
  context.moveTo(frame.x, middle);
  context.lineTo(frame.x + frame.width, middle);
  context.stroke();

  const pixels = Math.round(frame.width * surface.ratio);
  const keys = tilesInSight({ ...scene, pixels }, 'wave');
  const isThere = keys.every((key) => scene.book.has(key));
  context.save();
  context.beginPath();
  context.rect(frame.x, frame.y, frame.width, frame.height);
  context.clip();
  context.fillStyle = theme.accent;
  context.strokeStyle = theme.accent;
  // Until all of a finer drawing is there, the overview stands in for it.
  drawPeaks(surface, frame, scene, isThere ? keys : overviewInSight(scene, 'wave'), limit);
  context.restore();
  drawTimeAxis(surface, frame, scene.view, theme);
  drawLeftAxis(surface, frame, { title: words.amplitude, ticks: axisTicks(-limit, limit, 4), share: (value) => (value + limit) / (2 * limit) }, theme);
}

function drawPeaks({ context, ratio }: Surface, frame: PlotFrame, { summary: { sampleRate }, view, book }: Scene, keys: readonly TileKey[], limit: number): void {
  const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
  const middle = frame.y + frame.height / 2;
  const yOf = (sample: number): number => middle - (sample / limit) * (frame.height / 2);
  const single: { readonly x: number; readonly y: number }[] = [];
  for (const key of keys) {
    const tile = book.wave(key);
    if (tile === undefined) continue;
    const hopSec = 2 ** key.level / sampleRate;
    const columnPixels = hopSec * pixelsPerSec;
    const startX = frame.x + (key.index * TILE_COLUMNS * hopSec - view.fromSec) * pixelsPerSec;
    const first = Math.max(0, Math.floor((frame.x - startX) / columnPixels) - 1);
    const end = Math.min(tile.min.length, Math.ceil((frame.x + frame.width - startX) / columnPixels) + 1);
    for (let column = first; column < end; column++) {
      const x = startX + column * columnPixels;
      const [low, high] = [tile.min[column] ?? 0, tile.max[column] ?? 0];
      if (key.level === 0) {
        single.push({ x, y: yOf(low) });
        continue;
      }
      // Each column reaches to the next, so that a steep slope has no gaps.
      const [nextLow, nextHigh] = [tile.min[column + 1] ?? low, tile.max[column + 1] ?? high];
      const top = yOf(Math.max(high, nextLow));
      context.fillRect(x, top, Math.max(columnPixels, 1 / ratio), Math.max(1 / ratio, yOf(Math.min(low, nextHigh)) - top));
    }
  }
  if (single.length > 0) drawSamples(context, single, pixelsPerSec / sampleRate >= dotsFrom);
}

/** Single samples, joined by lines. */
function drawSamples(context: CanvasRenderingContext2D, points: readonly { readonly x: number; readonly y: number }[], dots: boolean): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  context.stroke();
  if (dots) for (const { x, y } of points) context.fillRect(x - 1.5, y - 1.5, 3, 3);
}
