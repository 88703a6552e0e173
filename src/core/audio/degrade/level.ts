/** @param gainDb of amplitude, 20·log10; nothing is clipped */
export function changeGain(samples: Float32Array, gainDb: number): Float32Array {
  const factor = 10 ** (gainDb / 20);
  return samples.map((value) => value * factor);
}

/**
 * Overdriven: the given share of the samples lies at or above the level at which everything is cut off, and that level is as
 * loud as the clip's peak was, as a microphone with too much gain has it.
 *
 * @param share between 0 and 1
 */
export function clipShare(samples: Float32Array, share: number): Float32Array {
  if (samples.length === 0) return samples.slice();
  const magnitudes = samples.map(Math.abs).sort();
  const peak = magnitudes[magnitudes.length - 1];
  const level = magnitudes[Math.max(0, Math.floor((1 - share) * magnitudes.length) - 1)];
  if (level === 0) return samples.slice();
  return samples.map((value) => (Math.max(-level, Math.min(level, value)) / level) * peak);
}
