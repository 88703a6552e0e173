import { TILE_COLUMNS, type TileKey } from '../../protocol/clipTiles.ts';
import { axisTicks } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, drawTimeAxis, type LeftAxis } from './drawAxes.ts';
import { createColourBar } from './drawColourBar.ts';
import { bentTicks, type FrequencyScale } from './frequencyScale.ts';
import type { PlotFrame } from './plotArea.ts';
import type { Scene } from './scene.ts';
import { createTileImages, type ImageStyle } from './tileImage.ts';
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

/** Creates the drawing routine of a clip's spectrogram. It keeps the images of tiles as long as the tiles are there. */
export function createSpectrogramDrawing(sampleRate: number): (surface: Surface, frame: PlotFrame, scene: Scene, style: ImageStyle, theme: Theme) => void {
  const imageOf = createTileImages(sampleRate / 2);
  const drawColourBar = createColourBar();

  const drawTiles = ({ context, ratio }: Surface, frame: PlotFrame, { view, book }: Scene, keys: readonly TileKey[], style: ImageStyle): void => {
    const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
    const snap = (x: number): number => Math.round(x * ratio) / ratio;
    for (const key of keys) {
      const tile = book.spectrum(key);
      if (tile === undefined) continue;
      const columnPixels = (2 ** key.level / sampleRate) * pixelsPerSec;
      // Column c is centred on its own time; the image has one more column at either side, which is there to be interpolated with.
      const left = frame.x - view.fromSec * pixelsPerSec + (key.index * TILE_COLUMNS - 0.5) * columnPixels;
      // The last tile's margin reaches to the end of the clip.
      const right = left + (tile.nColumns + (tile.nColumns < TILE_COLUMNS ? 1 : 0)) * columnPixels;
      // Edges on whole pixels, so that no background shines through between two tiles.
      const [from, to] = [Math.max(frame.x, snap(left)), Math.min(frame.x + frame.width, snap(right))];
      context.save();
      context.beginPath();
      context.rect(from, frame.y, to - from, frame.height);
      context.clip();
      context.drawImage(imageOf(tile, style), left - columnPixels, frame.y, (tile.nColumns + 2) * columnPixels, frame.height);
      context.restore();
    }
  };

  return (surface, frame, scene, style, theme) => {
    const { context, ratio } = surface;
    const sight = { ...scene, pixels: Math.round(frame.width * ratio) };
    const keys = tilesInSight(sight, 'spectrum');
    context.fillStyle = `rgb(${style.colours.slice(0, 3).join(' ')})`;
    context.fillRect(frame.x, frame.y, frame.width, frame.height);
    // Where a finer tile has not come, the overview shows through.
    if (!keys.every((key) => scene.book.has(key))) drawTiles(surface, frame, scene, overviewInSight(sight, 'spectrum'), style);
    drawTiles(surface, frame, scene, keys, style);
    drawTimeAxis(surface, frame, scene.view, theme);
    drawLeftAxis(surface, frame, frequencyAxis(style.scale, frame.height), theme);
    drawColourBar(surface, frame, style, theme);
  };
}
