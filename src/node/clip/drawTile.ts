import { addPeaks, closePeaks, createPeaks } from '../../core/audio/waveform.ts';
import { createColumnPlan, drawColumn, type ColumnPlan } from '../../core/signal/spectrogramLevels.ts';
import { countColumns, LEVELS, TILE_COLUMNS, type SpectrumTile, type Tile, type TileKey, type WaveTile } from '../../protocol/clipTiles.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { openSpanReader, type SpanReader } from './spanReader.ts';

/** Samples that are read at once for a waveform. */
const BLOCK_SAMPLES = 1 << 18;
/** Where a column stands for many windows, it shows the loudest of so many, evenly spread: all of an hour would take minutes. */
const MOST_FRAMES = 4;
const COLUMNS_BETWEEN_PAUSES = 32;

type KeyOf<Kind extends TileKey['kind']> = Extract<TileKey, { readonly kind: Kind }>;

/** Draws one tile; it yields after each piece of work, so that one that is no longer wanted can be given up. */
export function* drawTile(sound: OpenSound, key: TileKey, planOf: (nFft: number) => ColumnPlan): Generator<null, Tile> {
  const reader = openSpanReader(sound);
  try {
    return key.kind === 'wave' ? yield* drawWaveTile(reader, sound, key) : yield* drawSpectrumTile(reader, sound, key, planOf(key.nFft));
  } finally {
    reader.close();
  }
}

export const createPlan = (nFft: number): ColumnPlan => createColumnPlan(nFft, LEVELS);

const columnsOf = ({ nSamples }: OpenSound, { kind, level, index }: TileKey): number => Math.max(0, Math.min(TILE_COLUMNS, countColumns(nSamples, kind, level) - index * TILE_COLUMNS));

function* drawWaveTile(reader: SpanReader, sound: OpenSound, key: KeyOf<'wave'>): Generator<null, WaveTile> {
  const hop = 2 ** key.level;
  const peaks = createPeaks(columnsOf(sound, key));
  const start = key.index * TILE_COLUMNS * hop;
  const end = Math.min(sound.nSamples, start + TILE_COLUMNS * hop);
  for (let at = start; at < end; at += BLOCK_SAMPLES) {
    const to = Math.min(end, at + BLOCK_SAMPLES);
    addPeaks(peaks, reader.integers(at, to) ?? reader.sound(at, to, key.channel), hop, at - start);
    yield null;
  }
  closePeaks(peaks);
  return peaks;
}

function* drawSpectrumTile(reader: SpanReader, sound: OpenSound, key: KeyOf<'spectrum'>, plan: ColumnPlan): Generator<null, SpectrumTile> {
  const hop = 2 ** key.level;
  const { nFft } = key;
  const { nBins } = plan.stft;
  const nColumns = columnsOf(sound, key);
  const levels = new Uint8Array((nColumns + 2) * nBins);
  const nFrames = Math.max(1, Math.min(MOST_FRAMES, Math.floor((2 * hop) / nFft)));
  for (let column = -1; column <= nColumns; column++) {
    const centre = (key.index * TILE_COLUMNS + column) * hop;
    const starts = Array.from({ length: nFrames }, (_, k) => Math.round(centre + ((k + 0.5) / nFrames - 0.5) * hop) - nFft / 2);
    drawFrames(reader, key, starts, plan, levels, (column + 1) * nBins);
    if (column % COLUMNS_BETWEEN_PAUSES === 0) yield null;
  }
  return { nColumns, nBins, levels };
}

/** Reads and draws the frames of one column. What they have in common is read again, which costs less than keeping it. */
function drawFrames(reader: SpanReader, { nFft, channel }: KeyOf<'spectrum'>, starts: readonly number[], plan: ColumnPlan, out: Uint8Array, at: number): void {
  const samples = new Float32Array(starts.length * nFft);
  starts.forEach((start, k) => samples.set(reader.sound(start, start + nFft, channel), k * nFft + Math.min(nFft, Math.max(0, -start))));
  drawColumn(plan, samples, starts.map((_, k) => k * nFft), out, at);
}
