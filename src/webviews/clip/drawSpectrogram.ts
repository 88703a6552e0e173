import { TILE_COLUMNS, type TileKey } from '../../protocol/clipTiles.ts';
import { axisTicks } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, drawTimeAxis, type LeftAxis } from './drawAxes.ts';
import { createColourBar } from './drawColourBar.ts';
import { bentTicks, type FrequencyScale } from './frequencyScale.ts';
import type { PlotFrame } from './plotArea.ts';
import type { Scene } from './scene.ts';
import type { ImageStyle } from './tiles/imageStyle.ts';
import { createTilePainter, type PlacedTile } from './tiles/tilePainter.ts';
import { overviewInSight, tilesInSight } from './wantedTiles.ts';
import { words } from './words.ts';

/** Kilohertz on an even axis; hertz on one that gives most room to what is low. */
function frequencyAxis(scale: FrequencyScale, height: number): LeftAxis {
  if (scale.name !== 'linear') return { title: words.frequency('Hz'), ticks: { values: bentTicks(scale, 22 / height), decimals: 0 }, share: scale.share };
  const unit = scale.toHz >= 1000 ? 1000 : 1;
  return {
    title: words.frequency(unit === 1 ? 'Hz' : 'kHz'),
    ticks: axisTicks(0, scale.toHz / unit, Math.max(2, Math.floor(height / 32))),
    share: (value) => scale.share(value * unit),
  };
}

/** Creates the drawing routine of spectrograms. */
export function createSpectrogramDrawing(): (surface: Surface, frame: PlotFrame, scene: Scene, style: ImageStyle, theme: Theme) => void {
  const paint = createTilePainter();
  const drawColourBar = createColourBar();
  return (surface, frame, scene, style, theme) => {
    const { context, ratio } = surface;
    const sight = { ...scene, pixels: Math.round(frame.width * ratio) };
    const keys = tilesInSight(sight, 'spectrum');
    context.fillStyle = `rgb(${style.colours.slice(0, 3).join(' ')})`;
    context.fillRect(frame.x, frame.y, frame.width, frame.height);
    // Where a finer tile has not come, the overview shows through.
    const standIns = keys.every((key) => scene.book.has(key)) ? [] : overviewInSight(sight, 'spectrum');
    paint(surface, frame, [...standIns, ...keys].flatMap((key) => placeTile(surface, frame, scene, key) ?? []), style);
    drawTimeAxis(surface, frame, scene.view, theme);
    drawLeftAxis(surface, frame, frequencyAxis(style.scale, frame.height), theme);
    drawColourBar(surface, frame, style, theme);
  };
}

function placeTile({ ratio }: Surface, frame: PlotFrame, { summary: { sampleRate }, view, book }: Scene, key: TileKey): PlacedTile | undefined {
  const tile = book.spectrum(key);
  if (tile === undefined) return undefined;
  const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
  const columnPixels = (2 ** key.level / sampleRate) * pixelsPerSec;
  // Column c is centred on its own time.
  const left = frame.x - view.fromSec * pixelsPerSec + (key.index * TILE_COLUMNS - 0.5) * columnPixels;
  // The last tile's margin reaches to the end of the clip.
  const right = left + (tile.nColumns + (tile.nColumns < TILE_COLUMNS ? 1 : 0)) * columnPixels;
  const snap = (x: number): number => Math.min(frame.x + frame.width, Math.max(frame.x, Math.round(x * ratio) / ratio));
  return { tile, left, columnPixels, from: snap(left), to: snap(right) };
}
