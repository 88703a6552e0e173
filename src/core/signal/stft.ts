import { createRealFft, realFft, type RealFftPlan } from './fft.ts';
import { hannWindow } from './window.ts';

/** How a clip is cut into frames: `nFft` samples each, `hopLength` apart, frame i centred on sample i · hopLength. */
export interface StftOptions {
  readonly nFft: number;
  readonly hopLength: number;
}

/** librosa's defaults. */
export const DEFAULT_STFT: StftOptions = { nFft: 2048, hopLength: 512 };

export interface StftPlan extends StftOptions {
  readonly nBins: number;
  readonly window: Float64Array;
  readonly fft: RealFftPlan;
}

/** Magnitudes and powers of a short-time Fourier transform; value (frame, bin) is at `frame * nBins + bin`. */
export interface Spectrogram {
  readonly magnitude: Float32Array;
  readonly power: Float32Array;
  readonly nFrames: number;
  readonly nBins: number;
}

export function createStft(options: StftOptions = DEFAULT_STFT): StftPlan {
  return { ...options, nBins: options.nFft / 2 + 1, window: hannWindow(options.nFft), fft: createRealFft(options.nFft) };
}

/** Frames that a clip of `nSamples` gives: 1 + floor(nSamples / hopLength), for centred frames. */
export function countFrames(nSamples: number, hopLength: number): number {
  return 1 + Math.floor(nSamples / hopLength);
}

/**
 * The centred short-time Fourier transform with a periodic Hann window; the clip is continued by zeros on both sides.
 * Computed in float64 and rounded where librosa rounds (complex64, then float32), so that flat spectra round alike.
 *
 * @param samples mono samples
 * @see librosa.stft, librosa.feature.spectral._spectrogram
 */
export function computeSpectrogram(plan: StftPlan, samples: Float32Array): Spectrogram {
  const { nFft, hopLength, nBins, window, fft } = plan;
  const nFrames = countFrames(samples.length, hopLength);
  const magnitude = new Float32Array(nFrames * nBins);
  const power = new Float32Array(nFrames * nBins);
  const frame = new Float64Array(nFft);
  const re = new Float64Array(nBins);
  const im = new Float64Array(nBins);
  for (let t = 0; t < nFrames; t++) {
    const start = t * hopLength - nFft / 2;
    const first = Math.max(0, -start);
    const end = Math.min(nFft, samples.length - start);
    frame.fill(0, 0, first);
    for (let i = first; i < end; i++) frame[i] = window[i] * samples[start + i];
    frame.fill(0, Math.max(first, end));
    realFft(fft, frame, re, im);
    const at = t * nBins;
    for (let k = 0; k < nBins; k++) {
      const m = magnitudeOf(Math.abs(Math.fround(re[k])), Math.abs(Math.fround(im[k])));
      magnitude[at + k] = m;
      power[at + k] = m * m;
    }
  }
  return { magnitude, power, nFrames, nBins };
}

/**
 * Powers of the spectra of single frames, as `computeSpectrogram` has them.
 *
 * @param frames `nFft` samples each, one frame after the other
 * @returns value (frame, bin) at `frame * nBins + bin`
 */
export function computePowers({ nFft, nBins, window, fft }: StftPlan, frames: Float32Array): Float32Array {
  const nFrames = frames.length / nFft;
  const power = new Float32Array(nFrames * nBins);
  const frame = new Float64Array(nFft);
  const re = new Float64Array(nBins);
  const im = new Float64Array(nBins);
  for (let t = 0; t < nFrames; t++) {
    for (let i = 0; i < nFft; i++) frame[i] = window[i] * frames[t * nFft + i];
    realFft(fft, frame, re, im);
    for (let k = 0; k < nBins; k++) power[t * nBins + k] = magnitudeOf(Math.abs(Math.fround(re[k])), Math.abs(Math.fround(im[k]))) ** 2;
  }
  return power;
}

/**
 * √(a² + b²) of two magnitudes in float32, in the steps in which numpy takes it: larger · √(1 + (smaller / larger)²). Where a
 * spectrum is flat, the last bit decides what is a peak, and so the tuning estimate: rounding otherwise moves it in 3 % of
 * clips with near-silent parts, these steps in none of 400.
 *
 * @see numpy.absolute of complex64 (loops_unary_complex.dispatch.c.src), with its fused multiply-add
 */
function magnitudeOf(a: number, b: number): number {
  const larger = Math.max(a, b);
  if (larger === 0) return 0;
  const ratio = Math.fround(Math.min(a, b) / larger);
  return Math.fround(larger * Math.fround(Math.sqrt(Math.fround(ratio * ratio + 1))));
}

/** Centre frequencies of the bins in Hz: 0 … sampleRate / 2. */
export function binFrequencies(nFft: number, sampleRate: number): Float64Array {
  const frequencies = new Float64Array(nFft / 2 + 1);
  for (let k = 0; k < frequencies.length; k++) frequencies[k] = (k * sampleRate) / nFft;
  return frequencies;
}
