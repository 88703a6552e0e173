/** Σ x² over samples [from, to). Four sums side by side, since each addition waits for the one before it. */
export function energyOf(samples: Float32Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += samples[i] * samples[i];
    b += samples[i + 1] * samples[i + 1];
    c += samples[i + 2] * samples[i + 2];
    d += samples[i + 3] * samples[i + 3];
  }
  for (; i < to; i++) a += samples[i] * samples[i];
  return a + b + (c + d);
}
