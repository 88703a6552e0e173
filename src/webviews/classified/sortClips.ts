import type { ClassifiedClip } from '../../protocol/classifiedView.ts';

export const columns = ['name', 'folder', 'estimate', 'probability', 'label', 'verdict', 'remark'] as const;

export type ColumnName = (typeof columns)[number];

export interface Order {
  readonly column: ColumnName;
  readonly descending: boolean;
}

const compareText = new Intl.Collator('en', { numeric: true }).compare;

function valueOf(clip: ClassifiedClip, column: ColumnName): string | number {
  switch (column) {
    case 'name':
    case 'folder':
      return clip[column];
    case 'estimate':
      // What is uncertain stands together, behind the answers.
      return clip.remark !== undefined ? '' : `${clip.uncertain ? '\uffff' : ''}${clip.emotion}`;
    case 'probability':
      return clip.remark !== undefined ? '' : clip.probability;
    case 'label':
      return clip.label ?? '';
    case 'verdict':
      return clip.verdict ?? '';
    case 'remark':
      return clip.remark ?? '';
  }
}

/** What a filter looks for its words in, of each clip; made once, since it is read at each key. */
export const filterTexts = (clips: readonly ClassifiedClip[]): string[] =>
  clips.map((clip) => [clip.name, clip.folder, clip.remark === undefined ? clip.emotion : '', clip.uncertain ? 'uncertain' : '', clip.label ?? '', clip.verdict ?? '', clip.remark ?? ''].join(' ').toLowerCase());

/** Those of the rows whose clips hold each word of `filter`, in the order they have. */
export function rowsWith(rows: readonly number[], texts: readonly string[], filter: string): readonly number[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return words.length === 0 ? rows : rows.filter((row) => words.every((word) => texts[row]?.includes(word)));
}

/** The numbers of the clips in the order asked for; equal ones stay as they came. */
export function rowsInOrder(clips: readonly ClassifiedClip[], { column, descending }: Order): number[] {
  const values = clips.map((clip) => valueOf(clip, column));
  const sign = descending ? -1 : 1;
  return [...clips.keys()].sort((a, b) => {
    const [x, y] = [values[a] ?? '', values[b] ?? ''];
    // An empty cell comes last either way.
    if ((x === '') !== (y === '')) return x === '' ? 1 : -1;
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y))) || a - b;
  });
}

/** How many clips have which answer, most first; `undefined` is "uncertain", and a remark the answer where there is nothing to judge. */
export function tallyAnswers(clips: readonly ClassifiedClip[]): (readonly [emotion: string | undefined, n: number])[] {
  const counts = new Map<string | undefined, number>();
  for (const { emotion, uncertain, remark } of clips) {
    const answer = remark ?? (uncertain ? undefined : emotion);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
