import { LEVELS, type SpectrumTile, type TileKey, type WaveTile } from '../../protocol/clipTiles.ts';
import { pieceId, type Piece, type PieceKey, type TrackKey, type TrackPiece } from '../../protocol/clipTracks.ts';
import { levelDb } from './tiles/imageStyle.ts';

/** Tiles beyond this are forgotten, those that were not used for the longest time first. */
const mostBytes = 64e6;

/** What the tiles of one level that have come say of the sound; of the level of the overview, this is of the whole clip. */
export interface LevelFigures {
  /** The largest absolute sample. */
  peak: number;
  /** The highest level of the spectrogram, in dB. */
  topDb: number;
  /** The sum of the levels of each bin. */
  binSums: Float64Array;
}

/** The tiles of one state of a clip. */
export interface TileBook {
  wave(key: TileKey): WaveTile | undefined;
  spectrum(key: TileKey): SpectrumTile | undefined;
  track(key: TrackKey): TrackPiece | undefined;
  has(key: PieceKey): boolean;
  put(key: PieceKey, piece: Piece): void;
  /** Of all tiles that differ from this one by their index alone. */
  figures(key: TileKey): Readonly<LevelFigures>;
}

export function createTileBook(): TileBook {
  const tiles = new Map<string, Piece>();
  const figuresOf = new Map<string, LevelFigures>();
  let bytes = 0;

  const find = (key: PieceKey): Piece | undefined => {
    const id = pieceId(key);
    const tile = tiles.get(id);
    if (tile === undefined) return undefined;
    tiles.delete(id);
    tiles.set(id, tile);
    return tile;
  };
  const figures = (key: TileKey): LevelFigures => {
    const id = pieceId({ ...key, index: 0 });
    const found = figuresOf.get(id) ?? { peak: 0, topDb: LEVELS.dbMin, binSums: new Float64Array() };
    figuresOf.set(id, found);
    return found;
  };
  const forget = (): void => {
    for (const [id, tile] of tiles) {
      if (bytes <= mostBytes) return;
      tiles.delete(id);
      bytes -= bytesOf(tile);
    }
  };

  return {
    wave: (key) => find(key) as WaveTile | undefined,
    spectrum: (key) => find(key) as SpectrumTile | undefined,
    track: (key) => find(key) as TrackPiece | undefined,
    has: (key) => tiles.has(pieceId(key)),
    put(key, tile) {
      if (tiles.has(pieceId(key))) return;
      tiles.set(pieceId(key), tile);
      bytes += bytesOf(tile);
      if (key.kind !== 'track' && 'levels' in tile) addSpectrum(figures(key), tile);
      else if (key.kind !== 'track' && 'min' in tile) addWave(figures(key), tile);
      forget();
    },
    figures,
  };
}

function bytesOf(piece: Piece): number {
  if ('values' in piece) return piece.values.byteLength;
  return 'levels' in piece ? piece.levels.byteLength : piece.min.byteLength + piece.max.byteLength;
}

function addWave(figures: LevelFigures, { min, max }: WaveTile): void {
  for (let i = 0; i < min.length; i++) figures.peak = Math.max(figures.peak, Math.abs(min[i] ?? 0), Math.abs(max[i] ?? 0));
}

function addSpectrum(figures: LevelFigures, { nColumns, nBins, levels }: SpectrumTile): void {
  if (figures.binSums.length !== nBins) figures.binSums = new Float64Array(nBins);
  let top = 0;
  for (let column = 1; column <= nColumns; column++) {
    for (let bin = 0; bin < nBins; bin++) {
      const level = levels[column * nBins + bin] ?? 0;
      if (level > top) top = level;
      figures.binSums[bin] = (figures.binSums[bin] ?? 0) + level;
    }
  }
  figures.topDb = Math.max(figures.topDb, levelDb(top));
}

/** The frequency whose mean level is highest: the one thing that the text alternative can tell of the picture. */
export function strongestHertz({ binSums }: Pick<LevelFigures, 'binSums'>, sampleRate: number): number {
  const strongest = binSums.indexOf(Math.max(...binSums));
  return binSums.length > 1 ? (Math.max(0, strongest) / (binSums.length - 1)) * (sampleRate / 2) : 0;
}
