import { createRealFft, realFft, type RealFftPlan } from './fft.ts';

/** A prepared autocorrelation of frames of `frameLength` samples, for lags 0 … maxLag. */
export interface AutocorrelationPlan {
  readonly frameLength: number;
  readonly maxLag: number;
  readonly fft: RealFftPlan;
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array];
}

/** The length of the transform that holds a frame and its lags without wrapping round. */
export function transformSize(frameLength: number, maxLag: number): number {
  let size = 8;
  while (size < frameLength + maxLag + 1) size *= 2;
  return size;
}

/** Plans an autocorrelation. Its scratch is part of the plan, so one plan serves one thread. */
export function createAutocorrelation(frameLength: number, maxLag: number): AutocorrelationPlan {
  const size = transformSize(frameLength, maxLag);
  const fft = createRealFft(size);
  return { frameLength, maxLag, fft, scratch: [new Float64Array(size), new Float64Array(fft.nBins), new Float64Array(fft.nBins)] };
}

/**
 * The autocorrelation r[k] = Σ x[n] x[n + k] of a frame, k = 0 … maxLag, by the inverse transform of its power spectrum.
 *
 * @param frame `frameLength` values
 * @param out at least maxLag + 1 values; overwritten
 */
export function autocorrelate({ frameLength, maxLag, fft, scratch }: AutocorrelationPlan, frame: Float64Array, out: Float64Array): void {
  const [padded, re, im] = scratch;
  const { size } = fft;
  padded.set(frame.length === frameLength ? frame : frame.subarray(0, frameLength));
  padded.fill(0, frameLength);
  realFft(fft, padded, re, im);
  // The power spectrum is real and even, so its inverse transform is its forward one, divided by the size.
  const half = size / 2;
  padded[0] = re[0] * re[0];
  padded[half] = re[half] * re[half];
  for (let k = 1; k < half; k++) {
    const power = re[k] * re[k] + im[k] * im[k];
    padded[k] = power;
    padded[size - k] = power;
  }
  realFft(fft, padded, re, im);
  for (let k = 0; k <= maxLag; k++) out[k] = re[k] / size;
}
