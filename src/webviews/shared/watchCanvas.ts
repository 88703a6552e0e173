/** A canvas that is ready to draw on in CSS pixels; `ratio` device pixels make one of them. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/**
 * Keeps a canvas as sharp as the screen: its bitmap follows its box in device pixels, also when the window moves to another
 * screen or is zoomed.
 *
 * @param draw is called in an animation frame, at most once each, with a cleared surface
 * @returns a function that asks for another drawing
 */
export function watchCanvas(canvas: HTMLCanvasElement, draw: (surface: Surface) => void): () => void {
  const context = canvas.getContext('2d');
  let scheduled = false;
  const redraw = (): void => {
    if (scheduled || context === null) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      const { clientWidth: width, clientHeight: height } = canvas;
      if (width === 0 || height === 0) return;
      const ratio = window.devicePixelRatio;
      const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
      // A new size means a new bitmap, which costs more than to clear the one that fits.
      if (canvas.width !== columns) canvas.width = columns;
      if (canvas.height !== rows) canvas.height = rows;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.save();
      draw({ context, width, height, ratio });
      context.restore();
    });
  };
  const observer = new ResizeObserver(redraw);
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas); // Safari does not know device pixels here.
  }
  return redraw;
}
