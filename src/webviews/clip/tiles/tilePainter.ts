import type { SpectrumTile } from '../../../protocol/clipTiles.ts';
import type { Surface } from '../../shared/watchCanvas.ts';
import type { PlotFrame } from '../plotArea.ts';
import { createCanvasPainter } from './canvasPainter.ts';
import { createGpuPainter } from './gpuPainter.ts';
import type { ImageStyle } from './imageStyle.ts';

/** A tile where it belongs, in CSS pixels. */
export interface PlacedTile {
  readonly tile: SpectrumTile;
  /** The left edge of its first own column. */
  readonly left: number;
  readonly columnPixels: number;
  /** The part that is painted: on whole pixels, so that no background shines through between two tiles. */
  readonly from: number;
  readonly to: number;
}

/** Paints tiles into the frame of a plot. */
export type TilePainter = (surface: Surface, frame: PlotFrame, tiles: readonly PlacedTile[], style: ImageStyle) => void;

/** Paints by the graphics processor where there is one, which redraws all tiles in another scale or other colours within a frame, else by the canvas. */
export function createTilePainter(): TilePainter {
  const onCanvas = createCanvasPainter();
  // A graphics processor that is only imitated is slower than the canvas.
  const context = new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true, alpha: true, antialias: false, depth: false });
  const onGpu = context === null ? undefined : createGpuPainter(context);
  return (...what) => {
    if (onGpu?.(...what) !== true) onCanvas(...what);
  };
}
