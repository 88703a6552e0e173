import type { SpectrogramFigure } from '../../protocol/clipView.ts';

/** Which cells of the figure one row or column of pixels shows. */
interface PixelSpan {
  readonly first: number;
  readonly last: number;
  /** Weight of `last` where the pixel lies between two cells; `undefined` where it covers several. */
  readonly mix: number | undefined;
}

/** The cells under each of `count` pixels, when pixel `i` covers cell positions `from + i * perPixel` … `+ perPixel`. */
function pixelSpans(count: number, from: number, perPixel: number, nCells: number): PixelSpan[] {
  const clamp = (cell: number): number => Math.min(nCells - 1, Math.max(0, cell));
  return Array.from({ length: count }, (_, i) => {
    const low = from + i * perPixel;
    if (perPixel > 1) return { first: clamp(Math.ceil(low)), last: clamp(Math.ceil(low + perPixel) - 1), mix: undefined };
    const centre = Math.min(nCells - 1, Math.max(0, low + perPixel / 2));
    return { first: Math.floor(centre), last: clamp(Math.floor(centre) + 1), mix: centre - Math.floor(centre) };
  });
}

/** The level of a span: the mean between two cells; the loudest of several, so that a click or a thin partial stays visible. */
function spanLevel(levels: Uint8Array | Float32Array, offset: number, stride: number, span: PixelSpan): number {
  const first = levels[offset + span.first * stride] ?? 0;
  if (span.mix !== undefined) return first + ((levels[offset + span.last * stride] ?? 0) - first) * span.mix;
  let level = first;
  for (let cell = span.first + 1; cell <= span.last; cell++) level = Math.max(level, levels[offset + cell * stride] ?? 0);
  return level;
}

/**
 * The spectrogram as pixels: the left edge is time 0, the right edge the clip's end; the lower edge is `fMinHz`, the upper
 * `fMaxHz`. Frame i is centred on `i * hopSec` and bin k on its own frequency, not on the middle of an image row: a bitmap
 * stretched over the axes would be half a cell off.
 *
 * @param colours 256 RGBA colours
 */
export function spectrogramImage(figure: SpectrogramFigure, durationSec: number, size: { readonly width: number; readonly height: number }, colours: Uint8ClampedArray): ImageData {
  const { levels, nFrames, nBins, hopSec } = figure;
  const image = new ImageData(size.width, size.height);
  if (nFrames === 0 || nBins === 0) return image;
  const pixels = new Uint32Array(image.data.buffer);
  const palette = new Uint32Array(colours.buffer, colours.byteOffset, 256);
  const columns = pixelSpans(size.width, 0, durationSec / hopSec / size.width, nFrames);
  // Counted from the bottom row, where the frequency axis starts.
  const rows = pixelSpans(size.height, 0, (nBins - 1) / size.height, nBins);
  const column = new Float32Array(nBins);
  for (let x = 0; x < size.width; x++) {
    const span = columns[x] as PixelSpan;
    for (let bin = 0; bin < nBins; bin++) column[bin] = spanLevel(levels, bin, nBins, span);
    for (let y = 0; y < size.height; y++) {
      const level = spanLevel(column, 0, 1, rows[size.height - 1 - y] as PixelSpan);
      pixels[y * size.width + x] = palette[Math.round(level)] as number;
    }
  }
  return image;
}
