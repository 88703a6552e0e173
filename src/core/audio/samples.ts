/** Mono samples: in [-1, 1], or as the 16-bit integers of a file, of which v stands for v / 32768. */
export type Samples = Float32Array | Int16Array;

export const FULL_SCALE_16 = 32_768;

/** Samples in [-1, 1]. */
export function toFloat(samples: Samples): Float32Array {
  if (samples instanceof Float32Array) return samples;
  const out = new Float32Array(samples.length);
  for (let i = 0; i < out.length; i++) out[i] = samples[i] / FULL_SCALE_16;
  return out;
}
