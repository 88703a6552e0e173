import type { ClipSummary } from '../../protocol/clipView.ts';
import type { Channel } from '../../protocol/clipTiles.ts';
import type { TileBook } from './tileBook.ts';
import type { ViewWindow } from './viewWindow.ts';

/** What both drawings show. */
export interface Scene {
  readonly summary: ClipSummary;
  readonly view: ViewWindow;
  readonly channel: Channel;
  readonly nFft: number;
  readonly book: TileBook;
}
