import { createRandom, type Random } from '../../learn/random.ts';
import { createArticulation, type ArticulationTracks } from './articulation.ts';
import { applyAntiResonator, applyBandPass, applyResonator, createResonator, tuneResonator } from './formantFilter.ts';
import { applyGlottalSource, createGlottalSource, type Phonation } from './glottalSource.ts';
import { createF0Contour } from './intonation.ts';
import type { ProsodyShift } from './prosody.ts';
import type { Sentence } from './sentences.ts';
import type { Speaker } from './speakers.ts';
import { createTimeline } from './timeline.ts';

/** Everything that the synthesiser needs to speak one sentence once. */
export interface Utterance {
  readonly sampleRate: number;
  readonly nSamples: number;
  readonly tracks: ArticulationTracks;
  /** F0 in Hz per control step. */
  readonly f0: Float32Array;
  readonly phonation: Phonation;
  readonly tractScale: number;
  /** Level of the speech, in dB relative to full scale (a square wave of amplitude 1). */
  readonly levelDb: number;
  readonly roomDb: number;
}

/** Samples between two settings of the filters: 3 ms, well below the time in which a tongue moves. */
export const CONTROL_STEP = 64;

/** Neutral speech, to which an emotion adds. */
const NEUTRAL_LEVEL_DB = -33;
const NEUTRAL_FINAL_ST = -2.5;
const NEUTRAL_ACCENT_WIDTH_SEC = 0.17;

/** Peaks are kept below full scale, so that no loud take clips. */
const PEAK_LIMIT = 0.93;

/** Formants above the third hardly move; one per kHz, as a uniform tract of 17.5 cm has them, and their widths. */
const higherFormants = [[3400, 220], [4400, 280], [5450, 380], [6500, 500], [7600, 700]] as const;

/** Resonance and zero of the nose, in Hz, with the velum open; closed, the zero covers the resonance. */
const NASAL_POLE_HZ = 270;
const NASAL_ZERO_HZ = 470;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * Plans how a speaker says a sentence: timing, articulation, melody and voice.
 *
 * @param random gives pauses and the small irregularities of melody
 */
export function planUtterance(sentence: Sentence, speaker: Speaker, shift: ProsodyShift, sampleRate: number, random: Random): Utterance {
  const leadSec = 0.12 + 0.1 * random.uniform();
  const tailSec = 0.15 + 0.1 * random.uniform();
  const rate = clamp(speaker.rate * 2 ** shift.rateLog2, 0.55, 1.7);
  const timeline = createTimeline(sentence, rate, leadSec);
  const nSamples = Math.ceil((timeline[timeline.length - 1].endSec + tailSec) * sampleRate);
  const nSteps = Math.ceil(nSamples / CONTROL_STEP);
  const stepSec = CONTROL_STEP / sampleRate;
  const melody = {
    meanHz: speaker.f0Hz * 2 ** (shift.pitchSt / 12),
    range: clamp(speaker.range * 2 ** shift.rangeLog2, 0.2, 4),
    finalSt: clamp(NEUTRAL_FINAL_ST + shift.finalSt, -9, 14),
    accentWidthSec: (NEUTRAL_ACCENT_WIDTH_SEC * 2 ** shift.accentWidthLog2) / rate,
    tremorSt: clamp(0.08 + shift.tremorSt, 0, 1.2),
  };
  return {
    sampleRate,
    nSamples,
    tracks: createArticulation(timeline, nSteps, stepSec, {
      tractScale: speaker.tractScale,
      precision: clamp(shift.precision, -1.5, 1.5),
      lipSpreadPercent: clamp(shift.lipSpreadPercent, -10, 15),
    }),
    f0: createF0Contour(timeline, melody, nSteps, stepSec, random),
    phonation: {
      openQuotient: clamp(speaker.openQuotient + shift.openQuotient, 0.3, 0.85),
      tiltDb: clamp(speaker.tiltDb + shift.tiltDb, 0, 24),
      breath: 10 ** (clamp(speaker.breathDb + shift.breathDb, -55, -22) / 20),
      jitterPercent: clamp(speaker.jitterPercent + shift.jitterPercent, 0.2, 4),
      creak: clamp(shift.creak, 0, 0.95),
    },
    tractScale: speaker.tractScale,
    levelDb: clamp(NEUTRAL_LEVEL_DB + speaker.levelDb + shift.loudnessDb, -45, -12),
    roomDb: speaker.roomDb,
  };
}

