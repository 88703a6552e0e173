import * as vscode from 'vscode';
import type { FitProgress, RoundLosses } from '../../core/learn/classifier.ts';
import type { TaskProgress } from '../../node/task.ts';
import { curveText } from './curveText.ts';

/** Words for how far one task has come, with a curve of what is known of its losses by fold. */
export function progressText(progress: TaskProgress, losses: ReadonlyMap<number, readonly RoundLosses[]>): string {
  const { fit } = progress;
  const text = phaseText(progress);
  if (fit === undefined) return text;
  const { fold = 0 } = fit;
  const units = progress.phase === 'fold' ? vscode.l10n.t('{0} · fold {1}, {2}', text, fold + 1, unitText(fit)) : text;
  const known = (losses.get(fold) ?? []).map(({ training }) => training);
  const last = known.at(-1);
  return fit.losses === undefined || last === undefined ? units : vscode.l10n.t('{0} · log-loss {1} {2}', units, last.toFixed(3), curveText(known));
}

function unitText({ unit, done, total }: FitProgress): string {
  switch (unit) {
    case 'tree':
      return vscode.l10n.t('tree {0} of {1}', done, total);
    case 'round':
      return vscode.l10n.t('round {0} of {1}', done, total);
    case 'pair':
      return vscode.l10n.t('pair {0} of {1}', done, total);
    case 'step':
      return vscode.l10n.t('step {0} of {1}', done, total);
  }
}

function phaseText({ phase, done, total }: TaskProgress): string {
  const counts = `${done}/${total}`;
  switch (phase) {
    case 'scan':
      return vscode.l10n.t('reading headers {0}', counts);
    case 'check':
      return vscode.l10n.t('checking clips {0}', counts);
    case 'extract':
      return vscode.l10n.t('extracting features {0}', counts);
    case 'search':
      return vscode.l10n.t('trying parameters {0}', counts);
    case 'fit':
      return vscode.l10n.t('training {0}', counts);
    case 'fold':
      return vscode.l10n.t('{0} % of {1} folds', Math.floor((100 * done) / total), total);
    case 'classify':
      return vscode.l10n.t('classifying {0}', counts);
    case 'explain':
      return vscode.l10n.t('explaining {0}', counts);
    case 'permute':
      return vscode.l10n.t('shuffling columns {0}', counts);
    case 'map':
      return vscode.l10n.t('drawing the map, {0} %', done);
    case 'synthesise':
      return vscode.l10n.t('synthesising clips {0}', counts);
    case 'degrade':
      return vscode.l10n.t('extracting features of degraded clips {0}', counts);
  }
}
