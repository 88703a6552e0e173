import { canonicalEmotion } from '../../core/corpus/emotion.ts';
import type { ScannedClip } from '../../node/scanCorpus.ts';

/** By what the clips of a corpus can be grouped, in the order in which it is offered. */
export const groupings = ['emotion', 'speaker', 'sex', 'intensity', 'sentence', 'estimate', 'agreement', 'fold'] as const;

export type Grouping = (typeof groupings)[number];

export const isGrouping = (value: unknown): value is Grouping => groupings.some((grouping) => grouping === value);

/** What is known of clips beside what their corpus tells. */
export interface ClipKnowledge {
  /** The emotion of the last estimate of a clip. */
  estimateOf(path: string): string | undefined;
  /** In which fold of the latest cross-validation of its corpus a clip was tested. */
  foldOf(root: string, path: string): string | undefined;
  isExcluded(path: string): boolean;
}

/** Clips that have something in common; what they lack the label for has an empty key. */
export interface ClipGroup {
  readonly key: string;
  readonly clips: readonly ScannedClip[];
  readonly durationSec: number;
  readonly nExcluded: number;
}

export type Agreement = 'right' | 'wrong';

/** Whether two words name one emotion, in whatever words their corpora have for it. */
export const isSameEmotion = (a: string, b: string): boolean => (canonicalEmotion(a) ?? a) === (canonicalEmotion(b) ?? b);

/** Whether the estimate of a clip is its label; undefined where one of them is missing. */
export function agreementOf(clip: ScannedClip, known: ClipKnowledge): Agreement | undefined {
  const estimate = known.estimateOf(clip.path);
  if (estimate === undefined || !clip.emotion) return undefined;
  return isSameEmotion(estimate, clip.emotion) ? 'right' : 'wrong';
}

/** The group of a clip; an empty one where nothing is known. */
export function keyOf(root: string, clip: ScannedClip, grouping: Grouping, known: ClipKnowledge): string {
  switch (grouping) {
    case 'estimate':
      return known.estimateOf(clip.path) ?? '';
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
  const groups = new Map<string, ScannedClip[]>();
  for (const clip of clips) {
    const key = keyOf(root, clip, grouping, known);
    const group = groups.get(key);
    if (group) group.push(clip);
    else groups.set(key, [clip]);
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  const inOrder = [...groups].sort(([a], [b]) => Number(a === '') - Number(b === '') || compare(a, b));
  return inOrder.map(([key, members]) => ({ key, clips: members, ...totalsOf(members, known) }));
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
