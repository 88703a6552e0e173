import * as vscode from 'vscode';
import type { Finding } from '../../core/corpus/audit/finding.ts';

/** What audits have found in this session; the measures beneath lie in the store, so an audit made again is quick. */
export interface Audits extends vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  /** Somebody wants to see the findings of a corpus. */
  readonly onDidAskToSee: vscode.Event<string>;
  findingsOf(root: string): readonly Finding[] | undefined;
  save(root: string, findings: readonly Finding[]): void;
  show(root: string): void;
}

export function createAudits(): Audits {
  const audits = new Map<string, readonly Finding[]>();
  const changes = new vscode.EventEmitter<void>();
  const questions = new vscode.EventEmitter<string>();
  return {
    onDidChange: changes.event,
    onDidAskToSee: questions.event,
    findingsOf: (root) => audits.get(root),
    save: (root, findings) => {
      audits.set(root, findings);
      changes.fire();
    },
    show: (root) => questions.fire(root),
    dispose: () => {
      changes.dispose();
      questions.dispose();
    },
  };
}
