import * as vscode from 'vscode';
import type { Exclusions } from './exclusions.ts';
import { boxedPaths, type Row } from './rows.ts';

/** Excludes and includes what the boxes of the view say, those of one event together: each change is saved and shown. */
export function followCheckboxes(view: vscode.TreeView<Row>, exclusions: Exclusions): vscode.Disposable {
  return view.onDidChangeCheckboxState(({ items }) => {
    const { included, excluded } = boxedPaths(items.map(([row, box]) => [row, box === vscode.TreeItemCheckboxState.Checked]));
    if (included.length > 0) void exclusions.include(included);
    if (excluded.length > 0) void exclusions.exclude(excluded);
  });
}
