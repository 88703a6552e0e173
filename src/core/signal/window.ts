/** The periodic Hann window 0.5 − 0.5 cos(2πn / length), n = 0 … length − 1, as librosa and scipy use it for spectra. */
export function hannWindow(length: number): Float64Array {
  const window = new Float64Array(length);
  for (let n = 0; n < length; n++) window[n] = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length);
  return window;
}
