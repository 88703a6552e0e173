import { expect, it, vi } from 'vitest';
import type { Row } from '../../../src/extension/explorer/rows.ts';
import { CorpusTree, type CorpusTreeParts } from '../../../src/extension/explorer/corpusTree.ts';
import { clipNamed, knowing, root } from './clips.ts';

vi.mock('vscode', () => {
  class EventEmitter {
    readonly listeners: ((value: unknown) => void)[] = [];
    readonly event = (listener: (value: unknown) => void) => (this.listeners.push(listener), { dispose: () => undefined });
    fire(value: unknown): void {
      for (const listener of this.listeners) listener(value);
    }
    dispose(): void {
      this.listeners.length = 0;
    }
  }
  class TreeItem {
    readonly label: string;
    constructor(label: string) {
      this.label = label;
    }
  }
  class ThemeIcon {}
  const Disposable = { from: () => ({ dispose: () => undefined }) };
  return { EventEmitter, TreeItem, ThemeIcon, Disposable, TreeItemCollapsibleState: {}, TreeItemCheckboxState: {}, l10n: { t: (text: string) => text } };
});

/** A tree over corpora that are opened by hand, and what it tells the editor to ask for again. */
function treeOf(roots: string[]): { readonly tree: CorpusTree; readonly told: (Row[] | undefined)[]; readonly scanned: string[]; change(): void } {
  const scanned: string[] = [];
  let changed = (): void => undefined;
  const corpora = {
    roots: () => roots,
    scan: (of: string) => (scanned.push(of), Promise.reject(new Error('away'))),
    stateOf: () => ({ scan: { clips: [clipNamed('a.wav', { emotion: 'sad' })], problems: [], labelProblems: [] } }),
    onDidChange: (listener: () => void) => ((changed = listener), { dispose: () => undefined }),
  };
  const audits = { onDidChange: () => ({ dispose: () => undefined }), findingsOf: () => undefined };
  const tree = new CorpusTree({ corpora, audits, knowledge: knowing() } as unknown as CorpusTreeParts, 'emotion');
  const told: (Row[] | undefined)[] = [];
  tree.onDidChangeTreeData((rows) => told.push(rows));
  return { tree, told, scanned, change: () => changed() };
}

it('rows of corpora stay the same while their contents change: a menu that is open on one still knows what it is about', async () => {
  const { tree, told, change } = treeOf([root, '/other']);
  const rows = await tree.getChildren();
  expect(rows.map((row) => row.root)).toEqual([root, '/other']);
  change();
  expect(told).toHaveLength(1);
  expect(told[0]?.map((row, i) => row === rows[i])).toEqual([true, true]);
  // Asked for all the same, they are given again.
  expect((await tree.getChildren())[0]).toBe(rows[0]);
});

it('a corpus that comes or goes changes the list, and the others keep their rows', async () => {
  const roots = ['/other', root];
  const { tree, told, change } = treeOf(roots);
  const [, row] = await tree.getChildren();
  roots.shift();
  change();
  expect(told).toEqual([undefined]);
  expect(await tree.getChildren()).toEqual([row]);
  expect((await tree.getChildren())[0]).toBe(row);
});

it('who sees a corpus has it read, also again after a change', async () => {
  const { tree, scanned } = treeOf([root]);
  const [row] = await tree.getChildren();
  expect(scanned).toEqual([]);
  if (row) for (let i = 0; i < 2; i++) tree.getTreeItem(row);
  expect(scanned).toEqual([root, root]);
});
