import { createDct } from '../signal/dct.ts';
import { powerToDb } from '../signal/decibel.ts';
import { energyOf } from '../signal/energy.ts';
import { applyFilterBank, createMelFilterBank } from '../signal/mel.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import type { Spectrogram } from '../signal/stft.ts';
import { createSpectrogram } from '../signal/stftKernel.ts';
import { trimSilence } from '../signal/trimSilence.ts';
import { createYin, trackPitch, type PitchTrack, type YinPlan } from '../signal/yin.ts';
import { createShapePlan, spectralShape } from './spectralShape.ts';
import type { FeatureFrames } from './extractor.ts';

/**
 * What lies this far below the loudest frame at a clip's ends is silence, in dB: a quiet fricative is about 35 dB below a
 * loud vowel, the noise of a quiet room 50 dB.
 */
export const TRIM_DB = 40;
/** Frames last about this long: several periods of a low voice, and still shorter than a sound. */
const FRAME_SEC = 0.0464;
/** The analysed band ends here, so that clips of all rates from 16 kHz on are described alike. */
export const HIGHEST_HZ = 8000;
export const N_MELS = 40;
export const N_MFCC = 20;
/** Range of the fundamental frequency: from a low male voice to a shout. */
const F0_MIN_HZ = 65;
const F0_MAX_HZ = 700;
/** A frame is voiced when it is this periodic (Praat's threshold) … */
const MIN_PERIODICITY = 0.45;
/** … and less than this far below the loudest frame, in dB, … */
const VOICED_RANGE_DB = 35;
/** … with its neighbours: a shorter run, about 35 ms, is chance. */
const MIN_RUN = 3;
/** No voice moves this far from one frame to the next, 12 ms later, in semitones: there one stretch ends and another begins. */
const MAX_STEP = 4;
const SILENCE_POWER = 1e-10;

/** Frames [start, end) of one voiced stretch. */
export interface FrameRun {
  readonly start: number;
  readonly end: number;
}

/** A trimmed clip with everything over time that the rich families summarise; all on the same frames. */
export interface VoiceAnalysis {
  /** The clip without silence at its ends. */
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly nFft: number;
  readonly hopLength: number;
  readonly nFrames: number;
  readonly spectrogram: Spectrogram;
  /** Levels of 40 mel bands from 0 to 8 kHz, in dB. */
  readonly logMel: FeatureFrames;
  /** The first 20 mel-frequency cepstral coefficients of them. */
  readonly mfcc: FeatureFrames;
  readonly shape: FeatureFrames;
  /** RMS level in dB relative to full scale. */
  readonly level: Float32Array;
  readonly loudest: number;
  readonly pitch: PitchTrack;
  /** 1 for a voiced frame. */
  readonly voiced: Uint8Array;
  readonly unvoiced: Uint8Array;
  readonly runs: readonly FrameRun[];
}

/** The frame length that comes nearest to 46 ms at a rate: a power of two; 1,024 at 22.05 kHz. */
export const frameLengthFor = (sampleRate: number): number => Math.max(64, 2 ** Math.round(Math.log2(FRAME_SEC * sampleRate)));

/** The search for a voice's fundamental frequency at a rate, in frames of {@link frameLengthFor}, four a frame length. */
export function createVoicePitch(sampleRate: number, kernels?: FeatureKernels): YinPlan {
  const frameLength = frameLengthFor(sampleRate);
  return createYin({ sampleRate, frameLength, hopLength: frameLength / 4, fMin: Math.max(F0_MIN_HZ, (2 * sampleRate) / frameLength), fMax: Math.min(F0_MAX_HZ, sampleRate / 4) }, kernels);
}

/** 1 for each frame that is periodic, and not far below the loudest. */
export function voicedFrames({ periodicity }: PitchTrack, level: Float32Array, loudest: number): Uint8Array {
  return Uint8Array.from(level, (value, t) => (periodicity[t] >= MIN_PERIODICITY && value >= loudest - VOICED_RANGE_DB ? 1 : 0));
}

