import * as vscode from 'vscode';
import type { Prediction } from '../../node/store/store.ts';

/** "angry (87 %)", and what its reader must know of the clip: "angry (31 %), no sound". */
export function formatEstimate({ emotion, probabilities, remark }: Prediction): string {
  const estimate = vscode.l10n.t('{0} ({1} %)', emotion, Math.round((probabilities[emotion] ?? 0) * 100));
  return remark ? `${estimate}, ${vscode.l10n.t(remark)}` : estimate;
}
