import type { TrackName } from '../../protocol/clipTracks.ts';
import { axisTicks, niceStep } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, type LeftAxis } from './drawAxes.ts';
import { drawHeat } from './drawHeat.ts';
import type { PlotFrame } from './plotArea.ts';
import type { Scene } from './scene.ts';
import { piecesInSight, rangeOfValues, type PlacedPiece } from './trackPieces.ts';
import { words } from './words.ts';

/** Draws one track: a line of one value a frame, or a picture of several. */
export function drawTrack(surface: Surface, frame: PlotFrame, scene: Scene, track: TrackName, colours: Uint8ClampedArray, theme: Theme): void {
  const { context } = surface;
  const pieces = piecesInSight(scene, track);
  context.strokeStyle = theme.border;
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
  context.save();
  context.beginPath();
  context.rect(frame.x, frame.y, frame.width, frame.height);
  context.clip();
  const axis = (pieces[0]?.piece.nRows ?? 1) > 1 ? drawHeat(context, frame, scene, track, pieces, colours) : drawLine(context, frame, scene, track, pieces, theme);
  context.restore();
  drawLeftAxis(surface, frame, axis, theme);
}

/** From 0, or for a pitch from near its lowest; gaps stay gaps. */
function drawLine(context: CanvasRenderingContext2D, frame: PlotFrame, { view }: Scene, track: TrackName, pieces: readonly PlacedPiece[], theme: Theme): LeftAxis {
  const { low, high } = rangeOfValues(pieces, 0) ?? { low: 0, high: 1 };
  const step = niceStep(Math.max(1e-6, high - (track === 'f0' ? low : 0)) / 3);
  const from = track === 'f0' ? Math.floor(low / step) * step : 0;
  const to = Math.max(from + step, Math.ceil(high / step) * step);
  const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
  context.strokeStyle = theme.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const { startSec, hopSec, piece } of pieces) {
    let isDown = false;
    for (let t = 0; t < piece.nFrames; t++) {
      const value = piece.values[t] ?? Number.NaN;
      if (Number.isNaN(value)) {
        isDown = false;
        continue;
      }
      const x = frame.x + (startSec + t * hopSec - view.fromSec) * pixelsPerSec;
      const y = frame.y + frame.height * (1 - (value - from) / (to - from));
      // A single voiced frame is a short dash.
      if (!isDown) context.moveTo(x - 1, y);
      context.lineTo(x, y);
      isDown = true;
    }
  }
  context.stroke();
  return { title: words.trackAxes[track], ticks: axisTicks(from, to, 3), share: (value) => (value - from) / (to - from) };
}
