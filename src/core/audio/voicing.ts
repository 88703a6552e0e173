import { energyOf } from '../signal/energy.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { countFrames } from '../signal/stft.ts';
import { createYin, trackPitch, type YinPlan } from '../signal/yin.ts';

/** How much of a sound could be a voice, and how much that moves. */
export interface Voicing {
  /** Seconds in which the pitch goes on from frame to frame. */
  readonly voicedSec: number;
  /** Those as a part of the loud seconds; 0 where nothing is loud. */
  readonly voicedShare: number;
  /** Standard deviation of the pitch over these seconds, in semitones; 0 without any. */
  readonly pitchSpread: number;
  /** Standard deviation of the level over these seconds, in dB; 0 without any. */
  readonly levelSpread: number;
}

export interface VoicingMeter {
  /** The next samples, in [-1, 1], in parts of any size. */
  push(samples: Float32Array): void;
  end(): Voicing;
}

/** Two periods of the deepest voice fit. */
const FRAME_SEC = 0.046;
const [F0_MIN_HZ, F0_MAX_HZ] = [60, 500];
/** A part is analysed by itself, so that an hour takes no more memory than a minute, but for three values a frame. */
const FRAMES_A_PART = 128;
const MIN_PERIODICITY = 0.5;
/** Frames this much below the loudest are not loud. */
const RANGE_DB = 25;
/** A voice's pitch moves less from frame to frame. */
const MAX_STEP_SEMITONES = 3;
const SILENCE_POWER = 1e-12;

/** What speech has at least, and noise, hum, tones and beeps have not; acted speech of two languages keeps a third above each. */
const [LEAST_SEC, LEAST_SHARE, LEAST_PITCH_SPREAD, LEAST_LEVEL_SPREAD] = [0.04, 0.02, 0.15, 0.8];

/** Whether there may be speech. Song and instruments pass as well; a whisper does not. */
export const mayBeSpeech = ({ voicedSec, voicedShare, pitchSpread, levelSpread }: Voicing): boolean =>
  voicedSec >= LEAST_SEC && voicedShare >= LEAST_SHARE && pitchSpread >= LEAST_PITCH_SPREAD && levelSpread >= LEAST_LEVEL_SPREAD;

/** The search for a voice in sound of a rate in Hz; it can serve many clips, one after the other. */
export function createVoicingSearch(sampleRate: number, kernels?: FeatureKernels): YinPlan {
  const frameLength = Math.max(64, 2 ** Math.round(Math.log2(FRAME_SEC * sampleRate)));
  const fMax = Math.min(F0_MAX_HZ, sampleRate / 4);
  const fMin = Math.min(fMax / 2, Math.max(F0_MIN_HZ, (2 * sampleRate) / frameLength));
  return createYin({ sampleRate, frameLength, hopLength: frameLength / 2, fMin, fMax }, kernels);
}

/**
 * Measures voicing: a frame is voiced when it is loud (within 25 dB of the loudest), periodic between 60 and 500 Hz (0.5 and more,
 * by YIN), and both its neighbours are so too, at pitches less than 3 semitones away.
 *
 * @param sampleRate in Hz
 * @param search of this rate
 */
export function createVoicingMeter(sampleRate: number, search: YinPlan = createVoicingSearch(sampleRate)): VoicingMeter {
  const { frameLength, hopLength } = search;
  const part = new Float32Array(FRAMES_A_PART * hopLength);
  let filled = 0;
  const [semitones, periodicity, level]: [number[], number[], number[]] = [[], [], []];

  let loudest = -Infinity;
  const analyse = (samples: Float32Array): void => {
    const levels = Float64Array.from({ length: countFrames(samples.length, hopLength) }, (_, t) => levelAround(samples, t * hopLength, frameLength));
    for (const value of levels) if (value > loudest) loudest = value;
    // What is not loud beside what has been heard so far is not loud in the end, and its pitch does not count.
    const pitch = trackPitch(search, samples, Uint8Array.from(levels, (value) => (value >= loudest - RANGE_DB ? 1 : 0)));
    for (let t = 0; t < pitch.nFrames; t++) {
      semitones.push(12 * Math.log2(pitch.f0[t]));
      periodicity.push(pitch.periodicity[t]);
      level.push(levels[t]);
    }
  };

  return {
    push(samples) {
      for (let at = 0; at < samples.length; ) {
        const n = Math.min(samples.length - at, part.length - filled);
        part.set(samples.subarray(at, at + n), filled);
        filled += n;
        at += n;
        if (filled === part.length) {
          analyse(part);
          filled = 0;
        }
      }
    },
    end() {
      if (filled > 0) analyse(part.subarray(0, filled));
      const isLoud = (t: number): boolean => level[t] >= loudest - RANGE_DB;
      const isPeriodic = (t: number): boolean => t >= 0 && t < level.length && isLoud(t) && periodicity[t] >= MIN_PERIODICITY;
      const goesOn = (t: number, other: number): boolean => isPeriodic(other) && Math.abs(semitones[t] - semitones[other]) < MAX_STEP_SEMITONES;
      const frames = [...level.keys()];
      const voiced = frames.filter((t) => isPeriodic(t) && goesOn(t, t - 1) && goesOn(t, t + 1));
      const nLoud = frames.filter(isLoud).length;
      return {
        voicedSec: (voiced.length * hopLength) / sampleRate,
        voicedShare: nLoud > 0 ? voiced.length / nLoud : 0,
        pitchSpread: spread(voiced.map((t) => semitones[t])),
        levelSpread: spread(voiced.map((t) => level[t])),
      };
    },
  };
}

/** In dB of full scale. */
function levelAround(samples: Float32Array, centre: number, frameLength: number): number {
  const energy = energyOf(samples, Math.max(0, centre - frameLength / 2), Math.min(samples.length, centre + frameLength / 2));
  return 10 * Math.log10(energy / frameLength + SILENCE_POWER);
}

function spread(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
