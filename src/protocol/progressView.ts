import type { LossCurve } from '../core/learn/lossCurve.ts';

/** A task that runs or waits, as the page shows it. */
export interface ShownTask {
  readonly id: number;
  readonly title: string;
  /** How far it has come, in words of the editor's language. */
  readonly state: string;
  /** The part of its step that is done, 0 to 1; null while that is not known. */
  readonly share: number | null;
  readonly elapsedSec: number;
  /** Of its step; null while that cannot be told. */
  readonly leftSec: number | null;
  /** How the losses of its folds fall, as far as they were heard of; by fold from 0. */
  readonly folds: readonly { readonly fold: number; readonly curve: LossCurve }[];
  /** The fold that the words are about, and how many rounds it has at most; null where nothing is fitted by folds, or in rounds. */
  readonly fold: number | null;
  readonly nRounds: number | null;
}

export interface ShownEnd {
  readonly id: number;
  readonly title: string;
  readonly outcome: 'done' | 'cancelled' | 'failed';
  readonly seconds: number;
  readonly reason?: string;
}

export interface ToProgressPage {
  readonly type: 'tasks';
  readonly running: readonly ShownTask[];
  /** The latest first. */
  readonly ended: readonly ShownEnd[];
}

export type FromProgressPage = { readonly type: 'ready' } | { readonly type: 'showResults' } | { readonly type: 'cancel'; readonly id: number };

/** Whether a message of unknown origin is one that the progress page may send. */
export function isFromProgressPage(message: unknown): message is FromProgressPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id } = message as Record<string, unknown>;
  return type === 'ready' || type === 'showResults' || (type === 'cancel' && Number.isSafeInteger(id));
}
