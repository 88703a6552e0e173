/**
 * Holm's correction of several p for their number m: the i-th smallest times m − i + 1, at least as much as the ones before and at
 * most 1. Among those at or below α, one is false with a chance of at most α.
 *
 * @see S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979
 */
export function holm(p: Float64Array): Float64Array {
  const order = Int32Array.from(p.keys()).sort((a, b) => p[a] - p[b]);
  const corrected = new Float64Array(p.length);
  let largest = 0;
  order.forEach((test, i) => {
    largest = Math.max(largest, Math.min(1, p[test] * (p.length - i)));
    corrected[test] = largest;
  });
  return corrected;
}
