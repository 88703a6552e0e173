import { SerError } from '../errors.ts';

/** @throws SerError `feature-not-finite` naming the first sample that is NaN or infinite */
export function requireFinite(samples: Float32Array): void {
  const bits = new Int32Array(samples.buffer, samples.byteOffset, samples.length);
  let overflown = 0;
  // NaN and infinity have an exponent of ones, to which one more carries over into the sign; a test of each would be slower.
  for (let i = 0; i < bits.length; i++) overflown |= (bits[i] & 0x7fffffff) + 0x00800000;
  if (overflown >= 0) return;
  const bad = samples.findIndex((sample) => !Number.isFinite(sample));
  throw notFinite(samples[bad], bad);
}

export function notFinite(value: number, index: number): SerError {
  return new SerError('feature-not-finite', `Sample ${index} is ${value}; samples must be finite numbers.`);
}
