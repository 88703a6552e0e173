import * as vscode from 'vscode';
import type { Prediction } from '../../node/store/store.ts';
import { describeError } from '../describeError.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Exclusions } from './exclusions.ts';
import type { ClipKnowledge } from './grouping.ts';

/** What the store and the user's choices tell of clips. Where the store cannot be used, it tells nothing but why. */
export interface Knowledge extends ClipKnowledge, vscode.Disposable {
  /** The store could not be used. */
  readonly onDidFail: vscode.Event<void>;
  /** The last estimate of a clip, read from the store each time. */
  predictionOf(path: string): Prediction | undefined;
  /** A sentence that says why the store tells nothing; undefined when it does. */
  problem(): string | undefined;
  /** Forgets what was read: estimates or runs have changed, or the store is to be tried again. */
  forget(): void;
}

export function createKnowledge(lab: LazyLab, exclusions: Exclusions): Knowledge {
  const failures = new vscode.EventEmitter<void>();
  let problem: string | undefined;
  let estimates: ReadonlyMap<string, string> | undefined;
  const folds = new Map<string, ReadonlyMap<string, string>>();

  const ask = <T>(question: () => T, otherwise: T): T => {
    // A store that another window keeps locked makes its reader wait, so it is not asked again for every clip.
    if (problem !== undefined) return otherwise;
    try {
      return question();
    } catch (error) {
      problem = describeError(error);
      failures.fire();
      return otherwise;
    }
  };

  const foldsOf = (root: string): ReadonlyMap<string, string> => {
    const found = lab.get().store.latestRunOf(root)?.run;
    if (!found) return new Map();
    const names = found.folds.map(({ name, speakers }, fold) => [String(fold + 1), name ?? speakers.join(', ')].filter(Boolean).join(': '));
    return new Map(found.predictions.map(({ file, fold }) => [file, names[fold] ?? String(fold + 1)]));
  };

  return {
    onDidFail: failures.event,
    estimateOf: (path) => ask(() => (estimates ??= lab.get().store.estimates()), new Map<string, string>()).get(path),
    foldOf: (root, path) => {
      const known = folds.get(root) ?? ask(() => foldsOf(root), new Map<string, string>());
      folds.set(root, known);
      return known.get(path);
    },
    isExcluded: (path) => exclusions.has(path),
    predictionOf: (path) => ask(() => lab.get().store.prediction(path), undefined),
    problem: () => problem,
    forget: () => {
      problem = undefined;
      estimates = undefined;
      folds.clear();
    },
    dispose: () => failures.dispose(),
  };
}
