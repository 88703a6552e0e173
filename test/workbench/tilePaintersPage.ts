// Runs in a page: paints the same tiles by the canvas and by WebGL.
import type { FrequencyScaleName } from '../../src/protocol/clipSettings.ts';
import type { SpectrumTile } from '../../src/protocol/clipTiles.ts';
import { createFrequencyScale } from '../../src/webviews/clip/frequencyScale.ts';
import { createCanvasPainter } from '../../src/webviews/clip/tiles/canvasPainter.ts';
import { createGpuPainter } from '../../src/webviews/clip/tiles/gpuPainter.ts';
import type { PlacedTile } from '../../src/webviews/clip/tiles/tilePainter.ts';
import { createColourMap } from '../../src/webviews/shared/colourMap.ts';

export interface PaintedCase {
  readonly scale: FrequencyScaleName;
  readonly nFft: number;
  readonly height: number;
  readonly columnPixels: number;
  readonly isLost?: boolean;
}

export interface Painted {
  /** The largest difference of a part of a colour, 0 … 255. */
  readonly worst: number;
  readonly nColours: number;
  /** Pixels that are painted beside the tiles, and those that are not within. */
  readonly nOutside: number;
  readonly nMissing: number;
  readonly paintsWhenLost: boolean | undefined;
}

/** A smooth picture with a sharp line, of which any error of place or order shows. */
function tileOf(firstColumn: number, nColumns: number, nBins: number): SpectrumTile {
  const levels = new Uint8Array((nColumns + 2) * nBins);
  for (let column = 0; column < nColumns + 2; column++) {
    for (let bin = 0; bin < nBins; bin++) {
      const time = firstColumn + column;
      levels[column * nBins + bin] = bin === Math.floor(nBins / 3) ? 250 : 120 + 80 * Math.sin(time / 23) * Math.cos((9 * bin) / nBins);
    }
  }
  return { nColumns, nBins, levels };
}

globalThis.paintBoth = ({ scale, nFft, height, columnPixels, isLost }: PaintedCase): Painted | undefined => {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false });
  const onGpu = gl === null ? undefined : createGpuPainter(gl);
  if (gl === null || onGpu === undefined) return undefined;
  const width = 160;
  const frame = { x: 7, y: 5, width, height };
  const nBins = nFft / 2 + 1;
  const split = 64 * columnPixels;
  const tiles: PlacedTile[] = [
    { tile: tileOf(0, 64, nBins), left: frame.x + 20 - split, columnPixels, from: frame.x, to: frame.x + 20 },
    { tile: tileOf(64, 64, nBins), left: frame.x + 20, columnPixels, from: frame.x + 20, to: frame.x + 80 },
  ];
  const toHz = 8000;
  const paint = (by: ReturnType<typeof createCanvasPainter> | typeof onGpu, colours: 'viridis' | 'grey'): { readonly data: Uint8ClampedArray; readonly result: unknown } => {
    const canvas = new OffscreenCanvas(width + 20, height + 20);
    const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D;
    const result = by({ context, width: canvas.width, height: canvas.height, ratio: 1 }, frame, tiles, { height, scale: createFrequencyScale(scale, toHz), dbMin: -90, dbMax: -10, colours: createColourMap(colours) });
    return { data: context.getImageData(0, 0, canvas.width, canvas.height).data, result };
  };
  const canvas = paint(createCanvasPainter(), 'viridis').data;
  const differenceOf = (painted: Uint8ClampedArray): number => painted.reduce((most, value, i) => Math.max(most, Math.abs(value - (canvas[i] ?? 0))), 0);
  // The first time the tiles are new; then they are there, in other colours; and then as at first.
  const first = paint(onGpu, 'viridis').data;
  paint(onGpu, 'grey');
  const gpu = paint(onGpu, 'viridis').data;
  if (isLost) gl.getExtension('WEBGL_lose_context')?.loseContext();
  const isWithin = (pixel: number): boolean => {
    const [x, y] = [(pixel % (width + 20)) - frame.x, Math.floor(pixel / (width + 20)) - frame.y];
    return x >= 0 && x < 80 && y >= 0 && y < height;
  };
  const pixels = Array.from({ length: gpu.length / 4 }, (_, i) => i);
  return {
    worst: Math.max(differenceOf(first), differenceOf(gpu)),
    nColours: new Set(new Uint32Array(gpu.buffer)).size,
    nOutside: pixels.filter((i) => !isWithin(i) && gpu[4 * i + 3] !== 0).length,
    nMissing: pixels.filter((i) => isWithin(i) && gpu[4 * i + 3] !== 255).length,
    paintsWhenLost: isLost ? Boolean(paint(onGpu, 'viridis').result) : undefined,
  };
};
