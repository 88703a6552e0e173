import * as vscode from 'vscode';

/** How long something lasts, in the unit that suits it: "42 s", "12 min", "3.4 h". */
export function formatDuration(sec: number): string {
  if (sec < 60) return vscode.l10n.t('{0} s', sec < 10 ? sec.toFixed(1) : Math.round(sec));
  if (sec < 3600) return vscode.l10n.t('{0} min', (sec / 60).toFixed(sec < 600 ? 1 : 0));
  return vscode.l10n.t('{0} h', (sec / 3600).toFixed(1));
}

/** "1 clip", "24 clips". */
export const formatClips = (n: number): string => (n === 1 ? vscode.l10n.t('1 clip') : vscode.l10n.t('{0} clips', n));

/** "1 speaker", "24 speakers". */
export const formatSpeakers = (n: number): string => (n === 1 ? vscode.l10n.t('1 speaker') : vscode.l10n.t('{0} speakers', n));
