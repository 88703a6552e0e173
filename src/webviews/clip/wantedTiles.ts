import { countColumns, levelFor, overviewLevel, overviewTiles, type Resolution, TILE_COLUMNS, tileId, tilesOf, type Channel, type TileKey } from '../../protocol/clipTiles.ts';
import type { ClipSummary } from '../../protocol/clipView.ts';
import type { ViewWindow } from './viewWindow.ts';

/** What a drawing shows: which part of which sound, on how many pixels of the screen. */
export interface Sight {
  readonly summary: Pick<ClipSummary, 'nSamples' | 'sampleRate'>;
  readonly view: ViewWindow;
  readonly channel: Channel;
  readonly settings: Resolution;
  readonly pixels: number;
}

/** The tiles of one kind that cover what is in sight, in order of time. */
export function tilesInSight({ summary: { nSamples, sampleRate }, view, channel, settings, pixels }: Sight, kind: TileKey['kind']): TileKey[] {
  const range = { from: view.fromSec * sampleRate, to: view.toSec * sampleRate };
  const level = levelFor((range.to - range.from) / Math.max(1, pixels), nSamples, kind, settings);
  return tilesOf(range, nSamples, kind, level).map((index) => keyOf(kind, level, index, channel, settings.nFft));
}

const keyOf = (kind: TileKey['kind'], level: number, index: number, channel: Channel, nFft: number): TileKey =>
  kind === 'wave' ? { kind, level, index, channel } : { kind, level, index, channel, nFft };

/** All tiles that are wanted and not there, the most urgent first: what is in sight, the overview, what comes into sight next. */
export function wantedTiles(sight: Sight, isThere: (key: TileKey) => boolean): TileKey[] {
  const { summary, channel, settings } = sight;
  const inSight = [...tilesInSight(sight, 'spectrum'), ...tilesInSight(sight, 'wave')];
  const beside = (['wave', 'spectrum'] as const).flatMap((kind) => neighbours(tilesInSight(sight, kind), summary.nSamples));
  const wanted = new Map([...inSight, ...overviewTiles(summary.nSamples, channel, settings), ...beside].map((key) => [tileId(key), key]));
  return [...wanted.values()].filter((key) => !isThere(key));
}

/** The tiles before and after a row of tiles, where the clip has them. */
function neighbours(row: readonly TileKey[], nSamples: number): TileKey[] {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return [];
  const nTiles = Math.ceil(countColumns(nSamples, first.kind, first.level) / TILE_COLUMNS);
  return [{ ...last, index: last.index + 1 }, { ...first, index: first.index - 1 }].filter(({ index }) => index >= 0 && index < nTiles);
}

/** The tiles of the overview under what is in sight: they stand in for finer ones that have not come. */
export function overviewInSight({ summary: { nSamples, sampleRate }, view, channel, settings }: Omit<Sight, 'pixels'>, kind: TileKey['kind']): TileKey[] {
  const level = overviewLevel(nSamples, kind, settings);
  return tilesOf({ from: view.fromSec * sampleRate, to: view.toSec * sampleRate }, nSamples, kind, level).map((index) => keyOf(kind, level, index, channel, settings.nFft));
}
