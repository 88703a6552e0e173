import * as vscode from 'vscode';
import type { Prediction } from '../../node/store/store.ts';

/** "angry (87 %)", "uncertain (angry 34 %)", or why there is nothing to judge: "no sound". */
export function formatEstimate({ emotion, probabilities, remark, uncertain }: Prediction): string {
  if (remark) return vscode.l10n.t(remark);
  const percent = Math.round((probabilities[emotion] ?? 0) * 100);
  return uncertain ? vscode.l10n.t('uncertain ({0} {1} %)', emotion, percent) : vscode.l10n.t('{0} ({1} %)', emotion, percent);
}
