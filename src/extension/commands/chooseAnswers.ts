import * as vscode from 'vscode';
import type { Calibration } from '../../node/decideAnswers.ts';
import type { CorpusScan } from '../../node/scanCorpus.ts';

/** When a model will answer; without a calibration always, with its learner's own confidence. */
export interface Answers {
  readonly calibrate?: Calibration;
}

/** The percentage of right answers that is offered first. */
const OFFERED_PERCENT = '70';

/** When the user wants answers. Where speakers cannot be held out there is nothing to choose. */
export async function chooseAnswers(scan: Promise<CorpusScan>): Promise<Answers | undefined> {
  // A folder that cannot be read is told of when its features are.
  if (!(await scan.then(canHoldOut, () => false))) return {};
  const title = vscode.l10n.t('Train a Model');
  const items = [
    { label: vscode.l10n.t('Always'), detail: vscode.l10n.t('With the learner’s own confidence.'), kind: 'always' },
    { label: vscode.l10n.t('Always, with calibrated confidence'), detail: vscode.l10n.t('Fitted on held-out speakers, which takes longer.'), kind: 'calibrated' },
    { label: vscode.l10n.t('Only when sure enough…'), detail: vscode.l10n.t('Else “uncertain”. You say how many of the answers must be right.'), kind: 'sure' },
  ] as const;
  const chosen = await vscode.window.showQuickPick(items.map(({ kind, ...item }) => ({ ...item, answers: kind })), { title, placeHolder: vscode.l10n.t('When should it answer?') });
  switch (chosen?.answers) {
    case 'always':
      return {};
    case 'calibrated':
      return { calibrate: {} };
    case 'sure': {
      const text = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('Percentage of its answers that should be right on speakers that it has not heard'), value: OFFERED_PERCENT, validateInput: percentProblem });
      return text === undefined ? undefined : { calibrate: { precision: Number(text) / 100 } };
    }
    default:
      return undefined;
  }
}

function canHoldOut({ clips }: CorpusScan): boolean {
  const labelled = clips.filter(({ emotion }) => emotion !== undefined);
  const speakers = new Set(labelled.map(({ speaker }) => speaker ?? ''));
  return speakers.size >= 2 && !speakers.has('');
}

function percentProblem(text: string): string | undefined {
  const percent = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  return percent > 0 && percent <= 100 ? undefined : vscode.l10n.t('It must be a number above 0 and at most 100.');
}
