import type { SerErrorCode } from '../../errors.ts';
import type { Fingerprint } from './fingerprint.ts';
import { findCopies, type Copies } from './copies.ts';
import type { RecordingMeasures } from './recordingMeasures.ts';

/** A clip that could be decoded. Labels are the corpus's own words; what is not known is undefined. */
export interface AuditedClip {
  /** Inside the corpus, separated by "/". */
  readonly path: string;
  /** The id of the corpus whose rule or label file gave the labels. */
  readonly corpus: string | undefined;
  readonly emotion: string | undefined;
  readonly speaker: string | undefined;
  readonly sex: string | undefined;
  readonly sentence: string | undefined;
  readonly intensity: string | undefined;
  readonly durationSec: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** SHA-256 of the file, and of its decoded samples with their rate, in hexadecimal. */
  readonly fileHash: string;
  readonly samplesHash: string;
  readonly measures: RecordingMeasures;
  readonly fingerprint: Fingerprint;
}

/** A file that cannot be used, or whose labels cannot. */
export interface AuditProblem {
  readonly path: string;
  readonly code: SerErrorCode;
  readonly message: string;
}

/** What models that had not seen a clip's speaker make of the labelled clips. */
export interface OutOfFoldEstimates {
  readonly classes: readonly string[];
  /** The clips, and their labels as indices into `classes`. */
  readonly paths: readonly string[];
  readonly labels: Int32Array;
  /** A row for each clip, a column for each class. */
  readonly probabilities: Float64Array;
}

/** All that is known of a corpus before the checks. */
export interface AuditMaterial {
  /** In the order of their paths. */
  readonly clips: readonly AuditedClip[];
  readonly problems: readonly AuditProblem[];
  readonly labelProblems: readonly AuditProblem[];
  /** Absent when they were not asked for; a sentence when they cannot be had. */
  readonly estimates?: OutOfFoldEstimates | string;
}

/** What the checks look at: several of them need the copies, which are sought once. */
export interface AuditSubject extends AuditMaterial {
  readonly copies: Copies;
}

export const createSubject = (material: AuditMaterial): AuditSubject => ({ ...material, copies: findCopies(material.clips) });

/** Clips by what `keyOf` says of them, in the order of the keys; those of which it says nothing are left out. */
export function groupClips<Clip>(clips: readonly Clip[], keyOf: (clip: Clip) => string | undefined): Map<string, Clip[]> {
  const groups = new Map<string, Clip[]>();
  for (const clip of clips) {
    const key = keyOf(clip);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(clip);
    else groups.set(key, [clip]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** "1 clip", "2 clips". */
export const countOf = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
