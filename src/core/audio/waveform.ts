/** The smallest and the largest sample of each of `nSpans` equal spans: what a waveform drawing shows. */
export function waveformEnvelope(samples: Float32Array, nSpans: number): { min: Float32Array; max: Float32Array } {
  const n = Math.max(1, Math.min(nSpans, samples.length));
  const min = new Float32Array(n);
  const max = new Float32Array(n);
  for (let span = 0; span < n; span++) {
    const from = Math.floor((span * samples.length) / n);
    const to = Math.floor(((span + 1) * samples.length) / n);
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      const sample = samples[i];
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    min[span] = low;
    max[span] = high;
  }
  return { min, max };
}
