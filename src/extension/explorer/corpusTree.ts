import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CorpusScan } from '../../node/scanCorpus.ts';
import { rowKinds } from '../contributions.ts';
import { describeError } from '../describeError.ts';
import { formatClips, formatDuration, formatSpeakers } from './amounts.ts';
import { filterClips, type ClipFilter } from './clipFilter.ts';
import type { Audits } from './audits.ts';
import type { Corpora } from './corpora.ts';
import { groupClips, totalsOf, type Grouping } from './grouping.ts';
import type { Knowledge } from './knowledge.ts';
import { checkItem, clipItem, clipTooltip, fileItem, findingItem, groupItem, problemItem, problemsItem, sliceItem, stretchItem } from './rowItems.ts';
import { clipRows, currentFindings, fileRows, findingRows, holdsCopies, problemRows, problemsOf, rowId, stretchRows, type CorpusRow, type GroupRow, type ProblemsRow, type Row } from './rows.ts';

export interface CorpusTreeParts {
  readonly corpora: Corpora;
  readonly knowledge: Knowledge;
  readonly audits: Audits;
}

/** A corpus as the view shows it: grouped, and without what the filter leaves out. */
interface ShownCorpus {
  readonly scan: CorpusScan;
  readonly nShown: number;
  readonly groups: readonly GroupRow[];
}

