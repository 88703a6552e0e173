import type { SpectrumTile } from '../../../protocol/clipTiles.ts';
import { colourShare, type ImageStyle } from './imageStyle.ts';
import { rowSpans, type RowSpan } from './rowSpans.ts';
import type { TilePainter } from './tilePainter.ts';

/** Paints by images of the tiles, which it keeps as long as the tiles are there. */
export function createCanvasPainter(): TilePainter {
  const imageOf = createTileImages();
  return ({ context }, frame, tiles, style) => {
    for (const { tile, left, columnPixels, from, to } of tiles) {
      context.save();
      context.beginPath();
      context.rect(from, frame.y, to - from, frame.height);
      context.clip();
      // The image has one more column at either side, which is there to be interpolated with.
      context.drawImage(imageOf(tile, style), left - columnPixels, frame.y, (tile.nColumns + 2) * columnPixels, frame.height);
      context.restore();
    }
  };
}

/** Colours of the 256 levels of a tile, as pixels. */
function paletteOf(style: ImageStyle): Uint32Array {
  const { colours } = style;
  const pixels = new Uint32Array(colours.buffer, colours.byteOffset, 256);
  // Four steps a level, since rows between two bins lie between two levels.
  return Uint32Array.from({ length: 4 * 255 + 1 }, (_, quarter) => pixels[Math.round(255 * Math.min(1, Math.max(0, colourShare(style, quarter / 4))))] ?? 0);
}

/** Draws tiles as images, one column of pixels a column of the tile, those beside it included. */
function createTileImages(): (tile: SpectrumTile, style: ImageStyle) => OffscreenCanvas {
  const drawn = new WeakMap<SpectrumTile, { readonly style: ImageStyle; readonly image: OffscreenCanvas }>();
  let plan: { readonly style: ImageStyle; readonly nBins: number; readonly rows: readonly RowSpan[]; readonly palette: Uint32Array } | undefined;
  return (tile, style) => {
    const found = drawn.get(tile);
    if (found?.style === style) return found.image;
    if (plan?.style !== style || plan.nBins !== tile.nBins) plan = { style, nBins: tile.nBins, rows: rowSpans(style, tile.nBins), palette: paletteOf(style) };
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
