import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';

/** A stored cross-validation with its number in the store and the time it ended (ISO 8601). */
export interface StoredRun {
  readonly id: number;
  readonly endedAt: string;
  readonly run: EvaluationRun;
}

/** The page shows one run and offers the others of the store (newest first) for choice. */
export type ToResultsPage =
  | { readonly type: 'run'; readonly shown: StoredRun; readonly others: readonly RunChoice[] }
  | { readonly type: 'empty' };

export interface RunChoice {
  readonly id: number;
  readonly title: string;
}

export type FromResultsPage = { readonly type: 'ready' } | { readonly type: 'show'; readonly id: number } | { readonly type: 'crossValidate' };
