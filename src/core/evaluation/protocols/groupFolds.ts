import { SerError } from '../../errors.ts';
import { compareIds } from './compareIds.ts';
import type { FeatureTable } from '../featureTable.ts';
import { publishedFolds } from './publishedFolds.ts';

/** The test rows of one fold, or why there are none. */
export interface HeldOutGroup {
  readonly name: string;
  readonly rows: Int32Array;
  readonly skipped?: string;
}

const words = { speaker: ['speaker', 'speakers'], sentence: ['sentence', 'sentences'] } as const;

const rowsOf = (ids: readonly string[], isHeldOut: (id: string) => boolean): Int32Array => Int32Array.from(ids.keys()).filter((row) => isHeldOut(ids[row]));

const named = (kind: keyof typeof words, ids: readonly string[]): string => (ids.length === 1 ? `${kind} ${ids[0]}` : `${ids.length} ${words[kind][1]}`);

/**
 * Folds of whole speakers or whole sentences: fold i of k holds those whose rank (sorted by id, from 0) modulo k equals i.
 *
 * @throws SerError `too-few-speakers` when speakers are unknown or fewer than the folds; `cv-invalid` the same of sentences
 */
export function groupFolds(kind: 'speaker' | 'sentence', ids: readonly string[] | undefined, asked: number | 'each'): HeldOutGroup[] {
  const sorted = checkedIds(kind, ids);
  const nFolds = asked === 'each' ? sorted.length : asked;
  if (sorted.length < Math.max(2, nFolds)) {
    const rule = asked === 'each' ? 'at least 2' : `at least ${nFolds}, one for each fold`;
    const likely = asked !== 'each' && sorted.length >= 2 ? ` The protocol ${kind} (--cv ${kind}) holds out one at a time.` : '';
    const there = sorted.length === 1 ? `is 1 ${kind}` : `are ${sorted.length} ${words[kind][1]}`;
    throw new SerError(codeOf(kind), `There ${there}; this split by ${kind} needs ${rule}.${likely}`, { nGroups: sorted.length });
  }
  const rank = new Map(sorted.map((id, i) => [id, i]));
  return Array.from({ length: nFolds }, (_, fold) => ({
    name: named(kind, sorted.filter((_, i) => i % nFolds === fold)),
    rows: rowsOf(ids ?? [], (id) => (rank.get(id) ?? 0) % nFolds === fold),
  }));
}

/**
 * One fold, which tests the speakers listed.
 *
 * @throws SerError `cv-invalid` for a speaker who is not there; `too-few-speakers` when speakers are unknown
 */
export function listedSpeakers(ids: readonly string[], asked: readonly string[]): HeldOutGroup[] {
  const known = checkedIds('speaker', ids);
  const missing = asked.filter((speaker) => !known.includes(speaker));
  if (missing.length > 0) {
    throw new SerError('cv-invalid', `There is no speaker ${missing.join(', ')}; the data has ${known.slice(0, 30).join(', ')}${known.length > 30 ? ' …' : ''}.`, { missing });
  }
  return [{ name: named('speaker', asked), rows: rowsOf(ids, (id) => asked.includes(id)) }];
}

/**
 * The folds of a corpus as they were published; a fold of which no speaker is there is skipped.
 *
 * @throws SerError `cv-invalid` when a speaker belongs to none of them; `too-few-speakers` when speakers are unknown
 */
export function publishedGroups(id: string, ids: readonly string[]): HeldOutGroup[] {
  const published = publishedFolds.find((candidate) => candidate.id === id);
  if (!published) throw new SerError('cv-invalid', `There are no published folds "${id}".`);
  const known = checkedIds('speaker', ids);
  // Names write a number with or without leading zeros.
  const isIn = (speaker: string, fold: readonly string[]): boolean => fold.includes(speaker.replace(/^0+(?=\d)/, ''));
  const strangers = known.filter((speaker) => !published.folds.some((fold) => isIn(speaker, fold)));
  if (strangers.length > 0) {
    throw new SerError('cv-invalid', `The folds of ${published.name} do not know ${strangers.length === 1 ? 'the speaker' : `${strangers.length} speakers, as`} ${strangers[0]}; they are of ${published.corpus}.`, { strangers });
  }
  return published.folds.map((fold, f) => {
    const rows = rowsOf(ids, (speaker) => isIn(speaker, fold));
    const name = `fold ${f + 1} of ${id}`;
    return rows.length > 0 ? { name, rows } : { name, rows, skipped: `none of its speakers ${fold.join(', ')} is in the data` };
  });
}

/**
 * One fold for each corpus, over the emotions that all of them have; other clips are on neither side.
 *
 * @throws SerError `cv-invalid` for fewer than two corpora, clips of none, or fewer than two shared emotions
 */
export function corpusFolds({ corpora, emotions }: FeatureTable): HeldOutGroup[] {
  const ids = [...new Set(corpora ?? [])].sort();
  if (!corpora || ids.includes('')) {
    const unknown = corpora ? `${corpora.filter((id) => id === '').length} of ${corpora.length} clips belong` : 'these clips belong';
    throw new SerError('cv-invalid', `It is unknown to which corpus ${unknown}; a split by corpus needs that of all.`);
  }
  if (ids.length < 2) throw new SerError('cv-invalid', `All ${corpora.length} clips are of the corpus ${ids[0]}; a split by corpus needs at least 2.`);
  const shared = sharedEmotions(corpora, emotions);
  if (shared.size < 2) {
    throw new SerError('cv-invalid', `The corpora ${ids.join(', ')} share ${shared.size === 0 ? 'no emotion' : `only the emotion "${[...shared][0]}"`}; a split by corpus needs at least 2.`);
  }
  return ids.map((id) => ({ name: `corpus ${id}`, rows: rowsOf(corpora, (corpus) => corpus === id).filter((row) => shared.has(emotions[row])) }));
}

/** The emotions that every corpus has, sorted. */
export function sharedEmotions(corpora: readonly string[], emotions: readonly string[]): Set<string> {
  const ids = [...new Set(corpora)];
  const of = (id: string): Set<string> => new Set(emotions.filter((_, row) => corpora[row] === id));
  return new Set([...of(ids[0])].filter((emotion) => ids.every((id) => of(id).has(emotion))).sort());
}

function checkedIds(kind: 'speaker' | 'sentence', ids: readonly string[] | undefined): string[] {
  const unknown = ids?.filter((id) => id === '').length;
  if (ids === undefined || (unknown ?? 0) > 0) {
    const of = ids === undefined ? 'these clips' : `${unknown} of ${ids.length} clips`;
    const advice = kind === 'speaker' ? ' Use stratified:5 only if no speaker occurs twice.' : '';
    throw new SerError(codeOf(kind), `The ${kind} of ${of} is unknown; a split by ${kind} needs all of them.${advice}`);
  }
  return [...new Set(ids)].sort(compareIds);
}

const codeOf = (kind: 'speaker' | 'sentence'): 'too-few-speakers' | 'cv-invalid' => (kind === 'speaker' ? 'too-few-speakers' : 'cv-invalid');
