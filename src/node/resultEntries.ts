import type { ListedRun } from '../protocol/resultsView.ts';
import type { Store } from './store/store.ts';
import type { StoredStudy, StudyKind } from './store/study.ts';

export type AtLeastOne<T> = readonly [T, ...T[]];

/** What one entry of the results list holds; studies are newest first. */
export type ResultEntry =
  | { readonly kind: 'run'; readonly at: string; readonly stored: ListedRun }
  | { readonly kind: 'leak'; readonly at: string; readonly studies: AtLeastOne<StoredStudy<'leak'>> }
  | { readonly kind: 'external'; readonly at: string; readonly studies: AtLeastOne<StoredStudy<'external'>> }
  | StudyEntry<'curve'>
  | StudyEntry<'robustness'>
  | StudyEntry<'pairs'>
  | StudyEntry<'importance'>;

/** A study that stands for itself. */
interface StudyEntry<K extends StudyKind> {
  readonly kind: K;
  readonly at: string;
  readonly studies: AtLeastOne<StoredStudy<K>>;
}

/**
 * The runs and studies of a store in order of time, newest first. Learners whose leaks were measured alike stand together, and so do
 * the tests of a model on several corpora; of what was measured again only the latest counts.
 */
export function resultEntries(store: Pick<Store, 'runs' | 'studies'>): ResultEntry[] {
  const runs = store.runs().map((stored): ResultEntry => ({ kind: 'run', at: stored.endedAt, stored }));
  const leaks = grouped(store.studies('leak'), conditionsOf, ({ record }) => record.model).map((studies): ResultEntry => ({ kind: 'leak', at: studies[0].madeAt, studies }));
  const tests = grouped(store.studies('external'), ({ record }) => record.tested.hash, ({ data }) => data.root).map((studies): ResultEntry => ({ kind: 'external', at: studies[0].madeAt, studies }));
  const alone = [...single(store, 'curve'), ...single(store, 'robustness'), ...single(store, 'pairs'), ...single(store, 'importance')];
  return [...runs, ...leaks, ...tests, ...alone].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const single = <K extends StudyKind>(store: Pick<Store, 'studies'>, kind: K): StudyEntry<K>[] => store.studies(kind).map((study) => ({ kind, at: study.madeAt, studies: [study] }));

/** The number by which an entry is asked for, then those of all else that it holds. */
export const idsOf = (entry: ResultEntry): AtLeastOne<number> => {
  if (entry.kind === 'run') return [entry.stored.id];
  const [first, ...others] = entry.studies;
  return [first.id, ...others.map(({ id }) => id)];
};

/** All that has to be alike for two learners to be compared row by row. */
function conditionsOf({ data, record }: StoredStudy<'leak'>): string {
  const rows = record.rows.map(({ kind, external, cv, nClips }) => [kind, external, cv, nClips]);
  return JSON.stringify([data.root, data.featureSet, data.recipe?.rate, record.seed, record.normalize, rows]);
}

/** Groups in the order of their first; in each the first of every member. */
function grouped<S>(studies: readonly S[], groupOf: (study: S) => string, memberOf: (study: S) => string): AtLeastOne<S>[] {
  const groups = new Map<string, [S, ...S[]]>();
  for (const study of studies) {
    const group = groups.get(groupOf(study));
    if (!group) groups.set(groupOf(study), [study]);
    else if (!group.some((other) => memberOf(other) === memberOf(study))) group.push(study);
  }
  return [...groups.values()];
}
