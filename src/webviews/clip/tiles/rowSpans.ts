import type { ImageStyle } from './imageStyle.ts';

/** Which bins one row of pixels shows. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
  /** Weight of `last` where the row lies between two bins; `undefined` where it covers several. */
  readonly mix: number | undefined;
}

/** The bins under each row, from the top row down; the last bin is at the upper end of the scale. Bin k lies at its own frequency, not in the middle of an image row. */
export function rowSpans({ height, scale }: Pick<ImageStyle, 'height' | 'scale'>, nBins: number): RowSpan[] {
  const binAt = (share: number): number => Math.min(nBins - 1, Math.max(0, (scale.hertz(share) / scale.toHz) * (nBins - 1)));
  return Array.from({ length: height }, (_, y) => {
    const [low, high] = [binAt((height - 1 - y) / height), binAt((height - y) / height)];
    // Between two bins, the mean of both; over several the loudest, so that a thin partial stays visible.
    if (high - low > 1) return { first: Math.ceil(low), last: Math.max(Math.ceil(low), Math.ceil(high) - 1), mix: undefined };
    const centre = binAt((height - y - 0.5) / height);
    const first = Math.floor(centre);
    return { first, last: Math.min(nBins - 1, first + 1), mix: centre - first };
  });
}
