/** A voice: what does not change with emotion. */
export interface Speaker {
  readonly sex: 'male' | 'female';
  /** Geometric mean of the fundamental frequency of neutral speech. */
  readonly f0Hz: number;
  /** Formant frequencies relative to a 17.5 cm vocal tract: above 1 for a shorter one. */
  readonly tractScale: number;
  /** Speaking rate relative to the others. */
  readonly rate: number;
  /** Habitual pitch excursions relative to the others. */
  readonly range: number;
  /** Loudness and distance to the microphone. */
  readonly levelDb: number;
  /** Fraction of each glottal cycle in which the glottis is open. */
  readonly openQuotient: number;
  /** Attenuation of the source at 3 kHz beyond that of the pulse itself. */
  readonly tiltDb: number;
  /** Breath noise relative to the glottal pulse, in dB. */
  readonly breathDb: number;
  /** Cycle-to-cycle irregularity of a healthy voice, in per cent of the period. */
  readonly jitterPercent: number;
  /** Level of the room, in dB relative to full scale. */
  readonly roomDb: number;
}

/**
 * The speakers of the sample corpus, by RAVDESS actor number (odd: male, even: female; three each). Mean pitches lie
 * within the range that Peterson & Barney (1952) report (men about 130 Hz, women about 220 Hz); tracts of women are 10
 * to 20 % shorter, as their formants show. Women have a larger open quotient and more breath (Klatt & Klatt 1990).
 *
 * @see D. H. Klatt and L. C. Klatt, "Analysis, synthesis, and perception of voice quality variations among female and
 *   male talkers", JASA 87(2), 1990
 */
export const speakers: readonly Speaker[] = [
  { sex: 'male', f0Hz: 118, tractScale: 1, rate: 1, range: 1, levelDb: 0, openQuotient: 0.55, tiltDb: 8, breathDb: -44, jitterPercent: 0.5, roomDb: -72 },
  { sex: 'female', f0Hz: 208, tractScale: 1.16, rate: 1.04, range: 1.1, levelDb: -1, openQuotient: 0.62, tiltDb: 10, breathDb: -40, jitterPercent: 0.45, roomDb: -74 },
  { sex: 'male', f0Hz: 101, tractScale: 0.96, rate: 0.94, range: 0.85, levelDb: 1.5, openQuotient: 0.5, tiltDb: 6.5, breathDb: -46, jitterPercent: 0.65, roomDb: -70 },
  { sex: 'female', f0Hz: 189, tractScale: 1.12, rate: 0.97, range: 0.95, levelDb: 0.5, openQuotient: 0.6, tiltDb: 8.5, breathDb: -41, jitterPercent: 0.5, roomDb: -71 },
  { sex: 'male', f0Hz: 134, tractScale: 1.05, rate: 1.06, range: 1.05, levelDb: -1.5, openQuotient: 0.58, tiltDb: 9, breathDb: -42, jitterPercent: 0.55, roomDb: -75 },
  { sex: 'female', f0Hz: 229, tractScale: 1.2, rate: 1, range: 1.05, levelDb: -0.5, openQuotient: 0.64, tiltDb: 9.5, breathDb: -39, jitterPercent: 0.4, roomDb: -73 },
];
