import { levelFor, TILE_COLUMNS } from '../../protocol/clipTiles.ts';
import { decibelText, hertzText, secondsText } from '../shared/numberText.ts';
import type { Scene } from './scene.ts';
import { levelDb } from './tileBook.ts';

/**
 * What the drawings show at a point: the time and, over the spectrogram, the frequency and the level of the nearest cell.
 *
 * @param samplesPerPixel by which the drawing chose its tiles
 */
export function figureReading({ summary: { nSamples, sampleRate }, channel, nFft, book }: Scene, samplesPerPixel: number, timeSec: number, hertz: number | undefined): string {
  if (hertz === undefined) return secondsText(timeSec);
  const level = levelFor(samplesPerPixel, nSamples, 'spectrum', nFft);
  const column = Math.round((timeSec * sampleRate) / 2 ** level);
  const index = Math.floor(column / TILE_COLUMNS);
  const tile = book.spectrum({ kind: 'spectrum', level, index, channel, nFft });
  if (tile === undefined) return `${secondsText(timeSec)} · ${hertzText(hertz)}`;
  const bin = Math.round((hertz / (sampleRate / 2)) * (tile.nBins - 1));
  const value = tile.levels[(column - index * TILE_COLUMNS + 1) * tile.nBins + bin] ?? 0;
  return `${secondsText(timeSec)} · ${hertzText(hertz)} · ${value === 0 ? '≤ ' : ''}${decibelText(levelDb(value))}`;
}