/** Runs source and filters: a cascade of formants for the glottis, a band of noise beside it for narrow passages. */
function applyVocalTract(utterance: Utterance, seed: number, stream: number, out: Float32Array): void {
  const { tracks, f0, sampleRate, tractScale } = utterance;
  const voice = createGlottalSource(utterance.phonation, sampleRate, createRandom(seed, stream));
  const hiss = createRandom(seed, stream + 1);
  const moving = [createResonator(), createResonator(), createResonator()];
  const fixed = higherFormants
    .filter(([hz]) => hz * tractScale < 0.45 * sampleRate)
    .map(([hz, bandwidthHz]) => {
      const resonator = createResonator();
      tuneResonator(resonator, hz * tractScale, bandwidthHz, sampleRate);
      return resonator;
    });
  const nasalPole = createResonator();
  tuneResonator(nasalPole, NASAL_POLE_HZ, 100, sampleRate);
  const nasalZero = createResonator();
  const nasalMemory = { x1: 0, x2: 0 };
  const fricationBand = createResonator();
  const fricationMemory = { x1: 0, x2: 0 };
  const glottal = new Float64Array(CONTROL_STEP);
  const noise = new Float64Array(CONTROL_STEP);
  const flat = new Float64Array(CONTROL_STEP);

  for (let step = 0; step < tracks.nSteps; step++) {
    const start = step * CONTROL_STEP;
    const count = Math.min(CONTROL_STEP, out.length - start);
    applyGlottalSource(voice, glottal, count, f0[step], tracks.voicing[step], tracks.aspiration[step]);
    // A high voice opens the jaw: with F1 below F0 its fundamental would have no resonance left.
    tuneResonator(moving[0], Math.max(tracks.f1[step], 1.05 * f0[step]), tracks.b1[step], sampleRate);
    tuneResonator(moving[1], tracks.f2[step], tracks.b2[step], sampleRate);
    tuneResonator(moving[2], tracks.f3[step], tracks.b3[step], sampleRate);
    tuneResonator(nasalZero, NASAL_POLE_HZ + (NASAL_ZERO_HZ - NASAL_POLE_HZ) * tracks.nasality[step], 100, sampleRate);
    applyAntiResonator(nasalZero, nasalMemory, glottal, count);
    applyResonator(nasalPole, glottal, count);
    for (const resonator of fixed) applyResonator(resonator, glottal, count);
    for (const resonator of moving) applyResonator(resonator, glottal, count);

    const flatLevel = tracks.flatFrication[step];
    const bandLevel = tracks.frication[step];
    for (let n = 0; n < count; n++) {
      const white = 2 * hiss.uniform() - 1;
      noise[n] = bandLevel * white;
      flat[n] = flatLevel * white;
    }
    tuneResonator(fricationBand, tracks.fricationHz[step], tracks.fricationWidthHz[step], sampleRate);
    applyBandPass(fricationBand, fricationMemory, noise, count);
    for (let n = 0; n < count; n++) out[start + n] = glottal[n] + noise[n] + flat[n];
  }
}

/**
 * Speaks a planned utterance.
 *
 * @param seed decides every random number; `stream` and the two after it are used
 * @returns mono samples in [−1, 1]
 */
export function synthesise(utterance: Utterance, seed: number, stream: number): Float32Array {
  const samples = new Float32Array(utterance.nSamples);
  applyVocalTract(utterance, seed, stream, samples);

  let energy = 0;
  let peak = 0;
  for (const sample of samples) {
    energy += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  // The level is set, not left to the source: pitch and open quotient would otherwise change loudness on their own.
  const wanted = 10 ** (utterance.levelDb / 20) / Math.sqrt(energy / samples.length);
  const gain = Math.min(wanted, PEAK_LIMIT / peak);
  const room = createRandom(seed, stream + 2);
  // Uniform noise of amplitude a has rms a/√3.
  const roomAmplitude = Math.sqrt(3) * 10 ** (utterance.roomDb / 20);
  for (let n = 0; n < samples.length; n++) samples[n] = gain * samples[n] + roomAmplitude * (2 * room.uniform() - 1);
  return samples;
}
