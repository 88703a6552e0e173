import * as vscode from 'vscode';
import { describeDegradation } from '../../core/audio/degrade/degradation.ts';
import { robustnessPanels } from '../../core/evaluation/studies/robustnessPanels.ts';
import { rankFeatures } from '../../core/evaluation/studies/importanceStudy.ts';
import type { ResultEntry } from '../../node/resultEntries.ts';
import type { StoredStudy, StudyKind } from '../../node/store/study.ts';
import type { ShownCurve, ShownImportance, ShownPairs, ShownRobustness } from '../../protocol/studyView.ts';
import { learnerName } from '../learnerName.ts';

/** The name in the list of results of a study that stands for itself. */
export function studyTitle(entry: Extract<ResultEntry, { readonly kind: 'curve' | 'robustness' | 'pairs' | 'importance' }>, at: string): string {
  const [{ data, record }] = entry.studies;
  const learner = learnerName(record.model);
  switch (entry.kind) {
    case 'curve':
      return entry.studies[0].record.by === 'clips' ? vscode.l10n.t('Learning curve by clips: {0} on {1} ({2})', learner, data.name, at) : vscode.l10n.t('Learning curve by speakers: {0} on {1} ({2})', learner, data.name, at);
    case 'robustness':
      return vscode.l10n.t('Robustness: {0} on {1} ({2})', learner, data.name, at);
    case 'pairs':
      return vscode.l10n.t('Confusable pairs: {0} on {1} ({2})', learner, data.name, at);
    case 'importance': {
      const { name, permutation } = entry.studies[0].record;
      return permutation ? vscode.l10n.t('Feature importance: {0}, clips of {1} ({2})', name, data.name, at) : vscode.l10n.t('Feature importance: {0} ({1})', name, at);
    }
  }
}

const common = <K extends Exclude<StudyKind, 'external'>>({ id, madeAt, data, record }: StoredStudy<K>) => ({ id, madeAt, data, modelName: learnerName(record.model) });

export const shownCurve = (study: StoredStudy<'curve'>): ShownCurve => ({ ...common(study), curve: study.record });

export function shownImportance({ id, madeAt, data, record }: StoredStudy<'importance'>): ShownImportance {
  const { name, tested, seed, normalize, outOfBagAccuracy, columns, own, permutation } = record;
  const ranked = (): ShownImportance['permutation'] => {
    if (!permutation) return undefined;
    const { names, mean, deviation, ...facts } = permutation;
    return { ...facts, features: rankFeatures(names, mean, deviation) };
  };
  const features = ranked();
  return {
    id,
    madeAt,
    data,
    modelName: name,
    study: { tested, seed, ...(normalize && { normalize }), ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }) },
    nColumns: columns.length,
    ...(features && { permutation: features }),
    own: own.map(({ measure, values }) => ({ measure, features: rankFeatures(columns, values) })),
  };
}

export const shownPairs = (study: StoredStudy<'pairs'>): ShownPairs => ({ ...common(study), study: study.record });

export function shownRobustness(study: StoredStudy<'robustness'>): ShownRobustness {
  const rows = study.record.curves[0]?.rows ?? [];
  return { ...common(study), report: study.record, names: rows.map(({ degradation }) => (degradation ? describeDegradation(degradation) : vscode.l10n.t('as recorded'))), panels: robustnessPanels(rows) };
}
