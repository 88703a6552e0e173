import { describe, expect, it } from 'vitest';
import { createResamplePlan, resample } from '../../../src/core/audio/resample.ts';

const sine = (hz: number, rate: number, n: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

/** Level of what is left when the sine that should be there is subtracted, in dB, away from the ends. */
function errorDb(out: Float32Array, hz: number, rate: number): number {
  const margin = Math.ceil(rate * 0.02);
  let error = 0;
  for (let i = margin; i < out.length - margin; i++) error += (out[i]! - Math.sin((2 * Math.PI * hz * i) / rate)) ** 2;
  return 10 * Math.log10((2 * error) / (out.length - 2 * margin));
}

const levelDb = (out: Float32Array): number => {
  const middle = out.subarray(out.length / 4, (3 * out.length) / 4);
  return 10 * Math.log10((2 * middle.reduce((sum, x) => sum + x * x, 0)) / middle.length);
};

const pairs = [
  [48000, 22050],
  [16000, 22050],
  [44100, 16000],
  [8000, 48000],
  [22051, 22050],
] as const;

describe('resample', () => {
  it.each(pairs)('%i → %i Hz passes what lies below 0.913 of the lower Nyquist and delays nothing', (from, to) => {
    const nyquist = Math.min(from, to) / 2;
    for (const share of [0.01, 0.3, 0.9]) {
      const out = resample(createResamplePlan(from, to), sine(share * nyquist, from, from / 4));
      // The samples are float32: their rounding alone is 150 dB down.
      expect(errorDb(out, share * nyquist, to)).toBeLessThan(-110);
    }
  });

  it.each(pairs.filter(([from, to]) => from > to * 1.1))('%i → %i Hz stops what would alias, by 120 dB', (from, to) => {
    for (const hz of [1.001 * (to / 2), 1.2 * (to / 2), 0.49 * from]) {
      if (hz >= from / 2) continue;
      expect(levelDb(resample(createResamplePlan(from, to), sine(hz, from, from / 2)))).toBeLessThan(-120);
    }
  });

  it('keeps a constant, gives ceil(n · ratio) samples, and 0 for the one that rounding to the nearest would not give', () => {
    const plan = createResamplePlan(48000, 22050);
    const out = resample(plan, new Float32Array(48000).fill(0.5));
    for (let i = 500; i < out.length - 500; i++) expect(out[i]).toBeCloseTo(0.5, 6);
    for (const n of [1, 2, 3, 1000, 1001, 99999]) {
      const length = (n * 22050) / 48000;
      const short = resample(plan, new Float32Array(n).fill(1));
      expect(short.length).toBe(Math.ceil(length));
      if (Math.round(length) < Math.ceil(length)) expect(short.at(-1)).toBe(0);
    }
  });

  it('returns the same samples for the same rate, and refuses a rate that is none', () => {
    const samples = sine(100, 8000, 80);
    expect(resample(createResamplePlan(8000, 8000), samples)).toBe(samples);
    for (const rate of [0, -1, 2.5, NaN]) expect(() => createResamplePlan(rate, 8000)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});
