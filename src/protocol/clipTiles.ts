import type { ClipSettings } from './clipSettings.ts';

/** Which sound of a clip is drawn: the mean of its channels, or one of them, counted from 0. */
export type Channel = 'mix' | number;

/**
 * Names a piece of a drawing. A column stands for 2^`level` samples; tile `index` holds the columns from
 * `index * TILE_COLUMNS` on. Column c of a waveform is the samples from c · 2^level on; column c of a spectrogram is centred on
 * sample c · 2^level.
 */
export type TileKey =
  | { readonly kind: 'wave'; readonly level: number; readonly index: number; readonly channel: Channel }
  | { readonly kind: 'spectrum'; readonly level: number; readonly index: number; readonly channel: Channel; readonly nFft: number };

/** The smallest and the largest sample of each column; samples are in [-1, 1]. */
export interface WaveTile {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/**
 * `levels[(column + 1) * nBins + bin]` is 0 at `LEVELS.dbMin` and below and 255 at `LEVELS.dbMax` and above, relative to a
 * full-scale sine wave. One more column at either side lets a page interpolate across the edge. Bin 0 is 0 Hz, the last half the
 * sample rate.
 */
export interface SpectrumTile {
  readonly nColumns: number;
  readonly nBins: number;
  readonly levels: Uint8Array;
}

export type Tile = WaveTile | SpectrumTile;

export const TILE_COLUMNS = 256;

/** Half a decibel each of the 256 levels: finer than a picture's colours can tell apart over any usual range. */
export const LEVELS = { dbMin: -121.5, dbMax: 6 } as const;

/** The lengths of the analysis window that can be chosen, in samples. */
export const WINDOW_LENGTHS: readonly number[] = [256, 512, 1024, 2048, 4096];

/** What decides how fine a spectrogram is: the length of its window, and the part of it by which columns are apart at the closest. */
export type Resolution = Pick<ClipSettings, 'nFft' | 'hopsPerWindow'>;

/** An overview of the whole clip has at most so many columns: about as many as a screen. */
const OVERVIEW_COLUMNS = 2048;

export const tileId = (key: TileKey): string => `${key.kind}/${key.channel}/${key.kind === 'spectrum' ? key.nFft : ''}/${key.level}/${key.index}`;

/** The level whose columns are about as wide as a pixel; never coarser than the overview, which is there anyway. */
export function levelFor(samplesPerPixel: number, nSamples: number, kind: TileKey['kind'], resolution: Resolution): number {
  const finest = finestLevel(kind, resolution);
  return Math.max(finest, Math.min(Math.round(Math.log2(Math.max(1, samplesPerPixel))), overviewLevel(nSamples, kind, resolution)));
}

/** The level of the overview of the whole clip. */
export function overviewLevel(nSamples: number, kind: TileKey['kind'], resolution: Resolution): number {
  return Math.max(finestLevel(kind, resolution), Math.ceil(Math.log2(Math.max(1, nSamples) / OVERVIEW_COLUMNS)));
}

function finestLevel(kind: TileKey['kind'], { nFft, hopsPerWindow }: Resolution): number {
  return kind === 'wave' ? 0 : Math.log2(nFft / hopsPerWindow);
}

/** Columns of the whole clip at a level: spans of samples, or centred frames. */
export function countColumns(nSamples: number, kind: TileKey['kind'], level: number): number {
  return kind === 'wave' ? Math.ceil(nSamples / 2 ** level) : 1 + Math.floor(nSamples / 2 ** level);
}

/** The tiles under a range of samples, in order of time. */
export function tilesOf(range: { readonly from: number; readonly to: number }, nSamples: number, kind: TileKey['kind'], level: number): number[] {
  const hop = 2 ** level;
  const half = kind === 'wave' ? 0 : 0.5;
  const last = Math.ceil(countColumns(nSamples, kind, level) / TILE_COLUMNS) - 1;
  const clamp = (tile: number): number => Math.min(last, Math.max(0, tile));
  const first = clamp(Math.floor((range.from / hop + half) / TILE_COLUMNS));
  const end = clamp(Math.ceil((range.to / hop + half) / TILE_COLUMNS) - 1);
  return Array.from({ length: Math.max(0, end - first) + 1 }, (_, i) => first + i);
}

/** The tiles of the overview of a clip: those of its spectrum first, since a waveform takes every sample of a long recording. */
export function overviewTiles(nSamples: number, channel: Channel, resolution: Resolution): TileKey[] {
  const { nFft } = resolution;
  const of = (kind: TileKey['kind']): TileKey[] => {
    const level = overviewLevel(nSamples, kind, resolution);
    return tilesOf({ from: 0, to: nSamples }, nSamples, kind, level).map((index) => (kind === 'wave' ? { kind, level, index, channel } : { kind, level, index, channel, nFft }));
  };
  return [...of('spectrum'), ...of('wave')];
}

/** Whether a value of unknown origin names a tile that could exist. */
export function isTileKey(value: unknown): value is TileKey {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, level, index, channel, nFft } = value as Record<string, unknown>;
  const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0;
  if (!isCount(level) || (level as number) > 40 || !isCount(index) || !isChannel(channel)) return false;
  return kind === 'wave' || (kind === 'spectrum' && WINDOW_LENGTHS.includes(nFft as number));
}

export const isChannel = (value: unknown): value is Channel => value === 'mix' || (Number.isSafeInteger(value) && (value as number) >= 0);
