import { isChannel, isTileKey, tileId, type Channel, type Tile, type TileKey } from './clipTiles.ts';

/** What can be drawn below the spectrogram, on the same time axis: features over time. */
export type TrackName = 'rms' | 'zeroCrossingRate' | 'f0' | 'mfcc' | 'chroma' | 'spectralContrast';

export const trackNames: readonly TrackName[] = ['rms', 'zeroCrossingRate', 'f0', 'mfcc', 'chroma', 'spectralContrast'];

/** Names a stretch of a track: TRACK_SAMPLES samples from `index * TRACK_SAMPLES` on. */
export interface TrackKey {
  readonly kind: 'track';
  readonly track: TrackName;
  readonly index: number;
  readonly channel: Channel;
}

/** Value (row, frame) is at `row * nFrames + frame`; frame i is centred on sample i · hop of the stretch. Where there is no value, it is NaN. */
export interface TrackPiece {
  readonly nRows: number;
  readonly nFrames: number;
  readonly hop: number;
  readonly values: Float32Array;
  /** Why this clip has no such track, in a sentence; there are no values then. */
  readonly problem?: string;
}

/** All that a page draws from. */
export type PieceKey = TileKey | TrackKey;
export type Piece = Tile | TrackPiece;

/** A clip of speech is one stretch, so that its tracks are its features; of a long recording, each stretch is computed by itself. */
export const TRACK_SAMPLES = 2 ** 20;

export const pieceId = (key: PieceKey): string => (key.kind === 'track' ? `track/${key.track}/${key.channel}/${key.index}` : tileId(key));

/** The stretches of tracks under a range of samples. */
export function stretchesOf({ from, to }: { readonly from: number; readonly to: number }, nSamples: number): number[] {
  const last = Math.max(0, Math.ceil(nSamples / TRACK_SAMPLES) - 1);
  const first = Math.min(last, Math.max(0, Math.floor(from / TRACK_SAMPLES)));
  const end = Math.min(last, Math.max(first, Math.ceil(to / TRACK_SAMPLES) - 1));
  return Array.from({ length: end - first + 1 }, (_, i) => first + i);
}

/** Whether a value of unknown origin names a piece that could exist. */
export function isPieceKey(value: unknown): value is PieceKey {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, track, index, channel } = value as Record<string, unknown>;
  if (kind !== 'track') return isTileKey(value);
  return trackNames.includes(track as TrackName) && Number.isSafeInteger(index) && (index as number) >= 0 && isChannel(channel);
}
