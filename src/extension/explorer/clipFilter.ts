import { canonicalEmotion } from '../../core/corpus/emotion.ts';
import type { ScannedClip } from '../../node/scanCorpus.ts';
import { agreementOf, type ClipKnowledge } from './grouping.ts';

/** The fields that a filter can ask for, as they are written. */
export const filterFields = ['name', 'emotion', 'speaker', 'sex', 'intensity', 'sentence', 'corpus', 'estimate', 'fold', 'is'] as const;

type FilterField = (typeof filterFields)[number];

/** What `is:` can ask for. */
export const filterStates = ['right', 'wrong', 'estimated', 'excluded', 'included', 'unlabelled'] as const;

type FilterState = (typeof filterStates)[number];

/** One condition; without a field the word may be in the name, the emotion, the speaker or the estimate. */
interface FilterTerm {
  readonly field: FilterField | undefined;
  /** In lower case; one of them is enough. */
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** All terms have to be met. */
export interface ClipFilter {
  readonly terms: readonly FilterTerm[];
}

/** Why a text is no filter. */
export interface FilterFault {
  readonly kind: 'field' | 'state';
  readonly word: string;
}

/**
 * Parses a filter: words, and `field:value`, of which all must hold; `value,value` means either, `-` before a term the opposite, quotes
 * keep spaces. A field without a value yet says nothing.
 */
export function parseFilter(text: string): ClipFilter | FilterFault {
  const terms: FilterTerm[] = [];
  for (const [, minus, name, quoted, plain] of text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))?/gi)) {
    const value = (quoted ?? plain ?? '').toLowerCase();
    const isField = (word: string): word is FilterField => filterFields.some((field) => field === word);
    const field = name?.toLowerCase();
    if (field !== undefined && !isField(field)) return { kind: 'field', word: name ?? '' };
    const values = (quoted === undefined && field !== undefined ? value.split(',') : [value]).filter((part) => part !== '');
    if (values.length === 0) continue;
    const unknown = field === 'is' && values.find((word) => !filterStates.some((state) => state.startsWith(word)));
    if (unknown) return { kind: 'state', word: unknown };
    terms.push({ field, values, isNegated: minus === '-' });
  }
  return { terms };
}

/** The clips that meet a filter. */
export function filterClips(root: string, clips: readonly ScannedClip[], { terms }: ClipFilter, known: ClipKnowledge): readonly ScannedClip[] {
  if (terms.length === 0) return clips;
  return clips.filter((clip) => terms.every((term) => term.values.some((value) => meets(root, clip, term.field, value, known)) !== term.isNegated));
}

function meets(root: string, clip: ScannedClip, field: FilterField | undefined, value: string, known: ClipKnowledge): boolean {
  switch (field) {
    case undefined:
      return isIn(clip.path.slice(root.length), value) || isIn(clip.emotion, value) || isIn(clip.speaker, value) || isIn(known.estimateOf(clip), value);
    case 'name':
      return isIn(clip.path.slice(root.length), value);
    case 'emotion':
      return isEmotion(clip.emotion, value);
    case 'estimate':
      return isEmotion(known.estimateOf(clip), value);
    case 'sex':
    case 'intensity':
    case 'corpus':
      return clip[field]?.toLowerCase().startsWith(value) ?? false;
    case 'speaker':
    case 'sentence':
      return isId(clip[field], value);
    case 'fold':
      return isId(known.foldOf(root, clip.path)?.split(':')[0], value);
    case 'is':
      return filterStates.some((state) => state.startsWith(value) && isInState(clip, state, known));
  }
}

const isIn = (text: string | undefined, value: string): boolean => text?.toLowerCase().includes(value) ?? false;

/** The beginning of the corpus's own word, or of the word that all corpora share. */
function isEmotion(emotion: string | undefined, value: string): boolean {
  if (!emotion) return false;
  return emotion.toLowerCase().startsWith(value) || (canonicalEmotion(emotion)?.startsWith(value) ?? false) || canonicalEmotion(emotion) === (canonicalEmotion(value) ?? '');
}

const withoutZeros = (id: string): string => id.toLowerCase().replace(/^0+(?=.)/, '');

/** The whole id, leading zeros aside, since 3 is what 03 is called; that of one of several corpora has the corpus before a colon. */
function isId(id: string | undefined, value: string): boolean {
  if (!id) return false;
  return [id, id.slice(id.indexOf(':') + 1)].some((form) => withoutZeros(form) === withoutZeros(value));
}

function isInState(clip: ScannedClip, state: FilterState, known: ClipKnowledge): boolean {
  switch (state) {
    case 'right':
    case 'wrong':
      return agreementOf(clip, known) === state;
    case 'estimated':
      return known.estimateOf(clip) !== undefined;
    case 'excluded':
      return known.isExcluded(clip.path);
    case 'included':
      return !known.isExcluded(clip.path);
    case 'unlabelled':
      return !clip.emotion;
  }
}
