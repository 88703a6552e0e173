import * as vscode from 'vscode';
import type { Prediction } from '../../node/store/store.ts';

/** "angry (87 %)", or "uncertain (angry 34 %)", and what its reader must know of the clip: "angry (31 %), no sound". */
export function formatEstimate({ emotion, probabilities, remark, uncertain }: Prediction): string {
  const percent = Math.round((probabilities[emotion] ?? 0) * 100);
  const estimate = uncertain ? vscode.l10n.t('uncertain ({0} {1} %)', emotion, percent) : vscode.l10n.t('{0} ({1} %)', emotion, percent);
  return remark ? `${estimate}, ${vscode.l10n.t(remark)}` : estimate;
}
