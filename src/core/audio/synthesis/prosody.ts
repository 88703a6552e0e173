import type { Random } from '../../learn/random.ts';
import { sampleEmotions, type SampleEmotion } from './samplePlan.ts';

/** What an emotion does to a voice: every entry is a difference from neutral speech, 0 meaning none. */
export interface ProsodyShift {
  /** Mean F0, in semitones. */
  readonly pitchSt: number;
  /** Pitch excursions, log2: 1 doubles them. */
  readonly rangeLog2: number;
  /** Pitch movement of the last syllable, in semitones: neutral falls, +8 turns that into a rise. */
  readonly finalSt: number;
  /** Width of the pitch movement of an accent, log2: −1 makes it twice as abrupt. */
  readonly accentWidthLog2: number;
  /** Speaking rate, log2. */
  readonly rateLog2: number;
  readonly loudnessDb: number;
  readonly openQuotient: number;
  /** Spectral tilt of the source: positive is duller. */
  readonly tiltDb: number;
  readonly breathDb: number;
  readonly jitterPercent: number;
  /** Laryngealisation, 0 … 1: every second glottal cycle weaker and late. */
  readonly creak: number;
  /** Slow trembling of pitch, in semitones. */
  readonly tremorSt: number;
  /** Articulation: +1 precise and fast, −1 slurred. */
  readonly precision: number;
  /** F1 and F2, in per cent: spread lips raise them. */
  readonly lipSpreadPercent: number;
}

const none: ProsodyShift = {
  pitchSt: 0, rangeLog2: 0, finalSt: 0, accentWidthLog2: 0, rateLog2: 0, loudnessDb: 0, openQuotient: 0, tiltDb: 0,
  breathDb: 0, jitterPercent: 0, creak: 0, tremorSt: 0, precision: 0, lipSpreadPercent: 0,
};

/**
 * Prosody and voice quality of each emotion at normal intensity. Directions are those of the literature; sizes are ours
 * wherever it gives words only. What each source says, relative to neutral speech:
 *
 * Murray & Arnott (1993, summary of earlier studies), as rate / mean pitch / pitch range / loudness / voice / pitch
 * changes / articulation:
 * - anger: slightly faster / very much higher / much wider / higher / breathy, chest tone / abrupt, on stressed
 *   syllables / tense
 * - happiness: faster or slower / much higher / much wider / higher / breathy, blaring / smooth, upward / normal
 * - sadness: slightly slower / slightly lower / slightly narrower / lower / resonant / downward / slurred
 * - fear: much faster / very much higher / much wider / normal / irregular voicing / normal / precise
 * - disgust: very much slower / very much lower / slightly wider / lower / grumbled, chest tone / wide, downward
 *   terminal / normal
 *
 * Burkhardt & Sendlmeier (2000, settings that listeners to a formant synthesiser recognised, as quoted by Schröder 2001):
 * - joy: mean F0 +50 %, range +100 %, rate +30 %, modal or tense voice, F1 and F2 +10 % (spread lips), stressed
 *   syllables raised (wave contour)
 * - fear: mean F0 +150 %, range +20 %, rate +30 %, falsetto
 *
 * Fear stays below +150 % (16 semitones would leave the range of some of our speakers), its range lies between the
 * two, and its falsetto becomes a long open phase. For voices that these name but do not measure: anger has much, sadness and tenderness
 * little high-frequency energy (Juslin & Laukka 2003), which sets tilt and open quotient; "grumbled" is creak.
 * Neither study covers two classes of RAVDESS:
 * - surprise: wide range, steep rise, somewhat faster and louder (Cahn 1990, as quoted by Schröder 2001)
 * - calm: as tenderness: slow, soft, low, little high-frequency energy, little variation (Juslin & Laukka 2003)
 *
 * @see I. R. Murray and J. L. Arnott, "Toward the simulation of emotion in synthetic speech", JASA 93(2), 1993, table I
 * @see F. Burkhardt and W. F. Sendlmeier, "Verification of acoustical correlates of emotional speech using formant-synthesis",
 *   ISCA Workshop on Speech and Emotion, 2000
 * @see M. Schröder, "Emotional speech synthesis: a review", Eurospeech 2001, table 1
 * @see P. N. Juslin and P. Laukka, "Communication of emotions in vocal expression and music performance", Psychological
 *   Bulletin 129(5), 2003
 */
