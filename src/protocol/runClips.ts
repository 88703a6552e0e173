/** A cell of a run's confusion matrix, by the places of its classes among the run's. */
export interface MatrixCell {
  readonly labelled: number;
  readonly predicted: number;
}

/** A held-out prediction of a stored run, by its place among the run's: a page never names a file. */
export interface ClipKey {
  readonly run: number;
  readonly place: number;
}

/** A held-out clip as a list shows it. */
export interface ListedClip extends ClipKey {
  /** Below the corpus's folder, with slashes. */
  readonly file: string;
  /** Empty where it is unknown. */
  readonly speaker: string;
  /** From 1. */
  readonly fold: number;
  readonly labelled: string;
  readonly predicted: string;
  /** Of the predicted class; absent from runs of earlier versions. */
  readonly sureness?: { readonly kind: 'probability' | 'score'; readonly value: number };
}

/** What a page with lists of clips asks for. */
export type FromClipLists =
  | { readonly type: 'clips'; readonly run: number; readonly cell: MatrixCell }
  | { readonly type: 'play'; readonly clip: ClipKey }
  | { readonly type: 'open'; readonly clip: ClipKey };

/** What it gets: the clips of a cell, surest first, and the bytes of a file to be played or why there are none. */
export type ToClipLists =
  | { readonly type: 'clips'; readonly run: number; readonly cell: MatrixCell; readonly clips: readonly ListedClip[] }
  | { readonly type: 'sound'; readonly clip: ClipKey; readonly bytes: Uint8Array; readonly mime: string }
  | { readonly type: 'noSound'; readonly clip: ClipKey; readonly reason: string };

/** Whether a message of unknown origin is one that lists of clips may send. */
export function isFromClipLists(message: unknown): message is FromClipLists {
  const { type, run, cell, clip } = fieldsOf(message);
  if (type === 'clips') return isCount(run) && isMatrixCell(cell);
  return (type === 'play' || type === 'open') && isClipKey(clip);
}

/** Whether a value of unknown origin names a cell. */
export function isMatrixCell(value: unknown): value is MatrixCell {
  const { labelled, predicted } = fieldsOf(value);
  return isCount(labelled) && isCount(predicted);
}

/** Whether two keys name the same clip. */
export const isSameClip = (a: ClipKey | undefined, b: ClipKey | undefined): boolean => a?.run === b?.run && a?.place === b?.place;

function isClipKey(value: unknown): value is ClipKey {
  const { run, place } = fieldsOf(value);
  return isCount(run) && isCount(place);
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
