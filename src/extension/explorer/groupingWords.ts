import * as vscode from 'vscode';
import { UNCERTAIN, type Grouping } from './grouping.ts';

/** How a grouping is called, what stands beside its groups, and how a corpus comes to have them. */
export interface GroupingWords {
  readonly name: string;
  readonly icon: string;
  /** Why a corpus has no such groups, and what helps. */
  readonly missing: string;
}

export function groupingWords(grouping: Grouping): GroupingWords {
  const byLabels = vscode.l10n.t('No name and no label file of the open corpora tells it; a CSV with such a column beside the clips does.');
  switch (grouping) {
    case 'emotion':
      return { name: vscode.l10n.t('Emotion'), icon: 'tag', missing: byLabels };
    case 'speaker':
      return { name: vscode.l10n.t('Speaker'), icon: 'person', missing: byLabels };
    case 'sex':
      return { name: vscode.l10n.t('Sex of the speaker'), icon: 'organization', missing: byLabels };
    case 'intensity':
      return { name: vscode.l10n.t('Intensity'), icon: 'dashboard', missing: byLabels };
    case 'sentence':
      return { name: vscode.l10n.t('Sentence'), icon: 'quote', missing: byLabels };
    case 'estimate':
      return { name: vscode.l10n.t('Predicted emotion'), icon: 'lightbulb', missing: vscode.l10n.t('No clip has been classified yet: Classify Emotion on a corpus makes estimates.') };
    case 'agreement':
      return { name: vscode.l10n.t('Right or wrong'), icon: 'check-all', missing: vscode.l10n.t('No labelled clip has been classified yet: Classify Emotion on a corpus makes estimates.') };
    case 'fold':
      return { name: vscode.l10n.t('Fold'), icon: 'versions', missing: vscode.l10n.t('No corpus that is open has been cross-validated yet.') };
  }
}

/** The name of a group; one with an empty key holds the clips of which nothing is known. */
export function groupLabel(grouping: Grouping, key: string): string {
  if (key === '') {
    if (grouping === 'estimate') return vscode.l10n.t('no estimate');
    if (grouping === 'agreement') return vscode.l10n.t('no certain estimate, or no label');
    return grouping === 'fold' ? vscode.l10n.t('in no fold') : vscode.l10n.t('unknown');
  }
  switch (grouping) {
    case 'speaker':
      return vscode.l10n.t('Speaker {0}', key);
    case 'sentence':
      return vscode.l10n.t('Sentence {0}', key);
    case 'estimate':
      return `→ ${key === UNCERTAIN ? vscode.l10n.t('uncertain') : key}`;
    case 'agreement':
      return key === 'right' ? vscode.l10n.t('right: the estimate is the label') : vscode.l10n.t('wrong: the estimate is not the label');
    case 'fold':
      return vscode.l10n.t('Fold {0}', key);
    default:
      return key;
  }
}
