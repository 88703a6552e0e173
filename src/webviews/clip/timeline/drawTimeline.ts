import type { Theme } from '../../shared/theme.ts';
import type { Surface } from '../../shared/watchCanvas.ts';
import type { PlotFrame } from '../plotArea.ts';
import type { ViewWindow } from '../viewWindow.ts';
import { answerOf, cellOf, indexAt, type EmotionTimeline } from './emotionTimeline.ts';

/** The line through the likeliest emotion, in CSS pixels. */
const lineHeight = 2;
/** Distance of the hatching's strokes. */
const hatchStep = 6;

/** Draws a row for each emotion, the likelier the stronger; a line in the row of the likeliest; hatching and grey where there is no answer. */
export function drawTimeline({ context, ratio }: Surface, frame: PlotFrame, timeline: EmotionTimeline, view: ViewWindow, durationSec: number, theme: Theme): void {
  const { windows, classes } = timeline;
  const rowHeight = frame.height / classes.length;
  const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
  const xOf = (timeSec: number): number => frame.x + (timeSec - view.fromSec) * pixelsPerSec;
  const hatch = new Path2D();
  context.save();
  context.beginPath();
  context.rect(frame.x, frame.y, frame.width, frame.height);
  context.clip();
  const column = (i: number, left: number, right: number): void => {
    const window = windows[i];
    if (window === undefined) return;
    const width = right - left;
    const answer = answerOf(window);
    if (answer.kind === 'remark') {
      context.globalAlpha = 0.25;
      context.fillStyle = theme.muted;
      context.fillRect(left, frame.y, width, frame.height);
      return;
    }
    context.fillStyle = theme.accent;
    classes.forEach((name, row) => {
      context.globalAlpha = Math.min(1, Math.max(0, window.probabilities[name] ?? 0));
      context.fillRect(left, frame.y + row * rowHeight, width, rowHeight);
    });
    if (answer.kind === 'uncertain') return hatch.rect(left, frame.y, width, frame.height);
    context.globalAlpha = 1;
    context.fillStyle = theme.foreground;
    context.fillRect(left, frame.y + (classes.indexOf(answer.emotion) + 0.5) * rowHeight - lineHeight / 2, width, lineHeight);
  };
  const [first, last] = [indexAt(timeline, view.fromSec), indexAt(timeline, view.toSec)];
  const snap = (x: number): number => Math.round(x * ratio) / ratio;
  if (last - first + 1 <= frame.width) {
    // One more on either side: the view may begin in the middle of a window whose neighbour is nearer.
    for (let i = Math.max(0, first - 1); i <= Math.min(windows.length - 1, last + 1); i++) {
      const { fromSec, toSec } = cellOf(timeline, i, durationSec);
      column(i, snap(xOf(fromSec)), snap(xOf(toSec)));
    }
  } else {
    for (let x = 0; x < frame.width; x++) column(indexAt(timeline, view.fromSec + (x + 0.5) / pixelsPerSec), frame.x + x, frame.x + x + 1);
  }
  drawHatching(context, hatch, frame, theme);
  context.restore();
  drawRows(context, frame, classes, theme);
}

function drawHatching(context: CanvasRenderingContext2D, area: Path2D, { x, y, width, height }: PlotFrame, theme: Theme): void {
  context.save();
  context.clip(area);
  context.globalAlpha = 0.7;
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = x - height; at < x + width; at += hatchStep) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

function drawRows(context: CanvasRenderingContext2D, { x, y, width, height }: PlotFrame, classes: readonly string[], theme: Theme): void {
  const rowHeight = height / classes.length;
  context.save();
  context.globalAlpha = 1;
  context.font = theme.font;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.grid;
  context.beginPath();
  classes.forEach((name, row) => {
    context.fillText(name, x - 6, y + (row + 0.5) * rowHeight, x - 8);
    if (row === 0) return;
    context.moveTo(x, y + row * rowHeight);
    context.lineTo(x + width, y + row * rowHeight);
  });
  context.stroke();
  context.strokeStyle = theme.border;
  context.strokeRect(x, y, width, height);
  context.restore();
}
