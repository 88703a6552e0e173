/** Distances of a plot's frame from the edges of its canvas, in CSS pixels. */
export interface PlotMargins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The margins are set once, in the style sheet, and read here: so both drawings, the
 * position line and the seek bar share one time axis to the pixel.
 */
export function readPlotMargins(node: Element): PlotMargins {
  const style = getComputedStyle(node);
  const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(`--plot-${name}`)) || 0;
  return { left: pixels('left'), right: pixels('right'), top: pixels('top'), bottom: pixels('bottom') };
}

/** The frame of a plot in CSS pixels, on whole device pixels so that its image and its ticks agree. */
export interface PlotFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function plotFrame(margins: PlotMargins, width: number, height: number, ratio: number): PlotFrame {
  const snap = (value: number): number => Math.round(value * ratio) / ratio;
  const [x, y] = [snap(margins.left), snap(margins.top)];
  return { x, y, width: Math.max(1, snap(width - margins.right) - x), height: Math.max(1, snap(height - margins.bottom) - y) };
}
