import { canonicalEmotion } from '../../core/corpus/emotion.ts';
import type { ScannedClip } from '../../node/scanCorpus.ts';
import type { FileStamp } from '../../node/store/store.ts';

/** By what the clips of a corpus can be grouped, in the order in which it is offered. */
export const groupings = ['emotion', 'speaker', 'sex', 'intensity', 'sentence', 'estimate', 'agreement', 'fold'] as const;

export type Grouping = (typeof groupings)[number];

export const isGrouping = (value: unknown): value is Grouping => groupings.some((grouping) => grouping === value);

/** What is known of clips beside what their corpus tells. */
export interface ClipKnowledge {
  /** The likeliest emotion by the last estimate of a clip as it is now; none where there is nothing to judge. */
  estimateOf(clip: FileStamp): string | undefined;
  /** Whether its model was not sure enough to answer. */
  isUncertain(clip: FileStamp): boolean;
  /** In which fold of the latest cross-validation of its corpus a clip was tested. */
  foldOf(root: string, path: string): string | undefined;
  isExcluded(path: string): boolean;
}

/** Clips as their places in a list, since many groups are made and few are opened. */
export class GroupedClips {
  readonly #all: readonly ScannedClip[];
  readonly #places: Uint32Array;

  constructor(all: readonly ScannedClip[], places: Uint32Array) {
    this.#all = all;
    this.#places = places;
  }

  get length(): number {
    return this.#places.length;
  }

  /** @param i counts from the end where it is below 0 */
  at(i: number): ScannedClip | undefined {
    const place = this.#places.at(i);
    return place === undefined ? undefined : this.#all[place];
  }

  slice(from: number, to: number): GroupedClips {
    return new GroupedClips(this.#all, this.#places.subarray(from, to));
  }

  list(): ScannedClip[] {
    return Array.from(this.#places, (place) => this.#all[place] as ScannedClip);
  }
}

/** Clips that have something in common; what they lack the label for has an empty key. */
export interface ClipGroup {
  readonly key: string;
  readonly clips: GroupedClips;
  readonly durationSec: number;
  readonly nExcluded: number;
}

export type Agreement = 'right' | 'wrong';

/** Whether two words name one emotion, in whatever words their corpora have for it. */
export const isSameEmotion = (a: string, b: string): boolean => (canonicalEmotion(a) ?? a) === (canonicalEmotion(b) ?? b);

/** Key of the clips that a model was not sure enough of. */
export const UNCERTAIN = 'uncertain';

/** An answer in the word that a corpus has for it, where that is the label of the clip. */
export const inWordOfLabel = (answer: string, label: string): string => (isSameEmotion(answer, label) ? label : answer);

/** Whether an answer is the label of its clip; undefined without a label, where the model is not sure enough to answer, and where there is nothing to judge. */
export function verdictOf({ emotion, uncertain, remark }: { readonly emotion: string; readonly uncertain?: boolean | undefined; readonly remark?: string | undefined }, label: string | undefined): Agreement | undefined {
  if (!label || uncertain || remark !== undefined) return undefined;
  return isSameEmotion(emotion, label) ? 'right' : 'wrong';
}

/** Whether the estimate of a clip is its label; undefined where one of them is missing, and where the model did not answer. */
export function agreementOf(clip: ScannedClip, known: ClipKnowledge): Agreement | undefined {
  const emotion = known.estimateOf(clip);
  return emotion === undefined ? undefined : verdictOf({ emotion, uncertain: known.isUncertain(clip) }, clip.emotion);
}

/** The group of a clip; an empty one where nothing is known. */
export function keyOf(root: string, clip: ScannedClip, grouping: Grouping, known: ClipKnowledge): string {
  switch (grouping) {
    case 'estimate':
      return known.isUncertain(clip) ? UNCERTAIN : (known.estimateOf(clip) ?? '');
    case 'agreement':
      return agreementOf(clip, known) ?? '';
    case 'fold':
      return known.foldOf(root, clip.path) ?? '';
    default:
      return clip[grouping] ?? '';
  }
}

/** The groups in order of their names, numbers by value; clips of which nothing is known come last. */
export function groupClips(root: string, clips: readonly ScannedClip[], grouping: Grouping, known: ClipKnowledge): ClipGroup[] {
  const groups = new Map<string, { readonly number: number; nClips: number; durationSec: number; nExcluded: number }>();
  const numbers = new Uint32Array(clips.length);
  clips.forEach((clip, place) => {
    const key = keyOf(root, clip, grouping, known);
    const group = groups.get(key) ?? { number: groups.size, nClips: 0, durationSec: 0, nExcluded: 0 };
    if (group.nClips === 0) groups.set(key, group);
    numbers[place] = group.number;
    group.nClips++;
    group.durationSec += clip.durationSec;
    if (known.isExcluded(clip.path)) group.nExcluded++;
  });
  const places = Array.from(groups.values(), ({ nClips }) => new Uint32Array(nClips));
  const nextOf = places.map(() => 0);
  numbers.forEach((number, place) => {
    const [own, next = 0] = [places[number], nextOf[number]];
    if (own) own[next] = place;
    nextOf[number] = next + 1;
  });
  const { compare } = new Intl.Collator('en', { numeric: true });
  const inOrder = [...groups].sort(([a], [b]) => Number(a === '') - Number(b === '') || compare(a, b));
  return inOrder.map(([key, { number, durationSec, nExcluded }]) => ({ key, clips: new GroupedClips(clips, places[number] ?? new Uint32Array()), durationSec, nExcluded }));
}

/** How long clips last together, and how many of them are excluded. */
export function totalsOf(clips: readonly ScannedClip[], known: Pick<ClipKnowledge, 'isExcluded'>): { durationSec: number; nExcluded: number } {
  let durationSec = 0;
  let nExcluded = 0;
  for (const clip of clips) {
    durationSec += clip.durationSec;
    if (known.isExcluded(clip.path)) nExcluded++;
  }
  return { durationSec, nExcluded };
}

/** How many groups a corpus has by a grouping; 0 where none of its clips has what it takes. */
export function countGroups(root: string, clips: readonly ScannedClip[], grouping: Grouping, known: ClipKnowledge): number {
  const keys = new Set<string>();
  for (const clip of clips) keys.add(keyOf(root, clip, grouping, known));
  keys.delete('');
  return keys.size;
}
