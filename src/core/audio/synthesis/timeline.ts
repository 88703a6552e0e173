import { phonemes, type Formants, type Segment } from './phonemes.ts';
import type { Sentence } from './sentences.ts';

/** A segment placed in time, with every target known. */
export interface TimedSegment {
  readonly startSec: number;
  readonly endSec: number;
  readonly segment: Segment;
  readonly formants: Formants;
  readonly endFormants: Formants;
  /** 0 … 2; above 0 the segment is the vowel of an accented syllable. */
  readonly stress: 0 | 1 | 2;
  readonly isVowel: boolean;
}

/** Unstressed vowels and the last syllable, relative to a stressed syllable inside the phrase (after Klatt 1976). */
const WEAK_VOWEL = 0.72;
const PHRASE_FINAL = 1.45;

/** The position of a relaxed tract, for aspiration with nothing after it. */
const relaxed: Formants = [500, 1500, 2500];

/**
 * Places the segments of a sentence in time.
 *
 * @param rate speaking rate, 1 being moderate; segments follow it as their elasticity allows
 * @param startSec time of the first segment
 */
export function createTimeline(sentence: Sentence, rate: number, startSec: number): TimedSegment[] {
  const last = sentence.phonemes.length - 1;
  const lastVowel = sentence.phonemes.findLastIndex(({ name }) => phonemes[name].isVowel);
  const placed: Omit<TimedSegment, 'formants' | 'endFormants'>[] = [];
  let now = startSec;
  sentence.phonemes.forEach(({ name, stress }, index) => {
    const { isVowel, segments } = phonemes[name];
    const position = index >= lastVowel && index <= last ? PHRASE_FINAL : 1;
    const weakness = isVowel && stress === 0 && name !== 'AX' ? WEAK_VOWEL : 1;
    for (const segment of segments as readonly Segment[]) {
      const stretch = (position / rate) ** segment.elasticity;
      const endSec = now + (segment.durationMs / 1000) * weakness * stretch;
      placed.push({ startSec: now, endSec, segment, stress, isVowel });
      now = endSec;
    }
  });
  return placed.map((item, index) => {
    const formants = item.segment.formants ?? placed.slice(index).find(({ segment }) => segment.formants)?.segment.formants ?? relaxed;
    return { ...item, formants, endFormants: item.segment.glideTo ?? formants };
  });
}
