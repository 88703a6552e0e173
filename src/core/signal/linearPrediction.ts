/**
 * Solves for the linear predictor of a process with autocorrelation r: A(z) = 1 + a[1] z⁻¹ + … + a[order] z^−order.
 *
 * @param r autocorrelation, lags 0 … order
 * @param a order + 1 values; overwritten, a[0] = 1
 * @returns the prediction error's power; 0 when r[0] is not above 0, and then a is 1, 0 … 0
 * @see N. Levinson, 1947; J. Durbin, 1960; J. Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63(4), 1975
 */
export function levinsonDurbin(r: Float64Array, order: number, a: Float64Array): number {
  a.fill(0);
  a[0] = 1;
  let error = r[0];
  if (!(error > 0)) return 0;
  for (let m = 1; m <= order; m++) {
    let sum = r[m];
    for (let i = 1; i < m; i++) sum += a[i] * r[m - i];
    const reflection = -sum / error;
    for (let i = 1; i <= m >> 1; i++) {
      const low = a[i];
      const high = a[m - i];
      a[i] = low + reflection * high;
      if (i !== m - i) a[m - i] = high + reflection * low;
    }
    a[m] = reflection;
    error *= 1 - reflection * reflection;
    if (!(error > 0)) return 0;
  }
  return error;
}
