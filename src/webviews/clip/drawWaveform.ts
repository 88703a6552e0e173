import type { ClipFigure, WaveformFigure } from '../../protocol/clipView.ts';
import { axisTicks, niceStep } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, drawTimeAxis } from './drawAxes.ts';
import type { PlotFrame } from './plotArea.ts';
import { words } from './words.ts';

/** The largest absolute sample; values that are no numbers are passed over. */
export function peakOf({ min, max }: WaveformFigure): number {
  let peak = 0;
  for (let i = 0; i < max.length; i++) peak = Math.max(peak, Math.abs(min[i] || 0), Math.abs(max[i] || 0));
  return peak;
}

/** Draws amplitude over time. The axis fits the clip, so that quiet speech is seen; its ticks tell how quiet it is. */
export function drawWaveform(surface: Surface, frame: PlotFrame, figure: ClipFigure, theme: Theme): void {
  const { context, ratio } = surface;
  const { min, max } = figure.waveform;
  const peak = peakOf(figure.waveform);
  const limit = peak > 0 ? Math.min(Math.max(1, peak), niceStep(peak / 4) * Math.ceil(peak / niceStep(peak / 4) - 1e-9)) : 1;
  const middle = frame.y + frame.height / 2;

  context.strokeStyle = theme.grid;
  context.beginPath();
  context.moveTo(frame.x, middle);
  context.lineTo(frame.x + frame.width, middle);
  context.stroke();

  context.fillStyle = theme.accent;
  const columns = Math.round(frame.width * ratio);
  const perColumn = min.length / columns;
  for (let column = 0; column < columns && min.length > 0; column++) {
    const first = Math.floor(column * perColumn);
    const end = Math.max(first + 1, Math.ceil((column + 1) * perColumn));
    let low = Infinity;
    let high = -Infinity;
    for (let i = first; i < end && i < min.length; i++) {
      low = Math.min(low, min[i] || 0);
      high = Math.max(high, max[i] || 0);
    }
    const top = middle - (high / limit) * (frame.height / 2);
    const height = ((high - low) / limit) * (frame.height / 2);
    context.fillRect(frame.x + column / ratio, top, 1 / ratio, Math.max(1 / ratio, height));
  }
  drawTimeAxis(surface, frame, figure.durationSec, theme);
  drawLeftAxis(surface, frame, { title: words.amplitude, ticks: axisTicks(-limit, limit, 4), from: -limit, to: limit }, theme);
}
