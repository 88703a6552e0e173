/** Frames this far below the loudest one are pauses. */
const RANGE_DB = 30;
const FRAME_SEC = 0.02;

/**
 * The mean power of a clip where somebody speaks: over the 20 ms frames whose power is at most 30 dB below that of the loudest,
 * so that pauses before and after the words do not count. 0 for silence.
 *
 * @see ITU-T P.56, of which this is the simplest relative
 */
export function activePower(samples: Float32Array, sampleRate: number): number {
  const frameLength = Math.max(1, Math.round(FRAME_SEC * sampleRate));
  const powers: number[] = [];
  for (let start = 0; start < samples.length; start += frameLength) {
    const end = Math.min(samples.length, start + frameLength);
    let energy = 0;
    for (let i = start; i < end; i++) energy += samples[i] * samples[i];
    powers.push(energy / (end - start));
  }
  const threshold = powers.reduce((most, power) => Math.max(most, power), 0) * 10 ** (-RANGE_DB / 10);
  const active = powers.filter((power) => power > 0 && power >= threshold);
  return active.length === 0 ? 0 : active.reduce((sum, power) => sum + power, 0) / active.length;
}
