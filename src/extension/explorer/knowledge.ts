import * as vscode from 'vscode';
import { isStillOf, type FileStamp, type StoredEstimate, type StoredPrediction } from '../../node/store/store.ts';
import { describeError } from '../describeError.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Exclusions } from './exclusions.ts';
import type { ClipKnowledge } from './grouping.ts';

/** What the store and the user's choices tell of clips. Where the store cannot be used, it tells nothing but why. */
export interface Knowledge extends ClipKnowledge, vscode.Disposable {
  /** The store could not be used. */
  readonly onDidFail: vscode.Event<void>;
  /** The last estimate of a file as it is now, read from the store each time. */
  predictionOf(file: FileStamp): StoredPrediction | undefined;
  /** A sentence that says why the store tells nothing; undefined when it does. */
  problem(): string | undefined;
  /** Forgets what was read: estimates or runs have changed, or the store is to be tried again. */
  forget(): void;
}

const nothing: ReadonlyMap<string, StoredEstimate> = new Map();

export function createKnowledge(lab: LazyLab, exclusions: Exclusions): Knowledge {
  const failures = new vscode.EventEmitter<void>();
  let problem: string | undefined;
  let estimates: ReadonlyMap<string, StoredEstimate> | undefined;
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

  const currentOf = (clip: FileStamp): StoredEstimate | undefined => {
    const found = ask(() => (estimates ??= lab.get().store.estimates()), nothing).get(clip.path);
    return found && isStillOf(found, clip) ? found : undefined;
  };

  return {
    onDidFail: failures.event,
    estimateOf: (clip) => currentOf(clip)?.emotion,
    isUncertain: (clip) => currentOf(clip)?.isUncertain ?? false,
    foldOf: (root, path) => {
      const known = folds.get(root) ?? ask(() => foldsOf(root), new Map<string, string>());
      folds.set(root, known);
      return known.get(path);
    },
    isExcluded: (path) => exclusions.has(path),
    predictionOf: (file) => {
      const found = ask(() => lab.get().store.prediction(file.path), undefined);
      return found && isStillOf(found.of, file) ? found : undefined;
    },
    problem: () => problem,
    forget: () => {
      problem = undefined;
      estimates = undefined;
      folds.clear();
    },
    dispose: () => failures.dispose(),
  };
}
