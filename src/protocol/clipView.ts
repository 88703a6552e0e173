/** The minimum and maximum sample of each of `min.length` equal spans of the clip; samples are in [-1, 1]. */
export interface WaveformFigure {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/**
 * A spectrogram ready to draw: `levels[frame * nBins + bin]` is 0 at `dbMin` and below and 255 at `dbMax` and above.
 * Bin 0 is `fMinHz`, the last bin `fMaxHz`, linearly spaced; frame i is centred on `i * hopSec`.
 */
export interface SpectrogramFigure {
  readonly levels: Uint8Array;
  readonly nFrames: number;
  readonly nBins: number;
  readonly hopSec: number;
  readonly fMinHz: number;
  readonly fMaxHz: number;
  readonly dbMin: number;
  readonly dbMax: number;
}

/** All that the clip page draws; channels are averaged. */
export interface ClipFigure {
  readonly durationSec: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Whether the file says of itself that it is a clip of the sample corpus. */
  readonly synthetic: boolean;
  readonly waveform: WaveformFigure;
  readonly spectrogram: SpectrogramFigure;
}

/** A model's opinion of a clip: the likeliest emotion, and the probability of each class. */
export interface EmotionEstimate {
  readonly emotion: string;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly model: string;
  /** The model is not sure enough of this clip to answer. */
  readonly uncertain?: boolean;
  /** Why the estimate means little, where it does. */
  readonly remark?: string;
}

/** What is known of the clip beside its sound: the corpus's own label, and the last estimate. */
export interface ClipFacts {
  readonly name: string;
  readonly label: string | undefined;
  readonly speaker: string | undefined;
  readonly estimate: EmotionEstimate | undefined;
}

/** `loading` comes before every `figure` or `failed`, also when the file changed; `facts` whenever they change. */
export type ToClipPage =
  | { readonly type: 'loading'; readonly facts: ClipFacts }
  | { readonly type: 'figure'; readonly figure: ClipFigure; readonly facts: ClipFacts; readonly audioUri: string }
  | { readonly type: 'facts'; readonly facts: ClipFacts }
  | { readonly type: 'failed'; readonly facts: ClipFacts; readonly message: string };

export type FromClipPage = { readonly type: 'ready' } | { readonly type: 'classify' } | { readonly type: 'openAsText' };

const fromClipPage: ReadonlySet<unknown> = new Set<FromClipPage['type']>(['ready', 'classify', 'openAsText']);

/** Whether a message of unknown origin is one that the clip page may send. */
export function isFromClipPage(message: unknown): message is FromClipPage {
  return typeof message === 'object' && message !== null && fromClipPage.has((message as { type?: unknown }).type);
}
