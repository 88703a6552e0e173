import * as vscode from 'vscode';
import { hasAudioExtension } from '../../core/audio/audioFormat.ts';
import { settings } from '../contributions.ts';
import { badgeOf } from './badge.ts';
import { formatEstimate } from './formatEstimate.ts';
import type { Knowledge } from './knowledge.ts';

/** Marks audio files with the emotion of their last estimate, wherever VS Code names them; a setting switches it. */
export function registerBadges(knowledge: Knowledge, onDidChangeKnowledge: vscode.Event<void>): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  const isOn = (): boolean => vscode.workspace.getConfiguration().get<boolean>(settings.badges, true);
  const provideFileDecoration = (uri: vscode.Uri): vscode.FileDecoration | undefined => {
    if (uri.scheme !== 'file' || !hasAudioExtension(uri.path) || !isOn()) return undefined;
    // Of all files at once, since the Explorer asks for every row that comes into sight.
    const badge = badgeOf(knowledge.estimateOf(uri.fsPath));
    const prediction = badge === undefined ? undefined : knowledge.predictionOf(uri.fsPath);
    return prediction && new vscode.FileDecoration(prediction.uncertain ? '?' : badge, vscode.l10n.t('Estimate: {0}. An estimate, not a fact about the person.', formatEstimate(prediction)));
  };
  return vscode.Disposable.from(
    changes,
    vscode.window.registerFileDecorationProvider({ onDidChangeFileDecorations: changes.event, provideFileDecoration }),
    onDidChangeKnowledge(() => changes.fire(undefined)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settings.badges)) changes.fire(undefined);
    }),
  );
}
