import type { AxisTicks } from '../shared/axisTicks.ts';
import { tickLabel } from '../shared/axisTicks.ts';
import { timeTicks } from '../shared/timeTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import type { PlotFrame } from './plotArea.ts';
import type { ViewWindow } from './viewWindow.ts';
import { words } from './words.ts';

const tickLength = 4;

/** Draws the plot's frame and, below it, the time axis that all drawings share. */
export function drawTimeAxis({ context }: Surface, frame: PlotFrame, { fromSec, toSec }: ViewWindow, theme: Theme): void {
  const { unit, ticks } = timeTicks(fromSec, toSec, Math.max(2, Math.floor(frame.width / 70)));
  const bottom = frame.y + frame.height;
  context.save();
  context.font = theme.font;
  context.strokeStyle = theme.border;
  context.fillStyle = theme.muted;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
  context.beginPath();
  for (const { sec, label } of ticks) {
    const x = frame.x + ((sec - fromSec) / (toSec - fromSec)) * frame.width;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + tickLength);
    context.fillText(label, x, bottom + tickLength + 2);
  }
  context.stroke();
  context.fillText(words.time(unit), frame.x + frame.width / 2, bottom + tickLength + 15);
  context.restore();
}

/** An axis to the left of the frame; a share of 0 is at its bottom, 1 at its top. */
export interface LeftAxis {
  readonly title: string;
  readonly ticks: AxisTicks;
  share(value: number): number;
  /** The label of a tick that is not its number. */
  label?(value: number): string;
}

/** Draws an axis to the left of the frame. */
export function drawLeftAxis({ context }: Surface, frame: PlotFrame, axis: LeftAxis, theme: Theme): void {
  context.save();
  context.font = theme.font;
  context.strokeStyle = theme.border;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.beginPath();
  for (const value of axis.ticks.values) {
    const y = frame.y + frame.height * (1 - axis.share(value));
    context.moveTo(frame.x, y);
    context.lineTo(frame.x - tickLength, y);
    context.fillText(axis.label?.(value) ?? tickLabel(value, axis.ticks.decimals), frame.x - tickLength - 3, y);
  }
  context.stroke();
  context.translate(11, frame.y + frame.height / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(axis.title, 0, 0);
  context.restore();
}
