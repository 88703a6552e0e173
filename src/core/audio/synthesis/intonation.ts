import type { Random } from '../../learn/random.ts';
import type { TimedSegment } from './timeline.ts';

/** The shape of a phrase's melody, around a given mean. */
export interface Melody {
  readonly meanHz: number;
  /** Multiplies accents; 1 for neutral speech. */
  readonly range: number;
  /** Movement over the last vowel, in semitones. */
  readonly finalSt: number;
  /** Width of an accent's rise and fall together, in seconds. */
  readonly accentWidthSec: number;
  /** Slow trembling, in semitones. */
  readonly tremorSt: number;
}

/** Neutral excursions: a weak accent, and the fall of the base line over one phrase, in semitones. */
const ACCENT_ST = 2.2;
const DECLINATION_ST = 2.5;

/** Part of the last vowel in which its movement is done: the rest is too faint to carry melody. */
const FINAL_PORTION = 0.75;

/**
 * Draws the F0 contour of a phrase: a falling base line, a smooth hump on every accented vowel, a final movement and
 * tremor, as in superpositional models of intonation.
 *
 * @param stepSec time between two values
 * @returns F0 in Hz per control step; its geometric mean over the vowels is `melody.meanHz`
 * @see H. Fujisaki and K. Hirose, "Analysis of voice fundamental frequency contours for declarative sentences of
 *   Japanese", J. Acoust. Soc. Japan (E) 5(4), 1984, for the superposition
 */
export function createF0Contour(timeline: readonly TimedSegment[], melody: Melody, nSteps: number, stepSec: number, random: Random): Float32Array {
  const startSec = timeline[0].startSec;
  const endSec = timeline[timeline.length - 1].endSec;
  const lastVowel = timeline.findLast(({ isVowel }) => isVowel) ?? timeline[timeline.length - 1];
  const accents = timeline
    .filter(({ stress }) => stress > 0)
    .map((vowel) => ({
      peakSec: vowel.startSec + (0.45 + 0.08 * random.normal()) * (vowel.endSec - vowel.startSec),
      heightSt: melody.range * ACCENT_ST * vowel.stress * (1 + 0.15 * random.normal()),
    }));
  // Tremor of the larynx lies around 5 Hz; two incommensurable components avoid a plain vibrato.
  const tremor = [4.3 + random.uniform(), 6.1 + random.uniform()].map((hz) => ({ hz, phase: 2 * Math.PI * random.uniform() }));

  const semitones = new Float64Array(nSteps);
  let sum = 0;
  let nVowelSteps = 0;
  let segment = 0;
  for (let step = 0; step < nSteps; step++) {
    const t = step * stepSec;
    const progress = Math.min(1, Math.max(0, (t - startSec) / (endSec - startSec)));
    // A wide range enlarges accents; the base line falls with breath pressure, which a lively voice does not lose faster.
    let value = -Math.min(1, melody.range) * DECLINATION_ST * progress;
    for (const { peakSec, heightSt } of accents) {
      const distance = Math.abs(t - peakSec) / melody.accentWidthSec;
      if (distance < 1) value += heightSt * 0.5 * (1 + Math.cos(Math.PI * distance));
    }
    const ending = Math.min(1, Math.max(0, (t - lastVowel.startSec) / (FINAL_PORTION * (lastVowel.endSec - lastVowel.startSec))));
    value += melody.finalSt * 0.5 * (1 - Math.cos(Math.PI * ending));
    for (const { hz, phase } of tremor) value += melody.tremorSt * 0.7 * Math.sin(2 * Math.PI * hz * t + phase);
    semitones[step] = value;
    while (segment < timeline.length - 1 && t >= timeline[segment].endSec) segment++;
    if (t >= startSec && t < endSec && timeline[segment].isVowel) {
      sum += value;
      nVowelSteps++;
    }
  }
  const mean = nVowelSteps > 0 ? sum / nVowelSteps : 0;
  // Below 60 Hz the folds only rattle, and above 600 Hz no adult speaks.
  return Float32Array.from(semitones, (value) => Math.min(600, Math.max(60, melody.meanHz * 2 ** ((value - mean) / 12))));
}