export const prosodyShifts: Readonly<Record<SampleEmotion, ProsodyShift>> = {
  neutral: none,
  calm: { ...none, pitchSt: -1, rangeLog2: -0.3, finalSt: 0.5, rateLog2: -0.18, loudnessDb: -3, openQuotient: 0.06, tiltDb: 3, breathDb: 6, precision: -0.2 },
  happy: {
    ...none, pitchSt: 6, rangeLog2: 0.8, finalSt: 2.5, rateLog2: 0.12, loudnessDb: 4.5, openQuotient: -0.02, tiltDb: -3,
    breathDb: 1, lipSpreadPercent: 7, precision: 0.2,
  },
  sad: {
    ...none, pitchSt: -2, rangeLog2: -0.7, finalSt: -1, accentWidthLog2: 0.3, rateLog2: -0.3, loudnessDb: -5,
    openQuotient: 0.12, tiltDb: 6, breathDb: 9, jitterPercent: 0.2, tremorSt: 0.1, precision: -0.8,
  },
  angry: {
    ...none, pitchSt: 6.5, rangeLog2: 0.9, finalSt: -1.5, accentWidthLog2: -0.6, rateLog2: 0.2, loudnessDb: 8, openQuotient: -0.15,
    tiltDb: -6, breathDb: 1, jitterPercent: 0.7, creak: 0.1, precision: 0.8, lipSpreadPercent: 2,
  },
  fearful: {
    ...none, pitchSt: 9, rangeLog2: 0.4, finalSt: 1, rateLog2: 0.32, loudnessDb: 1, openQuotient: 0.12, tiltDb: 1, breathDb: 5,
    jitterPercent: 1.4, tremorSt: 0.5, precision: 0.4,
  },
  disgust: {
    ...none, pitchSt: -3, rangeLog2: 0.25, finalSt: -3, accentWidthLog2: 0.3, rateLog2: -0.36, loudnessDb: -1.5, openQuotient: -0.08,
    tiltDb: 1, jitterPercent: 0.9, creak: 0.45, lipSpreadPercent: -2,
  },
  surprised: {
    ...none, pitchSt: 5.5, rangeLog2: 1, finalSt: 13, accentWidthLog2: -0.3, rateLog2: 0.08, loudnessDb: 3.5, openQuotient: 0.03,
    tiltDb: -1, breathDb: 4, lipSpreadPercent: -3, precision: 0.2,
  },
};

/** How far a strong clip goes beyond a normal one, by RAVDESS intensity code. */
const intensityScale: Readonly<Record<1 | 2, number>> = { 1: 1, 2: 1.45 };

/**
 * Standard deviation of natural variation, as a fraction of the spread of a parameter between the emotions. It applies
 * twice: once to how a speaker expresses an emotion (the same in all of the speaker's clips of it), once to each take.
 * Without it every class would be a point and any learner perfect. At this size one parameter alone hardly tells two
 * emotions apart, all of them together mostly do, and an unknown speaker is harder than a known one. It is wider than
 * the variation of one careful actor, because it stands for all that six voices and two sentences leave out.
 */
export const NATURAL_VARIATION = 0.5;

const parameters = Object.keys(none) as (keyof ProsodyShift)[];

/** Standard deviation between the emotions, per parameter: the unit in which natural variation is measured. */
const spreads = Object.fromEntries(
  parameters.map((parameter) => {
    const values = sampleEmotions.map((emotion) => prosodyShifts[emotion][parameter]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [parameter, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
  }),
) as Record<keyof ProsodyShift, number>;

/**
 * Draws the prosody of one take.
 *
 * @param intensity RAVDESS intensity: 1 normal, 2 strong
 * @param speakerRandom gives the speaker's own way with this emotion; same sequence for all of its clips
 * @param takeRandom gives what differs from take to take
 * @returns differences from neutral speech, in the units of {@link ProsodyShift}
 */
export function drawProsody(emotion: SampleEmotion, intensity: 1 | 2, speakerRandom: Random, takeRandom: Random): ProsodyShift {
  return Object.fromEntries(
    parameters.map((parameter) => {
      const variation = NATURAL_VARIATION * spreads[parameter] * (speakerRandom.normal() + takeRandom.normal());
      return [parameter, intensityScale[intensity] * prosodyShifts[emotion][parameter] + variation];
    }),
  ) as unknown as ProsodyShift;
}
