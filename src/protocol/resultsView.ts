import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';

/** A stored cross-validation with its number in the store and the time it ended (ISO 8601). */
export interface StoredRun {
  readonly id: number;
  readonly endedAt: string;
  readonly run: EvaluationRun;
}

/** A stored run as the page gets it: the single predictions stay behind, since the page draws none of them. */
export interface ShownRun {
  readonly id: number;
  /** The learner's name for people. */
  readonly modelName: string;
  readonly endedAt: string;
  readonly run: Omit<EvaluationRun, 'predictions'>;
}

/** One stored run in the list to choose from. */
export interface RunChoice {
  readonly id: number;
  readonly title: string;
}

/** The page shows one run; `choices` are all stored runs, the shown one included, newest first. */
export type ToResultsPage =
  | { readonly type: 'run'; readonly shown: ShownRun; readonly choices: readonly RunChoice[] }
  | { readonly type: 'empty' };

export type FromResultsPage = { readonly type: 'ready' } | { readonly type: 'show'; readonly id: number } | { readonly type: 'crossValidate' };

/** What the page keeps across a hidden tab and a restart of the editor. */
export interface ResultsPageState {
  readonly id: number;
}

/** Whether a message of unknown origin is one that the results page may send. */
export function isFromResultsPage(message: unknown): message is FromResultsPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id } = message as { type?: unknown; id?: unknown };
  return type === 'ready' || type === 'crossValidate' || (type === 'show' && Number.isSafeInteger(id));
}

/** Whether a stored page state of unknown origin names a run. */
export function isResultsPageState(state: unknown): state is ResultsPageState {
  return typeof state === 'object' && state !== null && Number.isSafeInteger((state as { id?: unknown }).id);
}
