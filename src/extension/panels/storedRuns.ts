import * as vscode from 'vscode';
import { classifierById } from '../../core/learn/classifiers.ts';
import type { StoredRun } from '../../protocol/resultsView.ts';
import type { LazyLab } from '../lazyLab.ts';
import type { StoredRuns } from './resultsPanel.ts';

/** The store's runs as the results panel lists them. */
export function storedRuns(lab: LazyLab): StoredRuns {
  return {
    list: () => lab.get().store.runs().map((stored) => ({ id: stored.id, title: titleOf(stored) })),
    read: (id) => lab.get().store.run(id),
    latest: () => lab.get().store.runs()[0],
  };
}

function titleOf({ id, run }: StoredRun): string {
  return vscode.l10n.t('{0}: {1} on {2}, {3}, UAR {4}', id, classifierById(run.model).name, run.data.name, run.cv, run.uar.toFixed(3));
}
