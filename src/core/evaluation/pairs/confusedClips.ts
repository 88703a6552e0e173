import type { HeldOutClips } from './heldOutClips.ts';
import type { ClassPair } from './rankPairs.ts';

/** A held-out clip of one emotion of a pair that was taken for the other. */
export interface ConfusedClip {
  readonly file: string;
  readonly speaker: string;
  readonly emotion: string;
  readonly takenFor: string;
  /** The probability of what it was taken for; a share of votes where the learner has no probabilities. */
  readonly confidence: number;
}

/** The clips that were confused: those of the first emotion, then those of the second, each the surest mistakes first. */
export function confusedClips({ classes, nClasses, trueClasses, predicted, probabilities, speakers, files }: HeldOutClips, [first, second]: ClassPair): ConfusedClip[] {
  const taken = (from: number, to: number): ConfusedClip[] =>
    Array.from(trueClasses.keys())
      .filter((row) => trueClasses[row] === from && predicted[row] === to)
      .map((row) => ({ file: files[row], speaker: speakers[row], emotion: classes[from], takenFor: classes[to], confidence: probabilities[row * nClasses + to] }))
      .sort((a, b) => b.confidence - a.confidence);
  return [...taken(first, second), ...taken(second, first)];
}
