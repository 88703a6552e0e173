import * as vscode from 'vscode';
import type { Calibration } from '../../node/decideAnswers.ts';
import type { CorpusScan } from '../../node/scanCorpus.ts';
import type { Reply, StepPlace } from './askInSteps.ts';
import { pickOne } from './pickOne.ts';

/** When a model will answer; without a calibration always, with its learner's own confidence. */
export interface Answers {
  readonly calibrate?: Calibration;
}

/** The percentage of right answers that is offered first. */
const OFFERED_PERCENT = '70';

/** When the user wants answers. Where speakers cannot be held out there is nothing to choose. */
export async function askAnswers(place: StepPlace, scan: Promise<CorpusScan>, last: Answers | undefined): Promise<Reply<{ readonly answers: Answers }>> {
  // A folder that cannot be read is told of when its features are.
  if (!(await scan.then(canHoldOut, () => false))) return { answer: { answers: {} } };
  const items = [
    { label: vscode.l10n.t('Always'), detail: vscode.l10n.t('With the learner’s own confidence.'), when: 'always' },
    { label: vscode.l10n.t('Always, with calibrated confidence'), detail: vscode.l10n.t('Fitted on held-out speakers, which takes longer.'), when: 'calibrated' },
    { label: vscode.l10n.t('Only when sure enough…'), detail: vscode.l10n.t('Else “uncertain”. You say how many of the answers must be right.'), when: 'sure' },
  ] as const;
  for (;;) {
    const picked = await pickOne(place, { items, placeHolder: vscode.l10n.t('When should it answer?'), active: ({ when }) => when === whenOf(last) });
    if (picked === undefined || picked === 'back') return picked;
    const answers = await answersOf(picked.when, place.title, last);
    // From the input one comes back to the list.
    if (answers !== undefined) return { answer: { answers } };
  }
}

type When = 'always' | 'calibrated' | 'sure';

function whenOf(answers: Answers | undefined): When {
  if (answers?.calibrate === undefined) return 'always';
  return answers.calibrate.precision === undefined ? 'calibrated' : 'sure';
}

async function answersOf(when: When, title: string, last: Answers | undefined): Promise<Answers | undefined> {
  if (when === 'always') return {};
  if (when === 'calibrated') return { calibrate: {} };
  const text = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('Percentage of its answers that should be right on speakers that it has not heard'), value: last?.calibrate?.precision === undefined ? OFFERED_PERCENT : String(Math.round(1000 * last.calibrate.precision) / 10), validateInput: percentProblem });
  return text === undefined ? undefined : { calibrate: { precision: Number(text) / 100 } };
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
