/** librosa's default width of the regression, in frames. */
const WIDTH = 9;

/**
 * First or second derivative over time of each coefficient, per frame: the slope, or the second derivative, of the
 * polynomial of that order fitted by least squares to nine frames (Savitzky–Golay); the first and last four frames take
 * the value of the nearest full window. With fewer than nine frames the window is the largest odd number of them, and with
 * fewer than three all values are 0.
 *
 * @param values value (coefficient, frame) at `coefficient * nFrames + frame`
 * @returns the same layout
 * @see librosa.feature.delta; A. Savitzky, M. Golay, Analytical Chemistry 36(8), 1964
 */
export function computeDelta(values: Float32Array, nCoefficients: number, nFrames: number, order: 1 | 2 = 1): Float32Array {
  const out = new Float32Array(values.length);
  const half = Math.min(WIDTH >> 1, (nFrames - 1) >> 1);
  if (half < 1) return out;
  const weights = derivativeWeights(half, order);
  for (let c = 0; c < nCoefficients; c++) {
    const row = c * nFrames;
    for (let t = half; t < nFrames - half; t++) {
      let sum = 0;
      for (let i = -half; i <= half; i++) sum += weights[i + half] * values[row + t + i];
      out[row + t] = sum;
    }
    out.fill(out[row + half], row, row + half);
    out.fill(out[row + nFrames - half - 1], row + nFrames - half, row + nFrames);
  }
  return out;
}

/** Weights of 2 · half + 1 frames in the fitted slope (order 1) or in twice the fitted quadratic coefficient (order 2). */
function derivativeWeights(half: number, order: 1 | 2): Float64Array {
  const n = 2 * half + 1;
  let s2 = 0;
  let s4 = 0;
  for (let i = -half; i <= half; i++) {
    s2 += i * i;
    s4 += i ** 4;
  }
  if (order === 1) return Float64Array.from({ length: n }, (_, i) => (i - half) / s2);
  const determinant = n * s4 - s2 * s2;
  return Float64Array.from({ length: n }, (_, i) => (2 * (n * (i - half) ** 2 - s2)) / determinant);
}
