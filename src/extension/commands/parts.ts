import type * as vscode from 'vscode';
import type { MadeWith } from '../../core/evaluation/evaluationRun.ts';
import type { ResultKey } from '../../protocol/resultsView.ts';
import type { Audits } from '../explorer/audits.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { Exclusions } from '../explorer/exclusions.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Models } from '../models/models.ts';
import type { ClassifiedClips } from '../panels/classifiedBatch.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly lab: LazyLab;
  readonly models: Models;
  readonly tasks: Tasks;
  readonly corpora: Corpora;
  readonly exclusions: Exclusions;
  readonly audits: Audits;
  /** Tells the views that estimates or results have changed. */
  readonly didPredict: vscode.EventEmitter<void>;
  readonly didEvaluate: vscode.EventEmitter<void>;
  /** What the questions were answered with the last time, in this workspace. */
  readonly memory: vscode.Memento;
  /** What a record says that it was made with. */
  readonly madeWith: MadeWith;
  showResult(key: ResultKey): void;
  /** Lists clips that were classified together. */
  showClassified(batch: ClassifiedClips): void;
}
