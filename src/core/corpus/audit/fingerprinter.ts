import { createResamplePlan, resample } from '../../audio/resample.ts';
import type { ResampleFilter } from '../../audio/resampleFilter.ts';
import { createRealFft, realFft } from '../../signal/fft.ts';
import { createMelFilterBank } from '../../signal/mel.ts';
import { besselI0, hannWindow } from '../../signal/window.ts';
import { FRAMES_PER_SEC, type Fingerprint } from './fingerprint.ts';

const WINDOW_SEC = 0.128;
/** A frame is compared with the one 64 ms before it. */
const LAG = 4;
/** The band that a telephone leaves. */
const F_MIN = 250;
const F_MAX = 3300;
const N_BANDS = 33;
/** The lowest rate whose half lies above the band; higher rates are divided by a whole number as long as they stay above it. */
const LOWEST_RATE = 8000;
/** Quieter frames, in dB under the loudest, hold what a coarse encoding has put there. */
const RANGE_DB = 25;
/** Frames that are this far under the loudest, all frequencies together, are not even transformed. */
const IDLE_DB = 50;
/** The least change of a frame's power over the lag, as a share of all power: a steady tone has bits of rounding errors. */
const LEAST_CHANGE = 0.02;

/** A Kaiser-windowed sinc, 50 dB down where the band's mirror images begin. */
const HALF_WIDTH = 9;
const BETA = 4.55;
const decimationFilter: ResampleFilter = {
  halfWidth: HALF_WIDTH,
  at: (distance) => {
    const relative = distance / HALF_WIDTH;
    if (Math.abs(relative) >= 1) return 0;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * besselI0(BETA * Math.sqrt(1 - relative * relative));
  },
};

/**
 * Plans fingerprints of clips of one sample rate. Bit b of frame t is 1 where the difference between the powers of bands b
 * and b + 1 has grown over 64 ms: 33 mel bands from 250 to 3,300 Hz, Hann windows of 128 ms. Gain, sample rate and
 * container do not change the signs, coarse codecs change few of them, and another take of the same words has others.
 *
 * A clip that is silent, steady (a tone, a hum) or sampled at less than 8 kHz has an empty fingerprint.
 *
 * @param sampleRate in Hz
 * @returns a function from a clip's mono samples to its fingerprint; it serves one thread
 * @see J. Haitsma, T. Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002; the bands, the shorter window and
 *   the longer lag are for clips of a few seconds of speech
 */
export function createFingerprinter(sampleRate: number): (samples: Float32Array) => Fingerprint {
  if (sampleRate < LOWEST_RATE) return () => empty;
  const factor = Math.floor(sampleRate / LOWEST_RATE);
  const rate = sampleRate / factor;
  const plan = createResamplePlan(factor, 1, decimationFilter);
  const bandPowers = createBandPowers(rate);
  return (samples) => toFingerprint(bandPowers(resample(plan, withoutMean(samples))));
}

const empty: Fingerprint = { words: new Uint32Array(0), usable: new Uint8Array(0) };

/** A constant would be a step at both ends of a clip. */
function withoutMean(samples: Float32Array): Float32Array {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i];
  const mean = sum / Math.max(1, samples.length);
  const out = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) out[i] = samples[i] - mean;
  return out;
}

/** The power of each band in each frame: value (frame, band) at `frame * N_BANDS + band`. */
function createBandPowers(rate: number): (samples: Float32Array) => Float64Array {
  const window = hannWindow(Math.round(WINDOW_SEC * rate));
  const nFft = 2 ** Math.ceil(Math.log2(window.length));
  const { start, weights } = createMelFilterBank({ sampleRate: rate, nFft, nMels: N_BANDS, fMin: F_MIN, fMax: F_MAX });
  const fft = createRealFft(nFft);
  const frame = new Float64Array(nFft);
  const re = new Float64Array(fft.nBins);
  const im = new Float64Array(fft.nBins);
  return (samples) => {
    const nFrames = 1 + Math.floor((samples.length / rate) * FRAMES_PER_SEC);
    const powers = new Float64Array(nFrames * N_BANDS);
    const startOf = (t: number): number => Math.round((t / FRAMES_PER_SEC) * rate) - (window.length >> 1);
    const energies = frameEnergies(samples, Int32Array.from({ length: nFrames }, (_, t) => startOf(t)), window.length);
    const idle = energies.reduce((most, energy) => Math.max(most, energy), 0) * 10 ** (-IDLE_DB / 10);
    for (let t = 0; t < nFrames; t++) {
      if (energies[t] <= idle) continue;
      const from = startOf(t);
      const first = Math.max(0, -from);
      const end = Math.max(first, Math.min(window.length, samples.length - from));
      frame.fill(0);
      for (let i = first; i < end; i++) frame[i] = window[i] * samples[from + i];
      realFft(fft, frame, re, im);
      for (let b = 0; b < N_BANDS; b++) {
        const row = weights[b];
        let power = 0;
        for (let i = 0, k = start[b]; i < row.length; i++, k++) power += row[i] * (re[k] * re[k] + im[k] * im[k]);
        powers[t * N_BANDS + b] = power;
      }
    }
    return powers;
  };
}

/** The sum of squares of the samples of each frame. */
function frameEnergies(samples: Float32Array, starts: Int32Array, frameLength: number): Float64Array {
  const before = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) before[i + 1] = before[i] + samples[i] * samples[i];
  const within = (i: number): number => Math.max(0, Math.min(samples.length, i));
  return Float64Array.from(starts, (start) => before[within(start + frameLength)] - before[within(start)]);
}

function toFingerprint(powers: Float64Array): Fingerprint {
  const nFrames = powers.length / N_BANDS;
  const total = new Float64Array(nFrames);
  for (let t = 0; t < nFrames; t++) {
    for (let b = 0; b < N_BANDS; b++) total[t] += powers[t * N_BANDS + b];
  }
  const threshold = total.reduce((most, power) => Math.max(most, power), 0) * 10 ** (-RANGE_DB / 10);
  const words = new Uint32Array(nFrames);
  const usable = new Uint8Array(nFrames);
  for (let t = LAG; t < nFrames; t++) {
    const now = t * N_BANDS;
    const then = (t - LAG) * N_BANDS;
    let word = 0;
    let change = 0;
    for (let b = 0; b < N_BANDS; b++) {
      const grown = powers[now + b] - powers[then + b];
      change += Math.abs(grown);
      if (b + 1 < N_BANDS && grown > powers[now + b + 1] - powers[then + b + 1]) word |= 1 << b;
    }
    words[t] = word;
    usable[t] = total[t] > threshold && change > LEAST_CHANGE * (total[t] + total[t - LAG]) ? 1 : 0;
  }
  const first = usable.indexOf(1);
  const end = usable.lastIndexOf(1) + 1;
  return first < 0 ? empty : { words: words.slice(first, end), usable: usable.slice(first, end) };
}
