import type { SpectrumTile } from '../../protocol/clipTiles.ts';
import { levelDb } from './tileBook.ts';
import type { FrequencyScale } from './frequencyScale.ts';

/** How levels become pixels. Tiles are drawn anew where it is another object. */
export interface ImageStyle {
  /** Rows of pixels. */
  readonly height: number;
  readonly scale: FrequencyScale;
  readonly dbMin: number;
  readonly dbMax: number;
  /** 256 RGBA colours, from `dbMin` to `dbMax`. */
  readonly colours: Uint8ClampedArray;
}

/** Which bins one row of pixels shows. */
interface RowSpan {
  readonly first: number;
  readonly last: number;
  /** Weight of `last` where the row lies between two bins; `undefined` where it covers several. */
  readonly mix: number | undefined;
}

/** The bins under each row, from the top row down. Bin k lies at its own frequency, not in the middle of an image row. */
export function rowSpans({ height, scale }: Pick<ImageStyle, 'height' | 'scale'>, nBins: number, nyquistHz: number): RowSpan[] {
  const binAt = (share: number): number => Math.min(nBins - 1, Math.max(0, (scale.hertz(share) / nyquistHz) * (nBins - 1)));
  return Array.from({ length: height }, (_, y) => {
    const [low, high] = [binAt((height - 1 - y) / height), binAt((height - y) / height)];
    // Between two bins, the mean of both; over several the loudest, so that a thin partial stays visible.
    if (high - low > 1) return { first: Math.ceil(low), last: Math.max(Math.ceil(low), Math.ceil(high) - 1), mix: undefined };
    const centre = binAt((height - y - 0.5) / height);
    const first = Math.floor(centre);
    return { first, last: Math.min(nBins - 1, first + 1), mix: centre - first };
  });
}

/** Colours of the 256 levels of a tile, as pixels. */
function paletteOf({ dbMin, dbMax, colours }: ImageStyle): Uint32Array {
  const pixels = new Uint32Array(colours.buffer, colours.byteOffset, 256);
  // Four steps a level, since rows between two bins lie between two levels.
  return Uint32Array.from({ length: 4 * 255 + 1 }, (_, quarter) => {
    const share = (levelDb(quarter / 4) - dbMin) / (dbMax - dbMin);
    return pixels[Math.round(255 * Math.min(1, Math.max(0, share)))] ?? 0;
  });
}

/** Draws tiles as images, one column of pixels a column of the tile, those beside it included. */
export function createTileImages(nyquistHz: number): (tile: SpectrumTile, style: ImageStyle) => OffscreenCanvas {
  const drawn = new WeakMap<SpectrumTile, { readonly style: ImageStyle; readonly image: OffscreenCanvas }>();
  let plan: { readonly style: ImageStyle; readonly nBins: number; readonly rows: readonly RowSpan[]; readonly palette: Uint32Array } | undefined;
  return (tile, style) => {
    const found = drawn.get(tile);
    if (found?.style === style) return found.image;
    if (plan?.style !== style || plan.nBins !== tile.nBins) plan = { style, nBins: tile.nBins, rows: rowSpans(style, tile.nBins, nyquistHz), palette: paletteOf(style) };
    const image = found?.image ?? new OffscreenCanvas(1, 1);
    draw(image, tile, plan.rows, plan.palette);
    drawn.set(tile, { style, image });
    return image;
  };
}

function draw(image: OffscreenCanvas, { nColumns, nBins, levels }: SpectrumTile, rows: readonly RowSpan[], palette: Uint32Array): void {
  const width = nColumns + 2;
  const data = new ImageData(width, rows.length);
  const pixels = new Uint32Array(data.data.buffer);
  for (let y = 0; y < rows.length; y++) {
    const { first, last, mix } = rows[y] as RowSpan;
    for (let x = 0; x < width; x++) {
      const at = x * nBins;
      let level = levels[at + first] as number;
      if (mix !== undefined) level += ((levels[at + last] as number) - level) * mix;
      else for (let bin = first + 1; bin <= last; bin++) if ((levels[at + bin] as number) > level) level = levels[at + bin] as number;
      pixels[y * width + x] = palette[Math.round(4 * level)] as number;
    }
  }
  image.width = width;
  image.height = rows.length;
  image.getContext('2d')?.putImageData(data, 0, 0);
}
