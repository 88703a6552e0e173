import type { Random } from '../../learn/random.ts';

/** How the vocal folds move; constant over a clip. */
export interface Phonation {
  /** Open part of the cycle, 0.3 (pressed) … 0.85 (breathy, falsetto). */
  readonly openQuotient: number;
  /** Attenuation at 3 kHz beyond the pulse's own −6 dB per octave. */
  readonly tiltDb: number;
  /** Amplitude of breath noise, relative to the peak of the pulse. */
  readonly breath: number;
  readonly jitterPercent: number;
  /** 0 … 1: every second cycle late and weak. */
  readonly creak: number;
}

/** The vibrating folds and where they are in their cycle. */
export interface GlottalSource {
  readonly phonation: Phonation;
  readonly sampleRate: number;
  readonly random: Random;
  /** Pole of the tilt filter. */
  readonly pole: number;
  filtered: number;
  /** Samples since the cycle began (a fraction, so that pitch is not bound to whole samples). */
  position: number;
  period: number;
  amplitude: number;
  isOddCycle: boolean;
}

/** Irregularity of amplitude that goes with irregularity of period, in dB per per cent of jitter; ratios near this occur in speech. */
const SHIMMER_DB_PER_JITTER = 0.5;

/** Noise of the vocal folds that remains while they are closed. */
const CLOSED_NOISE = 0.35;

/** The pole of a low-pass y[n] = (1 − d)·x[n] + d·y[n−1] that attenuates 3 kHz by `tiltDb`. */
function tiltPole(tiltDb: number, sampleRate: number): number {
  const power = 10 ** (-Math.max(0, tiltDb) / 10);
  if (power > 0.999) return 0;
  const b = 1 - power * Math.cos((2 * Math.PI * 3000) / sampleRate);
  const a = 1 - power;
  return Math.min(0.98, (b - Math.sqrt(Math.max(0, b * b - a * a))) / a);
}

export function createGlottalSource(phonation: Phonation, sampleRate: number, random: Random): GlottalSource {
  return { phonation, sampleRate, random, pole: tiltPole(phonation.tiltDb, sampleRate), filtered: 0, position: 0, period: 0, amplitude: 0, isOddCycle: false };
}

function startCycle(source: GlottalSource, f0: number, voicing: number): void {
  const { creak, jitterPercent } = source.phonation;
  const mean = source.sampleRate / f0;
  // Gaussian irregularity is bounded, or a rare draw would make a cycle of no length.
  const irregularity = Math.min(3, Math.max(-3, source.random.normal()));
  const shimmerDb = SHIMMER_DB_PER_JITTER * jitterPercent * source.random.normal();
  source.isOddCycle = !source.isOddCycle;
  const delay = (source.isOddCycle ? 1 : -1) * 0.1 * creak;
  source.position -= source.period;
  source.period = mean * (1 + (jitterPercent / 100) * irregularity + delay);
  source.amplitude = voicing * 10 ** (shimmerDb / 20) * (source.isOddCycle ? 1 : 1 - 0.55 * creak);
}

/**
 * Writes the next samples of the differentiated glottal flow, breath noise included. The pulse is that of Rosenberg and Klatt:
 * over the open phase, x from 0 to 1, it is x·(2 − 3x), which ends in the closure that excites the formants; then
 * nothing until the next cycle. Its integral is 0, so it holds no DC. The step at the closure is band-limited
 * (polyBLEP), as aliases of high voices would sound like a second, inharmonic voice.
 *
 * @param block receives `count` samples; peak amplitude about 1 for full voicing
 * @param f0 fundamental frequency in Hz, taken when a cycle begins
 * @param voicing amplitude of the pulses, 0 … 1, also taken when a cycle begins
 * @param aspiration amplitude of breath that does not depend on the folds, as in /h/
 * @see D. H. Klatt and L. C. Klatt, JASA 87(2), 1990, KLGLOTT88
 */
export function applyGlottalSource(source: GlottalSource, block: Float64Array, count: number, f0: number, voicing: number, aspiration: number): void {
  const { random, pole } = source;
  const { openQuotient, breath } = source.phonation;
  let filtered = source.filtered;
  for (let n = 0; n < count; n++) {
    if (source.position >= source.period) startCycle(source, f0, voicing);
    const open = openQuotient * source.period;
    const x = source.position / open;
    let pulse = x < 1 ? x * (2 - 3 * x) : 0;
    const sinceClosure = source.position - open;
    if (sinceClosure >= -1 && sinceClosure < 1) {
      pulse += sinceClosure < 0 ? 0.5 * (1 + sinceClosure) ** 2 : -0.5 * (1 - sinceClosure) ** 2;
    }
    filtered += (1 - pole) * (source.amplitude * pulse - filtered);
    const noise = 2 * random.uniform() - 1;
    const openness = x < 1 ? 1 : CLOSED_NOISE;
    block[n] = filtered + noise * (aspiration + breath * openness * source.amplitude);
    source.position++;
  }
  source.filtered = filtered;
}
