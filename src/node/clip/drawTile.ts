import { addPeaks, closePeaks, createPeaks } from '../../core/audio/waveform.ts';
import type { FeatureKernels } from '../../core/signal/kernels.ts';
import { createColumnDrawing, FRAMES_AT_ONCE, type ColumnDrawing } from '../../core/signal/spectrogramLevels.ts';
import { countColumns, LEVELS, TILE_COLUMNS, type SpectrumTile, type Tile, type TileKey, type WaveTile } from '../../protocol/clipTiles.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { openSpanReader, type SpanReader } from './spanReader.ts';

/** Samples that are read at once for a waveform. */
const BLOCK_SAMPLES = 1 << 18;
/** Where a column stands for many windows, it shows the loudest of so many, evenly spread: all of an hour would take minutes. */
const MOST_FRAMES = 4;

type KeyOf<Kind extends TileKey['kind']> = Extract<TileKey, { readonly kind: Kind }>;

/** Draws one tile; it yields after each piece of work, so that one that is no longer wanted can be given up. */
export function* drawTile(sound: OpenSound, key: TileKey, drawingOf: (nFft: number) => ColumnDrawing): Generator<null, Tile> {
  const reader = openSpanReader(sound);
  try {
    return key.kind === 'wave' ? yield* drawWaveTile(reader, sound, key) : yield* drawSpectrumTile(reader, sound, key, drawingOf(key.nFft));
  } finally {
    reader.close();
  }
}

export const createDrawing = (nFft: number, kernels?: FeatureKernels): ColumnDrawing => createColumnDrawing(nFft, LEVELS, kernels);

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

function* drawSpectrumTile(reader: SpanReader, sound: OpenSound, key: KeyOf<'spectrum'>, { nBins, draw }: ColumnDrawing): Generator<null, SpectrumTile> {
  const hop = 2 ** key.level;
  const { nFft } = key;
  const nColumns = columnsOf(sound, key);
  const levels = new Uint8Array((nColumns + 2) * nBins);
  const perColumn = Math.max(1, Math.min(MOST_FRAMES, Math.floor((2 * hop) / nFft)));
  const columnsAtOnce = FRAMES_AT_ONCE / perColumn;
  for (let column = -1; column <= nColumns; column += columnsAtOnce) {
    const nFrames = Math.min(columnsAtOnce, nColumns + 1 - column) * perColumn;
    const starts = Array.from({ length: nFrames }, (_, k) => {
      const centre = (key.index * TILE_COLUMNS + column + Math.floor(k / perColumn)) * hop;
      return Math.round(centre + (((k % perColumn) + 0.5) / perColumn - 0.5) * hop) - nFft / 2;
    });
    draw(readFrames(reader, key, starts), perColumn, levels, (column + 1) * nBins);
    yield null;
  }
  return { nColumns, nBins, levels };
}

/** Frames of `nFft` samples, one after the other; outside the clip, and where a sample is no number, there is silence. */
function readFrames(reader: SpanReader, { nFft, channel }: KeyOf<'spectrum'>, starts: readonly number[]): Float32Array {
  const frames = new Float32Array(starts.length * nFft);
  const read = (from: number, to: number): Float32Array => silenceNotFinite(reader.sound(from, to, channel));
  const [first, last] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  const start0 = Math.max(0, first);
  // Frames that overlap are read together.
  const together = last - first <= starts.length * nFft ? read(first, last + nFft) : undefined;
  starts.forEach((start, k) => {
    const samples = together?.subarray(Math.max(0, start) - start0, Math.max(0, start + nFft - start0)) ?? read(start, start + nFft);
    frames.set(samples, k * nFft + Math.min(nFft, Math.max(0, -start)));
  });
  return frames;
}

const silenceNotFinite = (samples: Float32Array): Float32Array => (samples.every(Number.isFinite) ? samples : samples.map((sample) => (Number.isFinite(sample) ? sample : 0)));
