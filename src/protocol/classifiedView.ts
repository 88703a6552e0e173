/** Whether an estimate is the corpus's label, in whatever words the two have for the emotion. */
export type Verdict = 'right' | 'wrong';

/** A classified clip as the table shows it. */
export interface ClassifiedClip {
  readonly path: string;
  readonly name: string;
  /** Where it lies, within the workspace where that is. */
  readonly folder: string;
  readonly emotion: string;
  readonly probability: number;
  /** The model is not sure enough to answer; absent where it answers always. */
  readonly uncertain?: boolean;
  /** Why the estimate means little, where it does. */
  readonly remark?: string;
  /** The corpus's own label, where it is known. */
  readonly label?: string;
  /** Absent where there is no label, or no answer. */
  readonly verdict?: Verdict;
}

/** A file that could not be classified, and why, in a sentence. */
export interface ClassifiedProblem {
  readonly path: string;
  readonly message: string;
}

/** What is true of all clips of a batch. */
export interface BatchOrigin {
  /** Whether the model that comes with the extension answered. */
  readonly byStarter: boolean;
  /** Whether the model was trained on synthetic speech. */
  readonly synthetic: boolean;
}

/** Clips that were classified together. */
export interface ClassifiedBatch extends BatchOrigin {
  /** The models that answered; after a restart there may be several. */
  readonly models: readonly string[];
  /** The starter model answered, and among the clips are some of the corpus that it learnt from. */
  readonly hasLearntFromThem: boolean;
  readonly clips: readonly ClassifiedClip[];
  /** The first {@link MOST_PROBLEMS} of {@link nProblems}. */
  readonly problems: readonly ClassifiedProblem[];
  readonly nProblems: number;
}

/** No more files that could not be classified are named. */
export const MOST_PROBLEMS = 200;

export type ToClassifiedPage = { readonly type: 'batch'; readonly batch: ClassifiedBatch } | { readonly type: 'empty' } | { readonly type: 'failed'; readonly message: string };

/** `rows` are numbers of clips of the batch, in the order in which they are shown. */
export type FromClassifiedPage =
  | { readonly type: 'ready' }
  | { readonly type: 'classify' }
  | { readonly type: 'open'; readonly row: number }
  | { readonly type: 'export'; readonly rows: readonly number[] }
  | { readonly type: 'copy'; readonly format: 'csv' | 'markdown'; readonly rows: readonly number[] };

const isRow = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether a message of unknown origin is one that the page may send. */
export function isFromClassifiedPage(message: unknown): message is FromClassifiedPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, row, rows, format } = message as Record<string, unknown>;
  switch (type) {
    case 'ready':
    case 'classify':
      return true;
    case 'open':
      return isRow(row);
    case 'export':
      return Array.isArray(rows) && rows.every(isRow);
    case 'copy':
      return (format === 'csv' || format === 'markdown') && Array.isArray(rows) && rows.every(isRow);
    default:
      return false;
  }
}

/** What a page keeps of its batch, from which it is found again in the store. */
export interface KeptBatch extends BatchOrigin {
  readonly paths: readonly string[];
  readonly problems: readonly ClassifiedProblem[];
  readonly nProblems: number;
}

/** More clips are not found again after a restart. */
const MOST_KEPT = 20_000;

export const keptBatch = ({ byStarter, synthetic, clips, problems, nProblems }: ClassifiedBatch): KeptBatch => ({ byStarter, synthetic, paths: clips.slice(0, MOST_KEPT).map(({ path }) => path), problems, nProblems });

/** The batch that a page kept; undefined where its state holds none. */
export function batchOfState(state: unknown): KeptBatch | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { paths, problems, nProblems, byStarter, synthetic } = state as Record<string, unknown>;
  if (!Array.isArray(paths) || paths.length > MOST_KEPT || !paths.every((path) => typeof path === 'string')) return undefined;
  const isProblem = (value: unknown): value is ClassifiedProblem => typeof value === 'object' && value !== null && typeof (value as ClassifiedProblem).path === 'string' && typeof (value as ClassifiedProblem).message === 'string';
  const named = Array.isArray(problems) ? problems.filter(isProblem).slice(0, MOST_PROBLEMS) : [];
  return { paths, byStarter: byStarter === true, synthetic: synthetic === true, problems: named, nProblems: Number.isSafeInteger(nProblems) ? Math.max(nProblems as number, named.length) : named.length };
}
