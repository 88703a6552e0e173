import type { ClipSettings } from '../../protocol/clipSettings.ts';
import { overviewLevel, type Channel } from '../../protocol/clipTiles.ts';
import type { ClipSummary } from '../../protocol/clipView.ts';
import type { LevelFigures, TileBook } from './tileBook.ts';
import type { EmotionTimeline } from './timeline/emotionTimeline.ts';
import type { ViewLimits, ViewWindow } from './viewWindow.ts';

/** What both drawings show. */
export interface Scene {
  readonly summary: ClipSummary;
  readonly view: ViewWindow;
  readonly channel: Channel;
  readonly settings: ClipSettings;
  readonly book: TileBook;
  /** Where one was asked for. */
  readonly timeline?: EmotionTimeline | undefined;
}

/** Closer than this, a drawing shows nothing more. */
const fewestSamples = 32;

export const durationOf = ({ nSamples, sampleRate }: Pick<ClipSummary, 'nSamples' | 'sampleRate'>): number => nSamples / sampleRate;

export const limitsOf = ({ summary }: Pick<Scene, 'summary'>): ViewLimits => ({ durationSec: durationOf(summary), shortestSec: fewestSamples / summary.sampleRate });

/** What the overview says of the whole clip, as far as it has come. */
export function overviewFigures({ summary: { nSamples }, channel, settings, book }: Scene): LevelFigures {
  const { peak } = book.figures({ kind: 'wave', level: overviewLevel(nSamples, 'wave', settings), index: 0, channel });
  const { topDb, binSums } = book.figures({ kind: 'spectrum', level: overviewLevel(nSamples, 'spectrum', settings), index: 0, channel, nFft: settings.nFft });
  return { peak, topDb, binSums };
}
