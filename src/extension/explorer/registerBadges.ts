import * as vscode from 'vscode';
import { hasAudioExtension } from '../../core/audio/audioFormat.ts';
import { stampOf } from '../../node/openFile.ts';
import { settings } from '../contributions.ts';
import { badgeOf } from './badge.ts';
import { formatEstimate } from './formatEstimate.ts';
import type { Knowledge } from './knowledge.ts';

/** Marks audio files with the emotion of their last estimate, wherever VS Code names them; a setting switches it. `news` are of estimates, and of files that have changed. */
export function registerBadges(knowledge: Knowledge, news: readonly vscode.Event<void>[]): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  const isOn = (): boolean => vscode.workspace.getConfiguration().get<boolean>(settings.badges, true);
  const provideFileDecoration = async (uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> => {
    if (uri.scheme !== 'file' || !hasAudioExtension(uri.path) || !isOn()) return undefined;
    const stamp = await stampOf(uri.fsPath).catch(() => undefined);
    if (stamp === undefined) return undefined;
    const prediction = knowledge.predictionOf(stamp);
    // Where there is nothing to judge, there is nothing to say either.
    if (prediction === undefined || prediction.remark !== undefined) return undefined;
    const badge = prediction.uncertain ? '?' : badgeOf(prediction.emotion);
    return new vscode.FileDecoration(badge, vscode.l10n.t('Estimate: {0}. An estimate, not a fact about the person.', formatEstimate(prediction)));
  };
  return vscode.Disposable.from(
    changes,
    vscode.window.registerFileDecorationProvider({ onDidChangeFileDecorations: changes.event, provideFileDecoration }),
    ...news.map((event) => event(() => changes.fire(undefined))),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settings.badges)) changes.fire(undefined);
    }),
  );
}
