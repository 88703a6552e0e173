import * as vscode from 'vscode';
import type { Exclusions } from './exclusions.ts';
import { pathsOf, type Row } from './rows.ts';

/** Excludes and includes what the boxes of the view say. */
export function followCheckboxes(view: vscode.TreeView<Row>, exclusions: Exclusions): vscode.Disposable {
  return view.onDidChangeCheckboxState(({ items }) => {
    for (const [row, box] of items) {
      const paths = pathsOf(row);
      void (box === vscode.TreeItemCheckboxState.Checked ? exclusions.include(paths) : exclusions.exclude(paths));
    }
  });
}
