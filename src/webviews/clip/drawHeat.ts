import type { TrackName } from '../../protocol/clipTracks.ts';
import { axisTicks } from '../shared/axisTicks.ts';
import type { LeftAxis } from './drawAxes.ts';
import { pitchClass } from './noteName.ts';
import type { PlotFrame } from './plotArea.ts';
import type { Scene } from './scene.ts';
import { rangeOfValues, type PlacedPiece } from './trackPieces.ts';
import { words } from './words.ts';

/** The first coefficient of MFCC is the level, many times the others: it sets no colours. */
const firstOfRange = (track: TrackName): number => (track === 'mfcc' ? 1 : 0);

/** Draws the rows of a track from the bottom up, coloured between its smallest and its largest value in sight. */
export function drawHeat(context: CanvasRenderingContext2D, frame: PlotFrame, { view }: Scene, track: TrackName, pieces: readonly PlacedPiece[], colours: Uint8ClampedArray): LeftAxis {
  const range = rangeOfValues(pieces, firstOfRange(track)) ?? { low: 0, high: 1 };
  const pixelsPerSec = frame.width / (view.toSec - view.fromSec);
  for (const { startSec, hopSec, piece } of pieces) {
    const first = Math.max(0, Math.floor((view.fromSec - startSec) / hopSec) - 1);
    const end = Math.min(piece.nFrames, Math.ceil((view.toSec - startSec) / hopSec) + 2);
    if (end <= first) continue;
    const image = heatImage(piece.values, piece.nFrames, piece.nRows, first, end, range, colours);
    const left = frame.x + (startSec + (first - 0.5) * hopSec - view.fromSec) * pixelsPerSec;
    // Frames and rows are cells, each of one value.
    context.imageSmoothingEnabled = false;
    context.drawImage(image, left, frame.y, (end - first) * hopSec * pixelsPerSec, frame.height);
  }
  const nRows = pieces[0]?.piece.nRows ?? 1;
  const share = (row: number): number => (row + 0.5) / nRows;
  if (track === 'chroma') return { title: words.trackAxes[track], ticks: { values: [0, 2, 4, 7, 9, 11], decimals: 0 }, share, label: pitchClass };
  return { title: words.trackAxes[track], ticks: axisTicks(0, nRows - 1, 4), share };
}

function heatImage(values: Float32Array, nFrames: number, nRows: number, first: number, end: number, { low, high }: { readonly low: number; readonly high: number }, colours: Uint8ClampedArray): OffscreenCanvas {
  const width = end - first;
  const data = new ImageData(width, nRows);
  const pixels = new Uint32Array(data.data.buffer);
  const palette = new Uint32Array(colours.buffer, colours.byteOffset, 256);
  const scale = high > low ? 255 / (high - low) : 0;
  for (let row = 0; row < nRows; row++) {
    for (let t = first; t < end; t++) {
      const level = Math.min(255, Math.max(0, Math.round(((values[row * nFrames + t] ?? low) - low) * scale)));
      pixels[(nRows - 1 - row) * width + t - first] = palette[level] ?? 0;
    }
  }
  const image = new OffscreenCanvas(width, nRows);
  image.getContext('2d')?.putImageData(data, 0, 0);
  return image;
}
