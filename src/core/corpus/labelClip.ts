import type { ClipLabels, CorpusConvention } from './convention.ts';
import { recogniseClip } from './corpora.ts';
import { canonicalEmotion } from './emotion.ts';
import { emotionFolders } from './emotionFolders.ts';
import type { LabelBook, ToldLabels } from './labels/labelBook.ts';

/** Where a clip is, and how long. */
export interface ClipPlace {
  /** From the opened folder on, its own name included, separated by "/": rules look at folders. */
  readonly path: string;
  /** The same from inside of the opened folder. */
  readonly inside: string;
  readonly durationSec: number;
}

/** What a clip's name and the label files beside it say together. */
export interface LabelledClip {
  /** The id of its corpus; undefined when neither knows it. */
  readonly corpus: string | undefined;
  readonly labels: ClipLabels;
  /** Sentences on labels that should be there and are not, or that are not taken. */
  readonly faults: readonly string[];
  /** The rule that its name follows, when the label files of that corpus are not there at all. */
  readonly lacksFilesOf?: CorpusConvention;
}

/**
 * The labels of a clip. What a file's name tells by a corpus's own rule stands; label files add to it, and another emotion in them
 * is a fault. Over folders named by emotion label files win.
 */
export function labelClip({ path, inside, durationSec }: ClipPlace, book: LabelBook): LabelledClip {
  const told = book.labelsOf(inside, durationSec);
  const named = recogniseClip(path);
  if (!named || named.convention === emotionFolders) return labelByFiles(named?.labels, told);
  const { convention, labels: own } = named;
  const labels = { ...told?.labels, ...own };
  if (!told && own.emotion === undefined && !book.has(convention.id)) return { corpus: convention.id, labels, faults: [], lacksFilesOf: convention };
  const faults = (told?.faults ?? []).filter(({ field }) => own[field] === undefined).map(({ message }) => message);
  if (labels.emotion === undefined && !told?.noEmotion && faults.length === 0) faults.push(`It has no emotion: ${convention.labelFiles} do not name it.`);
  if (differs(own.emotion, told?.labels.emotion)) faults.push(`Its name says "${own.emotion}" by the rule of ${convention.name}, a label file "${told?.labels.emotion}"; the name is taken.`);
  return { corpus: convention.id, labels, faults };
}

function labelByFiles(byFolder: ClipLabels | undefined, told: ToldLabels | undefined): LabelledClip {
  const corpus = byFolder && told?.labels.emotion === undefined ? emotionFolders.id : told?.corpus;
  return { corpus, labels: { ...byFolder, ...told?.labels }, faults: told?.faults.map(({ message }) => message) ?? [] };
}

/** Whether two known emotions are not the same; a word that is not known, such as a code, is no claim. */
function differs(own: string | undefined, told: string | undefined): boolean {
  if (own === undefined || told === undefined || canonicalEmotion(told) === undefined) return false;
  return (canonicalEmotion(own) ?? own) !== canonicalEmotion(told);
}
