/** A two-pole filter and its memory: y[n] = gain·x[n] + p1·y[n−1] + p2·y[n−2]. */
export interface Resonator {
  gain: number;
  p1: number;
  p2: number;
  y1: number;
  y2: number;
}

export function createResonator(): Resonator {
  return { gain: 1, p1: 0, p2: 0, y1: 0, y2: 0 };
}

/** Tunes a resonator to a formant; its gain at 0 Hz is 1, so a cascade of them forms a vowel spectrum by itself. */
export function tuneResonator(resonator: Resonator, hz: number, bandwidthHz: number, sampleRate: number): void {
  const radius = Math.exp((-Math.PI * bandwidthHz) / sampleRate);
  resonator.p2 = -radius * radius;
  resonator.p1 = 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRate);
  resonator.gain = 1 - resonator.p1 - resonator.p2;
}

/** Filters the first `count` samples of `block` in place. */
export function applyResonator(resonator: Resonator, block: Float64Array, count: number): void {
  const { gain, p1, p2 } = resonator;
  let { y1, y2 } = resonator;
  for (let n = 0; n < count; n++) {
    const y = gain * block[n] + p1 * y1 + p2 * y2;
    block[n] = y;
    y2 = y1;
    y1 = y;
  }
  resonator.y1 = y1;
  resonator.y2 = y2;
}

/** As {@link applyResonator}, but as a band-pass of unit peak gain: zeros at 0 Hz and at half the sample rate. */
export function applyBandPass(resonator: Resonator, memory: { x1: number; x2: number }, block: Float64Array, count: number): void {
  const { p1, p2 } = resonator;
  const gain = (1 + p2) / 2;
  let { y1, y2 } = resonator;
  let { x1, x2 } = memory;
  for (let n = 0; n < count; n++) {
    const x = block[n];
    const y = gain * (x - x2) + p1 * y1 + p2 * y2;
    block[n] = y;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  resonator.y1 = y1;
  resonator.y2 = y2;
  memory.x1 = x1;
  memory.x2 = x2;
}

/** The inverse of a resonator: a pair of zeros, for the branch that the open velum adds. */
export function applyAntiResonator(resonator: Resonator, memory: { x1: number; x2: number }, block: Float64Array, count: number): void {
  const scale = 1 / resonator.gain;
  const z1 = -resonator.p1 * scale;
  const z2 = -resonator.p2 * scale;
  let { x1, x2 } = memory;
  for (let n = 0; n < count; n++) {
    const x = block[n];
    block[n] = scale * x + z1 * x1 + z2 * x2;
    x2 = x1;
    x1 = x;
  }
  memory.x1 = x1;
  memory.x2 = x2;
}
