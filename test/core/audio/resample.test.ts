import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createResamplePlan, resample } from '../../../src/core/audio/resample.ts';
import { kaiserFilter } from '../../../src/core/audio/resampleFilter.ts';
import { createResampler } from '../../../src/core/audio/resampleKernel.ts';
import { kernelsUnderTest } from '../kernels/kernelsUnderTest.ts';

const kernels = await kernelsUnderTest('features');

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

const golden = join(import.meta.dirname, '../../golden/resample');
const bytesOf = (file: string): ArrayBuffer => new Uint8Array(readFileSync(join(golden, file))).buffer;
const { pairs: soxrPairs } = JSON.parse(readFileSync(join(golden, 'index.json'), 'utf8')) as { pairs: { from: number; to: number; nSamples: number; file: string }[] };
const speechLike = Float32Array.from(new Int16Array(bytesOf('input.i16')), (v) => v / 32_768);

const signalToNoiseDb = (actual: Float32Array, expected: Float32Array): number => {
  const error = expected.reduce((sum, value, i) => sum + (actual[i]! - value) ** 2, 0);
  return 10 * Math.log10(expected.reduce((sum, value) => sum + value * value, 0) / error);
};

describe.each([['twin', undefined], ['kernel', kernels]] as const)('the %s beside soxr_hq', (_, used) => {
  it.each(soxrPairs)('$from → $to Hz', ({ from, to, nSamples, file }) => {
    const expected = new Float32Array(bytesOf(file));
    const samples = speechLike.subarray(0, nSamples);
    const general = createResampler(createResamplePlan(from, to, kaiserFilter), used)(samples);
    expect(general.length).toBe(expected.length);
    // The Kaiser design has soxr's edges, not its shape between them.
    expect(signalToNoiseDb(general, expected)).toBeGreaterThan(74);
    if (from !== 48_000) return;
    // soxr's own taps; it computes in float32 too. What it makes of a start that is no silence differs in its first two samples.
    const own = createResampler(createResamplePlan(from, to), used)(samples);
    expect(signalToNoiseDb(own.subarray(2), expected.subarray(2))).toBeGreaterThan(110);
    expect(Math.abs(own[0]! - expected[0]!) + Math.abs(own[1]! - expected[1]!)).toBeLessThan(1e-3);
  });
});

describe('resample', () => {
  it.each(pairs)('%i → %i Hz passes what lies below 0.913 of the lower Nyquist and delays nothing', (from, to) => {
    const nyquist = Math.min(from, to) / 2;
    for (const share of [0.01, 0.3, 0.9]) {
      for (const used of [undefined, kernels]) {
        const samples = sine(share * nyquist, from, from / 4);
        // The samples are float32: their rounding alone is 150 dB down.
        expect(errorDb(createResampler(createResamplePlan(from, to, kaiserFilter), used)(samples), share * nyquist, to)).toBeLessThan(-110);
        // soxr's own filter falls by up to 0.01 dB towards its pass edge.
        expect(errorDb(createResampler(createResamplePlan(from, to), used)(samples), share * nyquist, to)).toBeLessThan(share < 0.5 ? -110 : -60);
      }
    }
  });

  it.each(pairs.filter(([from, to]) => from > to * 1.1))('%i → %i Hz stops what would alias, by 120 dB', (from, to) => {
    for (const hz of [1.001 * (to / 2), 1.2 * (to / 2), 0.49 * from]) {
      if (hz >= from / 2) continue;
      for (const used of [undefined, kernels]) expect(levelDb(createResampler(createResamplePlan(from, to), used)(sine(hz, from, from / 2)))).toBeLessThan(-120);
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
