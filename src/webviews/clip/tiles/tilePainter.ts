import type { SpectrumTile } from '../../../protocol/clipTiles.ts';
import type { Surface } from '../../shared/watchCanvas.ts';
import type { PlotFrame } from '../plotArea.ts';
import { createCanvasPainter } from './canvasPainter.ts';
import { createGpuPainter } from './gpuPainter.ts';
import type { ImageStyle } from './imageStyle.ts';

/** After so long without the processor, the page has set itself up. */
const restMs = 1000;

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

/**
 * Paints by the graphics processor where there is one, which redraws all tiles in another scale or other colours within a frame, else by the
 * canvas. To ask for the processor takes longer than to paint a clip, so the first picture is the canvas's.
 */
export function createTilePainter(): TilePainter {
  const onCanvas = createCanvasPainter();
  let onGpu: ReturnType<typeof createGpuPainter>;
  let isAsked = false;
  const ask = (): void => {
    const context = fastContext();
    if (context !== undefined) onGpu = createGpuPainter(context);
  };
  return (...what) => {
    // Once the processor has been taken away, what it held is let go.
    if (onGpu && !onGpu(...what)) onGpu = undefined;
    if (!onGpu) onCanvas(...what);
    if (isAsked) return;
    isAsked = true;
    setTimeout(ask, restMs);
  };
}

/** A context on a graphics processor; undefined where there is none, or one that the main processor imitates, which is slower than the canvas. */
function fastContext(): WebGL2RenderingContext | undefined {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true, antialias: false, depth: false });
  const info = context?.getExtension('WEBGL_debug_renderer_info');
  const renderer = context && info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  if (context && !/SwiftShader|llvmpipe|softpipe|Basic Render/i.test(renderer)) return context;
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return undefined;
}
