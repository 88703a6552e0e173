import type { CorpusScan, ScannedClip } from '../../node/scanCorpus.ts';
import type { Problem } from '../../node/task.ts';

/** How the clips of a corpus are grouped. */
export type Grouping = 'emotion' | 'speaker';

/** A row of the explorer. Ids are stable, so that the tree keeps what is open and selected. */
export type Row =
  | { readonly kind: 'corpus'; readonly root: string }
  | { readonly kind: 'group'; readonly root: string; readonly grouping: Grouping; readonly key: string; readonly clips: readonly ScannedClip[] }
  | { readonly kind: 'clip'; readonly root: string; readonly grouping: Grouping; readonly clip: ScannedClip }
  | { readonly kind: 'problems'; readonly root: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'problem'; readonly root: string; readonly problem: Problem };

export function rowId(row: Row): string {
  switch (row.kind) {
    case 'corpus':
      return row.root;
    case 'group':
      return `${row.root}\n${row.grouping}=${row.key}`;
    case 'clip':
      return `${row.root}\n${row.grouping}\n${row.clip.path}`;
    case 'problems':
      return `${row.root}\nproblems`;
    case 'problem':
      return `${row.root}\nproblems\n${row.problem.path}\n${row.problem.message}`;
  }
}

/** Files that cannot be read, then what is wrong with labels. */
export const problemsOf = ({ problems, labelProblems }: CorpusScan): readonly Problem[] => [...problems, ...labelProblems];

/** The groups of a corpus in order of their names; clips without a label come last, under an empty key. */
export function groupRows(scan: CorpusScan, grouping: Grouping): Extract<Row, { kind: 'group' }>[] {
  const groups = new Map<string, ScannedClip[]>();
  for (const clip of scan.clips) {
    const key = clip[grouping] ?? '';
    const group = groups.get(key);
    if (group) group.push(clip);
    else groups.set(key, [clip]);
  }
  const order = ([a]: [string, unknown], [b]: [string, unknown]): number => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1);
  return [...groups].sort(order).map(([key, clips]) => ({ kind: 'group', root: scan.root, grouping, key, clips }));
}
