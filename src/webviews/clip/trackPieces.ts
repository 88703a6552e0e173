import { stretchesOf, TRACK_SAMPLES, type TrackKey, type TrackName, type TrackPiece } from '../../protocol/clipTracks.ts';
import type { Scene } from './scene.ts';

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
