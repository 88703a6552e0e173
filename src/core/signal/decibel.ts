/** librosa's floor for powers before the logarithm. */
const AMIN = 1e-10;
/** librosa's dynamic range: what lies further below the maximum is raised to max − TOP_DB. */
const TOP_DB = 80;

/**
 * 10 · log10 of powers in place, relative to 1, floored at 1e-10 and at 80 dB below the largest value of the whole array.
 *
 * @see librosa.power_to_db with its defaults
 */
export function powerToDb<T extends Float32Array | Float64Array>(power: T): T {
  let max = -Infinity;
  for (let i = 0; i < power.length; i++) {
    power[i] = 10 * Math.log10(Math.max(AMIN, power[i]));
    if (power[i] > max) max = power[i];
  }
  const floor = max - TOP_DB;
  for (let i = 0; i < power.length; i++) if (power[i] < floor) power[i] = floor;
  return power;
}
