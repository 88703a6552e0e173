import { levelFor, TILE_COLUMNS } from '../../protocol/clipTiles.ts';
import { decibelText, hertzText } from '../shared/numberText.ts';
import { timeText } from '../shared/timeTicks.ts';
import { noteName } from './noteName.ts';
import { durationOf, type Scene } from './scene.ts';
import { levelDb } from './tiles/imageStyle.ts';
import { indexAt } from './timeline/emotionTimeline.ts';
import { windowText } from './timeline/timelineWords.ts';
import { trackValueAt } from './trackPieces.ts';
import { words } from './words.ts';

/** Tracks of one value a frame, which can be read. */
const lineTracks = ['f0', 'rms', 'zeroCrossingRate'] as const;

/** A point of the drawings; over the waveform it has no frequency. */
export interface FigurePoint {
  readonly timeSec: number;
  readonly hertz: number | undefined;
}

/**
 * What the drawings show at a point: the time and, over the spectrogram, the frequency, its note and the level of the nearest cell.
 *
 * @param pixels by which the drawing chose its tiles
 */
export function figureReading(scene: Scene, pixels: number, { timeSec, hertz }: FigurePoint): string {
  const { summary, view, channel, settings, book } = scene;
  const { nSamples, sampleRate } = summary;
  const length = view.toSec - view.fromSec;
  const time = timeText(timeSec, length, durationOf(summary));
  const values = lineTracks.filter((track) => scene.settings.tracks.includes(track)).map((track) => {
    const value = trackValueAt(scene, track, timeSec);
    return `${words.trackAxes[track]} ${value === undefined ? '–' : Number(value.toPrecision(3))}`;
  });
  const window = scene.timeline && scene.timeline.windows[indexAt(scene.timeline, timeSec)];
  if (window !== undefined) values.push(windowText(window));
  if (hertz === undefined) return [time, ...values].join(' · ');
  const level = levelFor((length * sampleRate) / pixels, nSamples, 'spectrum', settings);
  const column = Math.round((timeSec * sampleRate) / 2 ** level);
  const index = Math.floor(column / TILE_COLUMNS);
  const tile = book.spectrum({ kind: 'spectrum', level, index, channel, nFft: settings.nFft });
  const parts = [time, hertzText(hertz), noteName(hertz)];
  if (tile !== undefined) {
    const bin = Math.round((hertz / (sampleRate / 2)) * (tile.nBins - 1));
    const value = tile.levels[(column - index * TILE_COLUMNS + 1) * tile.nBins + bin] ?? 0;
    parts.push(`${value === 0 ? '≤ ' : ''}${decibelText(levelDb(value))}`);
  }
  return [...parts, ...values].filter((part) => part !== '').join(' · ');
}
