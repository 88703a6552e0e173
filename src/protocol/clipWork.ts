import type { WavHeader } from '../core/audio/wav.ts';
import type { Tile, TileKey } from './clipTiles.ts';
import type { TrackKey, TrackPiece } from './clipTracks.ts';
import type { Call } from './rpc.ts';

/** Where the samples of an open clip are: in its WAV file, from which any part can be read, or decoded in shared memory. */
export type SoundPlace = { readonly path: string; readonly header: WavHeader } | { readonly decoded: readonly Float32Array[] };

/** A clip that has been opened to be looked at. */
export interface OpenSound {
  readonly sampleRate: number;
  readonly nChannels: number;
  /** Samples of each channel. */
  readonly nSamples: number;
  /** Whether the file says of itself that it is a clip of the sample corpus. */
  readonly synthetic: boolean;
  readonly place: SoundPlace;
}

/** What the workers of the clip editor do. They are not those of the analysis, so that a clip can be looked at while a model trains. */
export interface ClipContract {
  openSound: Call<{ readonly path: string }, OpenSound>;
  /** A part of the clip as the bytes of a WAV file. */
  cutSound: Call<{ readonly sound: OpenSound; readonly from: number; readonly to: number }, Uint8Array>;
  drawTile: Call<{ readonly sound: OpenSound; readonly key: TileKey }, Tile, null>;
  drawTrack: Call<{ readonly sound: OpenSound; readonly key: TrackKey }, TrackPiece>;
}
