import type { WindowLengths } from '../../core/audio/slidingWindows.ts';
import type { ClipSettings } from '../../protocol/clipSettings.ts';
import type { Channel } from '../../protocol/clipTiles.ts';
import type { PieceKey } from '../../protocol/clipTracks.ts';
import type { Selection } from './selection.ts';
import type { ViewWindow } from './viewWindow.ts';

/** What the page keeps of a clip while it is out of sight. */
export interface SoundState {
  readonly timeSec: number;
  readonly view: ViewWindow;
  readonly selection: Selection | undefined;
  readonly channel: Channel;
  /** How far the page was scrolled, in CSS pixels. */
  readonly scrolled: number;
}
/** A part of a clip, in samples. */
export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

/** What the view of a sound asks of its page. */
export interface SoundActions {
  /** The first whole picture stands. */
  drawn(): void;
  /** Is told what is wanted for what is in sight; each time all of it. */
  want(keys: readonly PieceKey[]): void;
  keep(state: SoundState): void;
  remember(settings: ClipSettings): void;
  save(range: SampleRange): void;
  classify(range: SampleRange): void;
  startTimeline(lengths: WindowLengths): void;
  stopTimeline(): void;
}
