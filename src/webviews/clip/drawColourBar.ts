import { axisTicks, tickLabel } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import type { PlotFrame } from './plotArea.ts';
import type { ImageStyle } from './tileImage.ts';
import { words } from './words.ts';

const gap = 12;
const barWidth = 12;

/** Draws the key from colours to decibels to the right of the frame. */
export function drawColourBar({ context, width, ratio }: Surface, frame: PlotFrame, { dbMin, dbMax, colours }: Pick<ImageStyle, 'dbMin' | 'dbMax' | 'colours'>, theme: Theme): void {
  const x = frame.x + frame.width + gap;
  const rows = Math.round(frame.height * ratio);
  for (let row = 0; row < rows; row++) {
    const level = Math.round(255 * (1 - (row + 0.5) / rows));
    context.fillStyle = `rgb(${colours[level * 4]} ${colours[level * 4 + 1]} ${colours[level * 4 + 2]})`;
    context.fillRect(x, frame.y + row / ratio, barWidth, 1.5 / ratio);
  }
  context.save();
  context.font = theme.font;
  context.strokeStyle = theme.border;
  context.fillStyle = theme.muted;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.strokeRect(x, frame.y, barWidth, frame.height);
  const ticks = axisTicks(dbMin, dbMax, Math.max(2, Math.floor(frame.height / 40)));
  context.beginPath();
  for (const value of ticks.values) {
    const y = frame.y + frame.height * (1 - (value - dbMin) / (dbMax - dbMin));
    context.moveTo(x + barWidth, y);
    context.lineTo(x + barWidth + 4, y);
    context.fillText(tickLabel(value, ticks.decimals), x + barWidth + 7, y);
  }
  context.stroke();
  context.translate(width - 7, frame.y + frame.height / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(words.level, 0, 0);
  context.restore();
}
