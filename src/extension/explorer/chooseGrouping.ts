import * as vscode from 'vscode';
import type { ScannedClip } from '../../node/scanCorpus.ts';
import type { Corpora } from './corpora.ts';
import { countGroups, groupings, type Grouping } from './grouping.ts';
import { groupingWords } from './groupingWords.ts';
import type { Knowledge } from './knowledge.ts';

interface GroupingItem extends vscode.QuickPickItem {
  readonly grouping?: Grouping;
}

/** Asks by what to group: the current one first in hand; what the corpora have no labels for stands below, with what helps. */
export async function chooseGrouping(corpora: Corpora, knowledge: Knowledge, current: Grouping): Promise<Grouping | undefined> {
  const scans = await Promise.all(corpora.roots().map(async (root) => ({ root, clips: await clipsOf(corpora, root) })));
  const counted = groupings.map((grouping) => ({ grouping, nGroups: scans.reduce((n, { root, clips }) => n + countGroups(root, clips, grouping, knowledge), 0) }));
  const isOffered = ({ grouping, nGroups }: (typeof counted)[number]): boolean => nGroups > 0 || grouping === current || scans.length === 0;
  const offered = counted.filter(isOffered).map(({ grouping, nGroups }): GroupingItem => {
    const { name, icon } = groupingWords(grouping);
    return { label: name, iconPath: new vscode.ThemeIcon(grouping === current ? 'check' : icon), description: [nGroups > 0 && (nGroups === 1 ? vscode.l10n.t('1 group') : vscode.l10n.t('{0} groups', nGroups)), grouping === current && vscode.l10n.t('current')].filter(Boolean).join(' · '), grouping };
  });
  const others = counted.filter((choice) => !isOffered(choice)).map(({ grouping }): GroupingItem => ({ label: groupingWords(grouping).name, iconPath: new vscode.ThemeIcon('circle-slash'), detail: groupingWords(grouping).missing }));
  const items = others.length > 0 ? [...offered, { label: vscode.l10n.t('Not known of these corpora'), kind: vscode.QuickPickItemKind.Separator }, ...others] : offered;
  return pickKnown(items, offered.find(({ grouping }) => grouping === current));
}

/** What is known already, if anything; none of a folder that cannot be read, which its row tells. */
const clipsOf = async (corpora: Corpora, root: string): Promise<readonly ScannedClip[]> => (corpora.stateOf(root).scan ?? (await corpora.scan(root).catch(() => undefined)))?.clips ?? [];

/** A quick pick in which the items without a grouping can be read, and not be chosen. */
function pickKnown(items: readonly GroupingItem[], active: GroupingItem | undefined): Promise<Grouping | undefined> {
  const pick = vscode.window.createQuickPick<GroupingItem>();
  pick.title = vscode.l10n.t('Group By');
  pick.placeholder = vscode.l10n.t('By what are the clips of each corpus grouped?');
  pick.items = items;
  if (active) pick.activeItems = [active];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const grouping = pick.activeItems[0]?.grouping;
      if (grouping === undefined) return;
      resolve(grouping);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
