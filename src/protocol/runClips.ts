/** A stored result whose single clips are kept with it: a cross-validation, or a model's test on another corpus. */
export interface ResultOfClips {
  readonly kind: 'run' | 'external';
  readonly id: number;
}

/** A cell of a result's confusion matrix, by the places of its classes among the result's. */
export interface MatrixCell {
  readonly labelled: number;
  readonly predicted: number;
}

/** A prediction of a stored result, by its place among the result's: a page never names a file. */
export interface ClipKey extends ResultOfClips {
  readonly place: number;
}

/** A judged clip as a list shows it. */
export interface ListedClip extends ClipKey {
  /** Below the corpus's folder, with slashes. */
  readonly file: string;
  /** Empty where it is unknown. */
  readonly speaker: string;
  /** From 1; absent where there are no folds. */
  readonly fold?: number;
  readonly labelled: string;
  readonly predicted: string;
  /** Of the predicted class; absent from runs of earlier versions. */
  readonly sureness?: { readonly kind: 'probability' | 'score'; readonly value: number };
}

/** What a page with lists of clips asks for. */
export type FromClipLists =
  | { readonly type: 'clips'; readonly result: ResultOfClips; readonly cell: MatrixCell }
  | { readonly type: 'play'; readonly clip: ClipKey }
  | { readonly type: 'open'; readonly clip: ClipKey };

/** What it gets: the clips of a cell, surest first, and the bytes of a file to be played or why there are none. */
export type ToClipLists =
  | { readonly type: 'clips'; readonly result: ResultOfClips; readonly cell: MatrixCell; readonly clips: readonly ListedClip[] }
  | { readonly type: 'sound'; readonly clip: ClipKey; readonly bytes: Uint8Array; readonly mime: string }
  | { readonly type: 'noSound'; readonly clip: ClipKey; readonly reason: string };

/** Whether a message of unknown origin is one that lists of clips may send. */
export function isFromClipLists(message: unknown): message is FromClipLists {
  const { type, result, cell, clip } = fieldsOf(message);
  if (type === 'clips') return isResultOfClips(result) && isMatrixCell(cell);
  return (type === 'play' || type === 'open') && isClipKey(clip);
}

/** Whether a value of unknown origin names a cell. */
export function isMatrixCell(value: unknown): value is MatrixCell {
  const { labelled, predicted } = fieldsOf(value);
  return isCount(labelled) && isCount(predicted);
}

/** What a listed clip goes by, and nothing else of it. */
export const clipKey = ({ kind, id, place }: ClipKey): ClipKey => ({ kind, id, place });

/** Whether two keys name the same clip. */
export const isSameClip = (a: ClipKey | undefined, b: ClipKey | undefined): boolean => a?.kind === b?.kind && a?.id === b?.id && a?.place === b?.place;

function isResultOfClips(value: unknown): value is ResultOfClips {
  const { kind, id } = fieldsOf(value);
  return (kind === 'run' || kind === 'external') && isCount(id);
}

const isClipKey = (value: unknown): value is ClipKey => isResultOfClips(value) && isCount(fieldsOf(value)['place']);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