/** The dataset explorer: corpus → group → clip, each level made when it is opened. */
export class CorpusTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<Row[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #parts: CorpusTreeParts;
  readonly #listening: vscode.Disposable;
  readonly #shown = new Map<string, ShownCorpus>();
  /** Those that the editor has. */
  #corpusRows: readonly CorpusRow[] = [];
  #grouping: Grouping;
  #filter: ClipFilter = { terms: [] };

  constructor(parts: CorpusTreeParts, grouping: Grouping) {
    this.#parts = parts;
    this.#grouping = grouping;
    this.#listening = vscode.Disposable.from(parts.corpora.onDidChange(() => this.refresh()), parts.audits.onDidChange(() => this.refresh()));
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    this.refresh();
  }

  filterBy(filter: ClipFilter): void {
    this.#filter = filter;
    this.refresh();
  }

  refresh(): void {
    this.#shown.clear();
    // As long as the corpora are the same, their rows stay: a menu that is open on one would otherwise lose what it is about.
    const roots = this.#parts.corpora.roots();
    const areSame = roots.length === this.#corpusRows.length && this.#corpusRows.every(({ root }, i) => root === roots[i]);
    this.#changes.fire(areSame && roots.length > 0 ? [...this.#corpusRows] : undefined);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changes.dispose();
  }

  /** How many clips of the corpora that have been read are shown, and how many there are. */
  count(): { nShown: number; nClips: number } {
    const shown = this.#parts.corpora.roots().map((root) => this.#shownOf(root));
    return { nShown: shown.reduce((n, corpus) => n + (corpus?.nShown ?? 0), 0), nClips: shown.reduce((n, corpus) => n + (corpus?.scan.clips.length ?? 0), 0) };
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const { corpora } = this.#parts;
    if (!row) {
      this.#corpusRows = corpora.roots().map((root) => this.#corpusRows.find((known) => known.root === root) ?? { kind: 'corpus', root });
      return [...this.#corpusRows];
    }
    switch (row.kind) {
      case 'corpus': {
        if (!this.#shownOf(row.root)) await corpora.firstSight(row.root);
        const shown = this.#shownOf(row.root);
        const problems = shown && this.#problemsOf(row, shown.scan);
        return [...(shown?.groups ?? []), ...(problems ? [problems] : [])];
      }
      case 'group':
      case 'slice':
        return clipRows(row);
      case 'problems':
        return problemRows(row);
      case 'check':
        return findingRows(row);
      case 'finding':
        return fileRows(row);
      case 'stretch':
        return stretchRows(row);
      default:
        return [];
    }
  }

  getParent(row: Row): Row | undefined {
    return row.kind === 'corpus' ? undefined : row.parent;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = this.#itemOf(row);
    item.id = rowId(row);
    item.contextValue = kindOf(row);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (row.kind === 'clip') item.tooltip = clipTooltip(row, this.#parts.knowledge);
    return item;
  }

  #shownOf(root: string): ShownCorpus | undefined {
    const known = this.#shown.get(root);
    if (known) return known;
    const { scan } = this.#parts.corpora.stateOf(root);
    if (!scan) return undefined;
    const clips = filterClips(root, scan.clips, this.#filter, this.#parts.knowledge);
    const parent: CorpusRow = { kind: 'corpus', root };
    const groups = groupClips(root, clips, this.#grouping, this.#parts.knowledge).map((group): GroupRow => ({ kind: 'group', root, parent, grouping: this.#grouping, ...group }));
    const shown = { scan, nShown: clips.length, groups };
    this.#shown.set(root, shown);
    return shown;
  }

  /** The row of what is wrong with a corpus, if anything is. */
  problemsRow(root: string): ProblemsRow | undefined {
    const shown = this.#shownOf(root);
    return shown && this.#problemsOf({ kind: 'corpus', root }, shown.scan);
  }

  #problemsOf(parent: CorpusRow, scan: CorpusScan): ProblemsRow | undefined {
    const problems = problemsOf(scan);
    const found = this.#parts.audits.findingsOf(parent.root);
    const findings = found && currentFindings(found, scan);
    return (findings ?? problems).length > 0 ? { kind: 'problems', root: parent.root, parent, problems, findings, isOutdated: findings?.length !== found?.length } : undefined;
  }

  #itemOf(row: Row): vscode.TreeItem {
    const { knowledge } = this.#parts;
    switch (row.kind) {
      case 'corpus':
        return this.#corpusItem(row.root);
      case 'group':
        return groupItem(row);
      case 'slice':
        return sliceItem(row);
      case 'clip':
        return clipItem(row, knowledge);
      case 'problems':
        return problemsItem(row);
      case 'problem':
        return problemItem(row);
      case 'check':
        return checkItem(row);
      case 'finding':
        return findingItem(row, knowledge);
      case 'file':
        return fileItem(row, knowledge);
      case 'stretch':
        return stretchItem(row);
    }
  }

  #corpusItem(root: string): vscode.TreeItem {
    // Who sees a corpus wants to know what is in it; what fails is told in its row.
    this.#parts.corpora.scan(root).catch(() => undefined);
    const item = new vscode.TreeItem(basename(root) || root, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('library');
    item.tooltip = root;
    const { error, reading, isOutdated } = this.#parts.corpora.stateOf(root);
    const shown = this.#shownOf(root);
    if (error !== undefined) {
      item.collapsibleState = vscode.TreeItemCollapsibleState.None;
      item.iconPath = new vscode.ThemeIcon('error');
      item.description = describeError(error);
    } else {
      const now = reading ? vscode.l10n.t('reading…') : isOutdated ? vscode.l10n.t('files have changed: Refresh') : '';
      item.description = [now, shown && this.#summarise(shown)].filter(Boolean).join(' · ');
    }
    // Without it the tooltip, a path, would be read out in place of the counts.
    item.accessibilityInformation = { label: `${basename(root)}, ${item.description}` };
    return item;
  }

  #summarise({ scan: { clips, synthetic }, nShown }: ShownCorpus): string {
    const speakers = new Set<string>();
    for (const { speaker } of clips) if (speaker) speakers.add(speaker);
    const { durationSec, nExcluded } = totalsOf(clips, this.#parts.knowledge);
    const parts = [
      // First, since a narrow view cuts the end.
      synthetic && vscode.l10n.t('synthetic'),
      nShown < clips.length ? vscode.l10n.t('{0} of {1} clips', nShown, clips.length) : formatClips(clips.length),
      nExcluded > 0 && vscode.l10n.t('{0} excluded', nExcluded),
      formatSpeakers(speakers.size),
      // Until headers have been read, it is not known.
      durationSec > 0 && formatDuration(durationSec),
    ];
    return parts.filter(Boolean).join(' · ');
  }
}

/** What a row is for the menus. */
function kindOf(row: Row): string {
  if (row.kind === 'check' && holdsCopies(row)) return rowKinds.checkOfCopies;
  return row.kind === 'finding' && holdsCopies(row) ? rowKinds.copies : rowKinds[row.kind];
}
