/**
 * The slow shape of a curve: coefficients 1 … count of the orthonormal DCT-II over its whole length, divided by the root of
 * the length, so that they have the curve's unit and do not depend on its duration. Coefficient 1 is its fall, 2 its bend, and
 * so on; those that a curve of few values does not have are 0.
 *
 * @param curve the curve's values are `curve[from … from + n)`
 * @param out written from `at` on
 */
export function contourCoefficients(curve: ArrayLike<number>, from: number, n: number, count: number, out: Float64Array, at: number): void {
  for (let k = 1; k <= count; k++) {
    let sum = 0;
    // cos(πk(2i + 1) / 2n) by the recurrence of the cosine, in float64 exact to 1e-12 for the lengths of clips.
    const step = 2 * Math.cos((Math.PI * k) / n);
    let before = Math.cos((Math.PI * k) / (2 * n));
    let here = before;
    if (k < n) {
      for (let i = 0; i < n; i++) {
        sum += here * curve[from + i];
        const next = step * here - before;
        before = here;
        here = next;
      }
    }
    out[at + k - 1] = (Math.SQRT2 * sum) / n;
  }
}
