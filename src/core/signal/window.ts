/** The periodic Hann window 0.5 − 0.5 cos(2πn / length), n = 0 … length − 1, as librosa and scipy use it for spectra. */
export function hannWindow(length: number): Float64Array {
  const window = new Float64Array(length);
  for (let n = 0; n < length; n++) window[n] = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length);
  return window;
}

/** Modified Bessel function of the first kind and order zero, by its power series: the shape of Kaiser's window. */
export function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}
