import type { EmotionEstimate } from './clipView.ts';

/** What a model says of one window of a recording. */
export interface TimelineWindow extends Omit<EmotionEstimate, 'model'> {
  readonly fromSec: number;
  readonly toSec: number;
}

/** Some windows of an emotion timeline, and what all of it is like. */
export interface TimelinePart {
  readonly model: string;
  /** Models of different hashes may have one name. */
  readonly modelHash: string;
  /** Whether the model that comes with the extension answered. */
  readonly byStarter: boolean;
  /** Whether the model was trained on synthetic speech. */
  readonly synthetic: boolean;
  readonly windowSec: number;
  readonly hopSec: number;
  readonly classes: readonly string[];
  /** Of all windows. */
  readonly total: number;
  /** The number of the first window here. */
  readonly first: number;
  readonly windows: readonly TimelineWindow[];
}
