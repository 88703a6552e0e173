import type { Frame } from 'playwright-core';

/** What is drawn inside the frame of a plot, row by row from its top. */
export interface PlotPixels {
  readonly nColours: number;
  /** The mean luminance of each row, 0 … 255. */
  readonly rowLuminance: readonly number[];
  /** The rows on which the left axis has a tick, relative to the plot's first row, from the top. */
  readonly tickRows: readonly number[];
}

/** Reads the plot of a canvas. Its style sheet tells the frame: `--plot-left` and so on are the margins in CSS pixels. */
export function readPlot(frame: Frame, selector: string): Promise<PlotPixels> {
  return frame.evaluate((wanted) => {
    const canvas = document.querySelector(wanted) as HTMLCanvasElement;
    const style = getComputedStyle(canvas);
    const ratio = devicePixelRatio;
    const margin = (side: string): number => Math.round(Number.parseFloat(style.getPropertyValue(`--plot-${side}`)) * ratio);
    const [left, top] = [margin('left'), margin('top')];
    const width = canvas.width - margin('right') - left;
    const height = canvas.height - margin('bottom') - top;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    // The border is drawn over the outermost pixels.
    const inset = 2;
    const { data } = context.getImageData(left + inset, top, width - 2 * inset, height);
    const colours = new Set<number>();
    const rowLuminance: number[] = [];
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let x = 0; x < width - 2 * inset; x++) {
        const at = 4 * (y * (width - 2 * inset) + x);
        const [red, green, blue, alpha] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
        colours.add((red << 16) | (green << 8) | blue);
        sum += ((0.2126 * red + 0.7152 * green + 0.0722 * blue) * alpha) / 255;
      }
      rowLuminance.push(sum / (width - 2 * inset));
    }
    // Ticks are the only thing that is drawn just left of the frame.
    const axis = context.getImageData(left - 3, top - 2, 1, height + 4).data;
    const tickRows: number[] = [];
    for (let y = 0; y < height + 4; y++) {
      const drawn = (row: number): boolean => (axis[4 * row + 3] ?? 0) > 40;
      // A line between two rows of pixels colours both.
      if (drawn(y) && !drawn(y - 1)) tickRows.push(y - 2 + (drawn(y + 1) ? 1 : 0.5));
    }
    return { nColours: colours.size, rowLuminance, tickRows };
  }, selector);
}
