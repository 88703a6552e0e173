import { basename } from 'node:path';
import * as vscode from 'vscode';
import { canonicalEmotion } from '../../core/corpus/emotion.ts';
import type { Prediction } from '../../node/store/store.ts';
import type { CorpusScan, ScannedClip } from '../../node/scanCorpus.ts';
import { commands, rowKinds } from '../contributions.ts';
import { describeError } from '../describeError.ts';
import type { Corpora } from './corpora.ts';
import { groupRows, problemsOf, rowId, type Grouping, type Row } from './rows.ts';

export interface CorpusTreeParts {
  readonly corpora: Corpora;
  prediction(path: string): Prediction | undefined;
}

/** The dataset explorer: corpus → emotion or speaker → clip, each level read when it is opened. */
export class CorpusTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #parts: CorpusTreeParts;
  readonly #listening: vscode.Disposable;
  #grouping: Grouping = 'emotion';

  constructor(parts: CorpusTreeParts) {
    this.#parts = parts;
    this.#listening = parts.corpora.onDidChange(() => this.refresh());
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    this.refresh();
  }

  refresh(): void {
    this.#changes.fire(undefined);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changes.dispose();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.#parts.corpora.roots().map((root) => ({ kind: 'corpus', root }));
    switch (row.kind) {
      case 'corpus': {
        const scan = await this.#parts.corpora.scan(row.root);
        const groups: Row[] = groupRows(scan, this.#grouping);
        const problems = problemsOf(scan);
        return problems.length > 0 ? [...groups, { kind: 'problems', root: row.root, problems }] : groups;
      }
      case 'group':
        return row.clips.map((clip) => ({ kind: 'clip', root: row.root, grouping: row.grouping, clip }));
      case 'problems':
        return row.problems.map((problem) => ({ kind: 'problem', root: row.root, problem }));
      default:
        return [];
    }
  }

  async getParent(row: Row): Promise<Row | undefined> {
    switch (row.kind) {
      case 'corpus':
        return undefined;
      case 'clip':
        return groupRows(await this.#parts.corpora.scan(row.root), row.grouping).find(({ key }) => key === (row.clip[row.grouping] ?? ''));
      case 'problem':
        return { kind: 'problems', root: row.root, problems: problemsOf(await this.#parts.corpora.scan(row.root)) };
      default:
        return { kind: 'corpus', root: row.root };
    }
  }

  async getTreeItem(row: Row): Promise<vscode.TreeItem> {
    const item = await this.#itemOf(row);
    item.id = rowId(row);
    item.contextValue = rowKinds[row.kind];
    return item;
  }

  async #itemOf(row: Row): Promise<vscode.TreeItem> {
    switch (row.kind) {
      case 'corpus':
        return this.#corpusItem(row.root);
      case 'group':
        return groupItem(row);
      case 'clip':
        return this.#clipItem(row);
      case 'problems': {
        const item = new vscode.TreeItem(vscode.l10n.t('Problems'), vscode.TreeItemCollapsibleState.Collapsed);
        item.iconPath = new vscode.ThemeIcon('warning');
        item.description = String(row.problems.length);
        return item;
      }
      case 'problem': {
        const item = new vscode.TreeItem(basename(row.problem.path));
        item.description = row.problem.message;
        item.tooltip = `${row.problem.path}\n${row.problem.message}`;
        return item;
      }
    }
  }

  async #corpusItem(root: string): Promise<vscode.TreeItem> {
    const item = new vscode.TreeItem(basename(root) || root, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('library');
    item.tooltip = root;
    try {
      item.description = summarise(await this.#parts.corpora.scan(root));
      // Without it the tooltip, a path, would be read out in place of the counts.
      item.accessibilityInformation = { label: `${basename(root)}, ${item.description}` };
    } catch (error) {
      item.collapsibleState = vscode.TreeItemCollapsibleState.None;
      item.iconPath = new vscode.ThemeIcon('error');
      item.description = describeError(error);
    }
    return item;
  }

  #clipItem({ clip, grouping }: Extract<Row, { kind: 'clip' }>): vscode.TreeItem {
    const uri = vscode.Uri.file(clip.path);
    const item = new vscode.TreeItem(basename(clip.path));
    item.resourceUri = uri;
    item.command = { command: commands.openClip, title: vscode.l10n.t('Open Spectrogram'), arguments: [uri] };
    const prediction = this.#parts.prediction(clip.path);
    const estimate = prediction && formatEstimate(prediction);
    // A narrow view hides the estimate behind a long name, so the icon tells whether it agrees with the label, or is uncertain.
    item.iconPath = new vscode.ThemeIcon(prediction ? iconOf(prediction, clip) : 'unmute');
    // The estimate comes first, since a narrow view cuts the end; what the group says already is left out.
    const facts = [
      estimate && `→ ${estimate}`,
      grouping !== 'emotion' && clip.emotion,
      grouping !== 'speaker' && clip.speaker && vscode.l10n.t('speaker {0}', clip.speaker),
      vscode.l10n.t('{0} s', clip.durationSec.toFixed(1)),
    ];
    item.description = facts.filter(Boolean).join(' · ');
    item.tooltip = prediction ? vscode.l10n.t('{0}\nEstimate by {1}: {2}. An estimate, not a fact about the person.', clip.path, prediction.model, estimate ?? '') : clip.path;
    item.accessibilityInformation = { label: `${basename(clip.path)}, ${item.description}` };
    return item;
  }
}

/** Whether an estimate names the clip's label, in whatever words their corpora have for it. */
function agrees({ emotion }: Prediction, clip: ScannedClip): boolean {
  return clip.emotion !== undefined && (canonicalEmotion(emotion) ?? emotion) === (canonicalEmotion(clip.emotion) ?? clip.emotion);
}

const iconOf = (prediction: Prediction, clip: ScannedClip): string => (prediction.uncertain ? 'question' : agrees(prediction, clip) ? 'check' : 'close');

/** "angry (87 %)", or "uncertain (angry 34 %)", and what its reader must know of the clip: "angry (31 %), no sound". */
export function formatEstimate({ emotion, probabilities, remark, uncertain }: Prediction): string {
  const percent = Math.round((probabilities[emotion] ?? 0) * 100);
  const estimate = uncertain ? vscode.l10n.t('uncertain ({0} {1} %)', emotion, percent) : vscode.l10n.t('{0} ({1} %)', emotion, percent);
  return remark ? `${estimate}, ${vscode.l10n.t(remark)}` : estimate;
}

function groupItem({ key, clips, grouping }: Extract<Row, { kind: 'group' }>): vscode.TreeItem {
  const label = key === '' ? vscode.l10n.t('unknown') : grouping === 'speaker' ? vscode.l10n.t('Speaker {0}', key) : key;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(grouping === 'speaker' ? 'person' : 'tag');
  item.description = String(clips.length);
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} clips', label, clips.length) };
  return item;
}

function summarise({ clips, synthetic }: CorpusScan): string {
  const nSpeakers = new Set(clips.map(({ speaker }) => speaker).filter(Boolean)).size;
  const parts = [vscode.l10n.t('{0} clips', clips.length), vscode.l10n.t('{0} speakers', nSpeakers)];
  // First, since a narrow view cuts the end.
  if (synthetic) parts.unshift(vscode.l10n.t('synthetic'));
  return parts.join(' · ');
}
