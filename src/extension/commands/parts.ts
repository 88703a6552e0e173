import type * as vscode from 'vscode';
import type { Corpora } from '../explorer/corpora.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { Tasks } from '../tasks.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly lab: LazyLab;
  readonly tasks: Tasks;
  readonly corpora: Corpora;
  /** Tells the views that estimates or runs have changed. */
  readonly didPredict: vscode.EventEmitter<void>;
  readonly didEvaluate: vscode.EventEmitter<void>;
  showRun(id: number): void;
}
