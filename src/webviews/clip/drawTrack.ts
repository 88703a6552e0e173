import { stretchesOf, TRACK_SAMPLES, type TrackKey, type TrackName, type TrackPiece } from '../../protocol/clipTracks.ts';
import { axisTicks, niceStep } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, type LeftAxis } from './drawAxes.ts';
import type { PlotFrame } from './plotArea.ts';
import type { Scene } from './scene.ts';
import { drawHeat } from './drawHeat.ts';
import { words } from './words.ts';

/** A stretch of a track that has come, and where it begins. */
export interface PlacedPiece {
  readonly startSec: number;
  readonly hopSec: number;
  readonly piece: TrackPiece;
}

/** The stretches of a track that have come, of the part in sight. */
export function piecesInSight({ summary: { nSamples, sampleRate }, view, channel, book }: Scene, track: TrackName): PlacedPiece[] {
  return stretchesOf({ from: view.fromSec * sampleRate, to: view.toSec * sampleRate }, nSamples).flatMap((index) => {
    const key: TrackKey = { kind: 'track', track, index, channel };
    const piece = book.track(key);
    return piece === undefined ? [] : [{ startSec: (index * TRACK_SAMPLES) / sampleRate, hopSec: piece.hop / sampleRate, piece }];
  });
}

/** The smallest and the largest value of the given rows; undefined where there is none. */
export function rangeOfValues(pieces: readonly PlacedPiece[], firstRow: number): { readonly low: number; readonly high: number } | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const { piece } of pieces) {
    for (let i = firstRow * piece.nFrames; i < piece.values.length; i++) {
      const value = piece.values[i] ?? Number.NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? { low, high } : undefined;
}

/** The value of a track of one row at a time, if it has one there. */
export function trackValueAt(scene: Scene, track: TrackName, timeSec: number): number | undefined {
  for (const { startSec, hopSec, piece } of piecesInSight(scene, track)) {
    const value = piece.values[Math.round((timeSec - startSec) / hopSec)];
    if (piece.nRows === 1 && timeSec >= startSec && value !== undefined && !Number.isNaN(value)) return value;
  }
  return undefined;
}

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
