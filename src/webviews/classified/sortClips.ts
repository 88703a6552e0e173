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
      return `${clip.uncertain ? '\uffff' : ''}${clip.emotion}`;
    case 'probability':
      return clip.probability;
    case 'label':
      return clip.label ?? '';
    case 'verdict':
      return clip.verdict ?? '';
    case 'remark':
      return clip.remark ?? '';
  }
}

/** The numbers of the clips that hold each word of `filter`, in the order asked for; equal ones stay as they came. */
export function rowsInOrder(clips: readonly ClassifiedClip[], { column, descending }: Order, filter: string): number[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const rows = [...clips.keys()].filter((row) => {
    const clip = clips[row];
    if (clip === undefined) return false;
    const text = [clip.name, clip.folder, clip.emotion, clip.uncertain ? 'uncertain' : '', clip.label ?? '', clip.verdict ?? '', clip.remark ?? ''].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const values = new Map(rows.map((row) => [row, valueOf(clips[row] as ClassifiedClip, column)]));
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [values.get(a) ?? '', values.get(b) ?? ''];
    // An empty cell comes last either way.
    if ((x === '') !== (y === '')) return x === '' ? 1 : -1;
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y))) || a - b;
  });
}

/** How many clips have which answer, most first; `undefined` is "uncertain". */
export function tallyAnswers(clips: readonly ClassifiedClip[]): (readonly [emotion: string | undefined, n: number])[] {
  const counts = new Map<string | undefined, number>();
  for (const { emotion, uncertain } of clips) {
    const answer = uncertain ? undefined : emotion;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
