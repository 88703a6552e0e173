import type { WindowLengths } from '../core/audio/slidingWindows.ts';
import { areWindowLengths, type ClipSettings } from './clipSettings.ts';
import type { TimelinePart } from './clipTimeline.ts';
import { isPieceKey, type Piece, type PieceKey } from './clipTracks.ts';

/** What the clip page must know of a sound to draw it. */
export interface ClipSummary {
  readonly sampleRate: number;
  readonly nChannels: number;
  /** Samples of each channel. */
  readonly nSamples: number;
  /** Whether the file says of itself that it is a clip of the sample corpus. */
  readonly synthetic: boolean;
}

/** A model's opinion of a clip: the likeliest emotion, and the probability of each class. */
export interface EmotionEstimate {
  readonly emotion: string;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly model: string;
  /** Models of different hashes may have one name; absent where the estimate is not a stored one. */
  readonly modelHash?: string;
  /** The model is not sure enough of this clip to answer. */
  readonly uncertain?: boolean;
  /** Why the estimate means little, where it does. */
  readonly remark?: string;
}

/** What of a clip speaks for a model's answer, and what against it. */
export interface EstimateReasons {
  readonly model: string;
  readonly modelHash: string;
  readonly answer: string;
  /** The next likeliest class, where the contributions weigh the answer against it. */
  readonly next?: string;
  /** What the contributions are, in a sentence. */
  readonly about: string;
  /** Those that weigh most. */
  readonly features: readonly { readonly column: string; readonly unit: string; readonly value: number; readonly contribution: number; readonly training?: { readonly mean: number; readonly deviation: number } }[];
  readonly nOthers: number;
}

/** What is known of the clip beside its sound: the corpus's own label, and the last estimate. */
export interface ClipFacts {
  readonly name: string;
  readonly label: string | undefined;
  readonly speaker: string | undefined;
  readonly estimate: EmotionEstimate | undefined;
}

/**
 * `loading` comes before every `opened` or `failed`, also when the file changed; `facts` whenever they change. Pieces come as they
 * are drawn, unasked those that `coming` names; `version` tells of which state of the file. A timeline comes in parts until it has ended; it
 * is stale when another model is chosen.
 */
export type ToClipPage =
  | { readonly type: 'loading'; readonly facts: ClipFacts }
  | { readonly type: 'opened'; readonly version: number; readonly summary: ClipSummary; readonly settings: ClipSettings; readonly facts: ClipFacts; readonly audioUri: string; readonly coming: readonly PieceKey[] }
  | { readonly type: 'piece'; readonly version: number; readonly key: PieceKey; readonly piece: Piece }
  | { readonly type: 'selectionEstimate'; readonly version: number; readonly from: number; readonly to: number; readonly estimate: EmotionEstimate }
  | { readonly type: 'reasons'; readonly version: number; readonly reasons: EstimateReasons }
  | { readonly type: 'timeline'; readonly version: number; readonly part: TimelinePart }
  | { readonly type: 'timelineEnded'; readonly version: number; readonly isWhole: boolean }
  | { readonly type: 'timelineStale' }
  | { readonly type: 'facts'; readonly facts: ClipFacts }
  | { readonly type: 'failed'; readonly facts: ClipFacts; readonly message: string };

/** `want` names the pieces that are wanted now, the most urgent first; those of an earlier `want` that it does not name are given up. */
export type FromClipPage =
  | { readonly type: 'ready' }
  | { readonly type: 'want'; readonly version: number; readonly keys: readonly PieceKey[] }
  | { readonly type: 'settings'; readonly settings: ClipSettings }
  | { readonly type: 'saveSelection'; readonly from: number; readonly to: number }
  | { readonly type: 'classifySelection'; readonly from: number; readonly to: number }
  | { readonly type: 'classify' }
  | { readonly type: 'explain' }
  | { readonly type: 'timeline'; readonly lengths: WindowLengths }
  | { readonly type: 'stopTimeline' }
  | { readonly type: 'openAsText' };

/** What the editor's context menu over the drawings gets from the page. */
export interface ClipMenuContext {
  readonly webviewSection: 'figures' | 'selection';
  /** Copy and paste mean nothing there. */
  readonly preventDefaultContextMenuItems: true;
  /** The chosen part in samples, where one is chosen. */
  readonly from?: number;
  readonly to?: number;
}

const isPart = (from: unknown, to: unknown): boolean => Number.isSafeInteger(from) && Number.isSafeInteger(to) && (from as number) >= 0 && (to as number) > (from as number);

/** The chosen part in a menu's context, which comes from the page and is not trusted. */
export function partOfMenu(context: unknown): { readonly from: number; readonly to: number } | undefined {
  if (typeof context !== 'object' || context === null) return undefined;
  const { from, to } = context as Record<string, unknown>;
  return isPart(from, to) ? { from: from as number, to: to as number } : undefined;
}

/** A page that asks for more pieces at once than any screen shows is not ours. */
const MOST_PIECES = 200;

/** Whether a message of unknown origin is one that the clip page may send. */
export function isFromClipPage(message: unknown): message is FromClipPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, version, keys, settings, from, to, lengths } = message as Record<string, unknown>;
  switch (type) {
    case 'ready':
    case 'classify':
    case 'explain':
    case 'stopTimeline':
    case 'openAsText':
      return true;
    case 'timeline':
      return areWindowLengths(lengths);
    case 'saveSelection':
    case 'classifySelection':
      return isPart(from, to);
    case 'settings':
      // What is in it is read with `settingsOf`, which takes anything.
      return typeof settings === 'object';
    case 'want':
      return Number.isSafeInteger(version) && Array.isArray(keys) && keys.length <= MOST_PIECES && keys.every(isPieceKey);
    default:
      return false;
  }
}
