/** Resonances of the vocal tract at one moment, in Hz, for a 17.5 cm (adult male) tract. */
export type Formants = readonly [f1: number, f2: number, f3: number];

/** Noise of a narrow passage: a band around a peak, plus an unshaped part for passages at the lips or teeth. */
export interface Frication {
  readonly level: number;
  readonly peakHz: number;
  readonly widthHz: number;
  readonly flatLevel: number;
}

/** A stretch of speech with one set of acoustic targets; a phoneme is one to three of them. */
export interface Segment {
  readonly durationMs: number;
  /** How much of a change of speaking rate the segment takes, 0 … 1: vowels stretch, bursts do not. */
  readonly elasticity: number;
  /** Absent where the sound has no tongue position of its own (/h/, aspiration): it takes that of what follows. */
  readonly formants?: Formants;
  /** Targets at the end of a diphthong. */
  readonly glideTo?: Formants;
  readonly bandwidths: Formants;
  /** Amplitude of the glottal pulses, 0 … 1. */
  readonly voicing: number;
  /** Amplitude of breath noise at the glottis, relative to the pulses of a vowel. */
  readonly aspiration: number;
  readonly frication: Frication;
  /** 1 while the velum is open. */
  readonly nasality: number;
}

/** A phoneme: what it is made of, and whether it can carry stress. */
export interface Phoneme {
  readonly isVowel: boolean;
  readonly segments: readonly Segment[];
}

const noFrication: Frication = { level: 0, peakHz: 2500, widthHz: 1500, flatLevel: 0 };
const silent = { voicing: 0, aspiration: 0, frication: noFrication, nasality: 0 };

function vowel(durationMs: number, formants: Formants, bandwidths: Formants, glideTo?: Formants): Phoneme {
  const segment = { ...silent, durationMs, elasticity: 1, formants, bandwidths, voicing: 1 };
  return { isVowel: true, segments: [glideTo ? { ...segment, glideTo } : segment] };
}

function sonorant(durationMs: number, formants: Formants, bandwidths: Formants, voicing: number, nasality: number): Phoneme {
  return { isVowel: false, segments: [{ ...silent, durationMs, elasticity: 0.6, formants, bandwidths, voicing, nasality }] };
}

function fricative(durationMs: number, formants: Formants, bandwidths: Formants, frication: Frication, voicing: number): Phoneme {
  return { isVowel: false, segments: [{ ...silent, durationMs, elasticity: 0.6, formants, bandwidths, frication, voicing }] };
}

/** Closure, burst and, for a voiceless stop, the breath that delays voicing (voice onset time). */
function stop(closureMs: number, formants: Formants, burst: Frication, breathMs: number, voiceBar: number): Phoneme {
  const bandwidths: Formants = [200, 150, 220];
  const closure: Segment = { ...silent, durationMs: closureMs, elasticity: 0.6, formants, bandwidths, voicing: voiceBar };
  const release: Segment = { ...silent, durationMs: 11, elasticity: 0, formants, bandwidths, frication: burst, voicing: voiceBar };
  const breath: Segment = { ...silent, durationMs: breathMs, elasticity: 0.3, bandwidths: [250, 150, 200], aspiration: 0.25 };
  return { isVowel: false, segments: breathMs > 0 ? [closure, release, breath] : [closure, release] };
}

/**
 * The phonemes that the sample sentences need, in ARPAbet. Formant targets and bandwidths follow the tables that
 * Klatt (1980) suggests for English, rounded; vowels agree with Peterson & Barney (1952) for men. Durations are those
 * of stressed syllables at a moderate rate, after Klatt (1976).
 *
 * @see D. H. Klatt, "Software for a cascade/parallel formant synthesizer", JASA 67(3), 1980, tables II and III
 * @see G. E. Peterson and H. L. Barney, "Control methods used in a study of the vowels", JASA 24(2), 1952
 * @see D. H. Klatt, "Linguistic uses of segmental duration in English", JASA 59(5), 1976
 */
export const phonemes = {
  IY: vowel(130, [290, 2150, 2960], [55, 150, 300]),
  IH: vowel(95, [400, 1850, 2570], [50, 100, 140]),
  AE: vowel(150, [650, 1660, 2430], [70, 120, 250]),
  AO: vowel(160, [590, 950, 2570], [80, 90, 100]),
  UW: vowel(130, [330, 1050, 2250], [60, 100, 140]),
  AX: vowel(70, [500, 1400, 2450], [70, 100, 160]),
  AY: vowel(180, [680, 1180, 2550], [90, 80, 150], [380, 1950, 2600]),
  AW: vowel(190, [680, 1250, 2550], [85, 80, 140], [400, 920, 2350]),
  W: sonorant(65, [290, 650, 2150], [50, 80, 80], 0.65, 0),
  L: sonorant(65, [320, 1050, 2800], [55, 100, 250], 0.65, 0),
  M: sonorant(65, [450, 1150, 2130], [60, 200, 200], 0.5, 1),
  N: sonorant(60, [450, 1450, 2550], [60, 250, 300], 0.5, 1),
  DH: fricative(40, [280, 1300, 2540], [80, 100, 170], { level: 0.02, peakHz: 6000, widthHz: 2500, flatLevel: 0.02 }, 0.4),
  V: fricative(50, [260, 1100, 2080], [80, 100, 140], { level: 0, peakHz: 6000, widthHz: 2500, flatLevel: 0.035 }, 0.4),
  Z: fricative(70, [260, 1390, 2530], [80, 80, 180], { level: 0.17, peakHz: 5600, widthHz: 1300, flatLevel: 0.01 }, 0.3),
  S: fricative(100, [320, 1390, 2530], [200, 90, 200], { level: 0.36, peakHz: 5600, widthHz: 1300, flatLevel: 0.015 }, 0),
  SH: fricative(105, [310, 1800, 2750], [200, 100, 250], { level: 0.36, peakHz: 2950, widthHz: 1000, flatLevel: 0.015 }, 0),
  HH: { isVowel: false, segments: [{ ...silent, durationMs: 50, elasticity: 0.6, bandwidths: [250, 130, 180], aspiration: 0.22 }] },
  P: stop(60, [350, 950, 2150], { level: 0.03, peakHz: 900, widthHz: 900, flatLevel: 0.06 }, 28, 0),
  T: stop(55, [350, 1650, 2600], { level: 0.22, peakHz: 4000, widthHz: 1800, flatLevel: 0.02 }, 32, 0),
  K: stop(60, [320, 1950, 2800], { level: 0.22, peakHz: 2300, widthHz: 700, flatLevel: 0.01 }, 38, 0),
  B: stop(55, [220, 950, 2150], { level: 0.02, peakHz: 900, widthHz: 900, flatLevel: 0.03 }, 0, 0.12),
  D: stop(50, [220, 1650, 2600], { level: 0.14, peakHz: 4000, widthHz: 1800, flatLevel: 0.01 }, 0, 0.12),
} as const satisfies Record<string, Phoneme>;

/** Names of the phonemes that can be synthesised. */
export type PhonemeName = keyof typeof phonemes;