/** Prepares the analysis for a sample rate; what it returns analyses one clip. */
export function createVoiceAnalysis(sampleRate: number, kernels?: FeatureKernels): (samples: Float32Array) => VoiceAnalysis {
  const nFft = frameLengthFor(sampleRate);
  const hopLength = nFft / 4;
  const spectrogramOf = createSpectrogram({ nFft, hopLength }, kernels);
  const bank = createMelFilterBank({ sampleRate, nFft, nMels: N_MELS, fMin: 0, fMax: Math.min(HIGHEST_HZ, sampleRate / 2) });
  const dct = createDct(N_MFCC, N_MELS);
  const shapePlan = createShapePlan(sampleRate, nFft, kernels);
  const yin = createVoicePitch(sampleRate, kernels);
  return (clip) => {
    const { start, end } = trimSilence(clip, TRIM_DB);
    const samples = clip.subarray(start, end);
    const spectrogram = spectrogramOf(samples);
    const { power, nFrames, nBins } = spectrogram;
    const db = powerToDb(applyFilterBank(bank, power, nFrames, nBins));
    const level = levelsOf(samples, nFft, hopLength, nFrames);
    const loudest = level.reduce((most, value) => Math.max(most, value), -Infinity);
    const pitch = trackPitch(yin, samples);
    const voiced = voicedFrames(pitch, level, loudest);
    const runs = keepRuns(voiced, pitch.f0);
    return {
      samples, sampleRate, nFft, hopLength, nFrames, spectrogram, level, loudest, pitch, voiced, runs,
      unvoiced: voiced.map((value) => 1 - value),
      logMel: { values: transpose(db, nFrames, N_MELS), nCoefficients: N_MELS, nFrames },
      mfcc: { values: cepstrum(db, dct, nFrames), nCoefficients: N_MFCC, nFrames },
      shape: spectralShape(shapePlan, spectrogram),
    };
  };
}

/** RMS level of each centred frame in dB relative to full scale. */
export function levelsOf(samples: Float32Array, frameLength: number, hopLength: number, nFrames: number): Float32Array {
  const level = new Float32Array(nFrames);
  for (let t = 0; t < nFrames; t++) {
    const from = t * hopLength - frameLength / 2;
    const to = Math.min(samples.length, from + frameLength);
    level[t] = 10 * Math.log10(energyOf(samples, Math.max(0, from), to) / frameLength + SILENCE_POWER);
  }
  return level;
}

/** The runs of voiced frames; those that are too short are made unvoiced. */
function keepRuns(voiced: Uint8Array, f0: Float32Array): FrameRun[] {
  const runs: FrameRun[] = [];
  for (let t = 0; t < voiced.length; ) {
    if (voiced[t] === 0) {
      t++;
      continue;
    }
    let end = t;
    while (end < voiced.length && voiced[end] === 1 && (end === t || Math.abs(12 * Math.log2(f0[end] / f0[end - 1])) <= MAX_STEP)) end++;
    if (end - t >= MIN_RUN) runs.push({ start: t, end });
    else voiced.fill(0, t, end);
    t = end;
  }
  return runs;
}

function transpose(frames: Float32Array, nFrames: number, nCoefficients: number): Float32Array {
  const out = new Float32Array(frames.length);
  for (let t = 0; t < nFrames; t++) for (let c = 0; c < nCoefficients; c++) out[c * nFrames + t] = frames[t * nCoefficients + c];
  return out;
}

function cepstrum(db: Float32Array, dct: Float64Array, nFrames: number): Float32Array {
  const out = new Float32Array(N_MFCC * nFrames);
  for (let t = 0; t < nFrames; t++) {
    for (let k = 0; k < N_MFCC; k++) {
      let sum = 0;
      for (let m = 0; m < N_MELS; m++) sum += dct[k * N_MELS + m] * db[t * N_MELS + m];
      out[k * nFrames + t] = sum;
    }
  }
  return out;
}
