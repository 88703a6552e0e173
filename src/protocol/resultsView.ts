import type { EvaluatedData, EvaluationRun, RunSummary } from '../core/evaluation/evaluationRun.ts';
import type { ExternalStudy } from '../core/evaluation/studies/externalStudy.ts';
import type { LeakReport } from '../core/evaluation/studies/leakMeter.ts';
import type { SpeakerFigures } from '../core/report/speakerFigures.ts';
import type { ShownCurve, ShownImportance, ShownPairs, ShownRobustness } from './studyView.ts';
import { isFromClipLists, type FromClipLists, type ToClipLists } from './runClips.ts';
import type { RunRow, ShownChange } from './runTable.ts';
import { isSavedFigure, type SavedFigure } from './savedFigure.ts';

/** A stored cross-validation with its number in the store and the time it ended (ISO 8601). */
export interface StoredRun {
  readonly id: number;
  readonly endedAt: string;
  readonly run: EvaluationRun;
}

/** A stored run without its single predictions. */
export interface ListedRun extends Omit<StoredRun, 'run'> {
  readonly run: RunSummary;
}

/** What can be shown: a cross-validation, a leak meter, a model's test on another corpus, a learning curve, robustness, confusable pairs, what features matter to a model. */
export type ResultKind = 'run' | 'leak' | 'external' | 'curve' | 'robustness' | 'pairs' | 'importance';

const kinds: readonly unknown[] = ['run', 'leak', 'external', 'curve', 'robustness', 'pairs', 'importance'] satisfies ResultKind[];

/** A stored result: its kind and its number among those of that kind. */
export interface ResultKey {
  readonly kind: ResultKind;
  readonly id: number;
}

/** What the page can show: a stored result, all runs side by side, or what changes from one run to another. */
export type ResultsPlace = ResultKey | { readonly kind: 'runs' } | { readonly kind: 'change'; readonly first: number; readonly second: number };

/** A stored run as the page gets it: the single predictions stay behind, since what the page draws of them is counted before. */
export interface ShownRun {
  readonly id: number;
  /** The learner's name for people. */
  readonly modelName: string;
  readonly endedAt: string;
  readonly run: RunSummary;
  /** Best UAR first; without clips of unknown speakers. */
  readonly speakers: readonly SpeakerFigures[];
  readonly nUnknownSpeaker: number;
}

/** One learner of a leak meter. */
export interface ShownLeak extends Pick<LeakReport, 'rows' | 'gaps'> {
  readonly modelName: string;
  readonly madeAt: string;
}

/** The leak meters of several learners that were measured alike, so that their rows can be set side by side. */
export interface ShownLeaks {
  readonly id: number;
  readonly data: EvaluatedData;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly learners: readonly ShownLeak[];
}

/** A model's test on one corpus. */
export interface ShownTest {
  readonly id: number;
  readonly madeAt: string;
  readonly data: EvaluatedData;
  readonly study: Omit<ExternalStudy, 'predictions'>;
  /** Whether what was answered to each clip is kept with it; tests of earlier versions lack that. */
  readonly hasClips: boolean;
}

/** The latest test of a model on each corpus; `id` is the one to show in full. */
export interface ShownTests {
  readonly id: number;
  readonly modelName: string;
  readonly tests: readonly ShownTest[];
}

/** One entry of the list to choose from: a stored run, leak meters measured alike, or the tests of a model. */
export interface ResultChoice extends ResultKey {
  readonly title: string;
  readonly isShown: boolean;
}

/** The page shows one entry of `choices`, which are in order of time, newest first; beside the table of all runs they are the other results. */
export type ShownResult =
  | { readonly type: 'runs'; readonly rows: readonly RunRow[]; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'change'; readonly shown: ShownChange }
  | { readonly type: 'run'; readonly shown: ShownRun; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'leak'; readonly shown: ShownLeaks; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'external'; readonly shown: ShownTests; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'curve'; readonly shown: ShownCurve; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'robustness'; readonly shown: ShownRobustness; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'pairs'; readonly shown: ShownPairs; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'importance'; readonly shown: ShownImportance; readonly choices: readonly ResultChoice[] }
  | { readonly type: 'empty' };

export type ToResultsPage = ShownResult | ToClipLists | { readonly type: 'failed'; readonly message: string };

/** What can be started from the page. */
export type ResultsAction = 'crossValidate' | 'measureLeaks' | 'testOnExternal' | 'measureCurve' | 'measureRobustness' | 'measurePairs' | 'measureImportance';

const actions: readonly unknown[] = ['crossValidate', 'measureLeaks', 'testOnExternal', 'measureCurve', 'measureRobustness', 'measurePairs', 'measureImportance'] satisfies ResultsAction[];

export type FromResultsPage = { readonly type: 'ready' } | { readonly type: 'show'; readonly key: ResultsPlace } | { readonly type: ResultsAction } | FromClipLists | SavedFigure;

/** What the page keeps across a hidden tab and a restart of the editor. */
export type ResultsPageState = ResultsPlace;

/** Whether a message of unknown origin is one that the results page may send. */
export function isFromResultsPage(message: unknown): message is FromResultsPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, key } = message as { type?: unknown; key?: unknown };
  return type === 'ready' || actions.includes(type) || (type === 'show' && placeOf(key) !== undefined) || isFromClipLists(message) || isSavedFigure(message);
}

/** What a message shows; undefined where nothing is stored. */
export function shownPlace(message: ShownResult): ResultsPlace | undefined {
  switch (message.type) {
    case 'empty':
      return undefined;
    case 'runs':
      return { kind: 'runs' };
    case 'change':
      return { kind: 'change', first: message.shown.first.id, second: message.shown.second.id };
    default:
      return { kind: message.type, id: message.shown.id };
  }
}

/** What a stored page state of unknown origin was at, if it names it; earlier versions kept runs alone, without a kind. */
export const placeOfState = (state: unknown): ResultsPlace | undefined => (typeof state === 'object' && state !== null ? placeOf({ kind: 'run', ...state }) : undefined);

/** A value of unknown origin as a place, if it is one. */
function placeOf(value: unknown): ResultsPlace | undefined {
  if (isResultKey(value)) return { kind: value.kind, id: value.id };
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, first, second } = value as { kind?: unknown; first?: unknown; second?: unknown };
  if (kind === 'runs') return { kind };
  return kind === 'change' && isNumber(first) && isNumber(second) ? { kind, first, second } : undefined;
}

function isResultKey(key: unknown): key is ResultKey {
  if (typeof key !== 'object' || key === null) return false;
  const { kind, id } = key as { kind?: unknown; id?: unknown };
  return kinds.includes(kind) && isNumber(id);
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
