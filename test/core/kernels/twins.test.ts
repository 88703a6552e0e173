import { describe, expect, it } from 'vitest';
import { countFilled, countResampled, createResamplePlan, resample } from '../../../src/core/audio/resample.ts';
import { createResampleBlocks } from '../../../src/core/audio/resampleBlocks.ts';
import { kaiserFilter } from '../../../src/core/audio/resampleFilter.ts';
import { createResampler } from '../../../src/core/audio/resampleKernel.ts';
import { createClipExtraction } from '../../../src/core/features/clipExtraction.ts';
import { conventionalExtractors } from '../../../src/core/features/conventional.ts';
import { columnsOf, conventional } from '../../../src/core/features/featureSet.ts';
import { createKernels } from '../../../src/core/kernels/compiled.ts';
import { createPairCorrelation } from '../../../src/core/signal/autocorrelationKernel.ts';
import { computePowers, computeSpectrogram, createStft } from '../../../src/core/signal/stft.ts';
import { createFramePowers, createSpectrogram } from '../../../src/core/signal/stftKernel.ts';
import { createYin, trackPitch } from '../../../src/core/signal/yin.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';
import { constant, degenerate, roughNoise, silence } from './signals.ts';

const kernels = await kernelsUnderTest('features');

/** Both sides sum in another order and partly in float32: some 30 roundings of 6e-8, relative to a family's largest value. */
const TOLERANCE = 2e-6;

/** Largest deviation of the kernels' vector from the twin's, relative to the largest value of the column's family. */
function worstDeviation(actual: Float32Array, expected: Float32Array): { readonly column: string; readonly deviation: number } {
  let worst = { column: '', deviation: 0 };
  let at = 0;
  for (const { id, nCoefficients } of conventionalExtractors) {
    const family = expected.subarray(at, at + 2 * nCoefficients);
    const scale = Math.max(1e-6, ...family.map(Math.abs));
    family.forEach((value, i) => {
      const deviation = Math.abs(actual[at + i]! - value) / scale;
      if (!(deviation <= worst.deviation)) worst = { column: `${id} ${i}`, deviation };
    });
    at += 2 * nCoefficients;
  }
  return worst;
}

describe('the kernels equal their twins', () => {
  // Transforms of every kind of last pass, odd lags, and frames of two lengths in a transform.
  it.each([[64, 31], [100, 27], [512, 200], [1024, 247], [1024, 1000], [2048, 741]] as const)('autocorrelation of frames of %i samples to lag %i', (frameLength, maxLag) => {
    const both = [new Float64Array(maxLag + 1), new Float64Array(maxLag + 1)] as const;
    const expected = [new Float64Array(maxLag + 1), new Float64Array(maxLag + 1)] as const;
    const pairs: (readonly [Float32Array, Float32Array])[] = [
      [roughNoise(frameLength, 1), roughNoise(frameLength, 2)],
      [silence(frameLength), constant(frameLength, -0.5)],
      [Float32Array.from({ length: frameLength }, (_, i) => Math.sin(0.3 * i)), roughNoise(frameLength, 3)],
    ];
    const correlate = createPairCorrelation(frameLength, maxLag, kernels);
    for (const pair of pairs) {
      correlate(pair, both);
      createPairCorrelation(frameLength, maxLag)(pair, expected);
      expected.forEach((values, i) => {
        expect(values[0]).toBeCloseTo(pair[i]!.reduce((sum, x) => sum + x * x, 0), 9);
        // Sums of some thousand roundings of float64, in another order.
        for (let k = 0; k <= maxLag; k++) expect(Math.abs(both[i]![k]! - values[k]!), `lag ${k}`).toBeLessThanOrEqual(1e-13 * values[0]!);
      });
    }
  });

  it('pitch of a voice, frame by frame, also where only some frames are wanted', () => {
    const samples = roughNoise(30_000, 5).map((value, i) => (i > 8000 && i < 22_000 ? value + 0.3 * Math.sin((2 * Math.PI * 180 * i) / 16_000) : value));
    const options = { sampleRate: 16_000, frameLength: 1024, hopLength: 256, fMin: 65, fMax: 700 };
    const wanted = Uint8Array.from({ length: 118 }, (_, t) => (t % 3 === 2 ? 0 : 1));
    for (const only of [undefined, wanted]) {
      const expected = trackPitch(createYin(options), samples, only);
      const actual = trackPitch(createYin(options, kernels), samples, only);
      expect(actual.nFrames).toBe(expected.nFrames);
      expected.f0.forEach((hz, t) => expect(Math.abs(actual.f0[t]! - hz), `frame ${t}`).toBeLessThanOrEqual(1e-6 * hz));
      expected.periodicity.forEach((value, t) => expect(Math.abs(actual.periodicity[t]! - value), `frame ${t}`).toBeLessThanOrEqual(1e-6));
    }
  });

  it.each([32, 64, 256, 512, 2048, 8192])('spectrogram of %i samples a frame', (nFft) => {
    for (const [hopLength, n] of [[nFft / 4, 5 * nFft + 3], [nFft / 2 + 1, 100 * nFft], [nFft, 7]] as const) {
      const samples = roughNoise(n, nFft);
      const expected = computeSpectrogram(createStft({ nFft, hopLength }), samples);
      const actual = createSpectrogram({ nFft, hopLength }, kernels)(samples);
      expect([actual.nFrames, actual.nBins]).toEqual([expected.nFrames, expected.nBins]);
      const largest = expected.magnitude.reduce((a, b) => Math.max(a, b));
      expected.magnitude.forEach((value, i) => {
        // A rounding of float32 in each part, and one in their root.
        if (!(Math.abs(actual.magnitude[i]! - value) <= 3e-7 * largest)) expect(actual.magnitude[i]).toBe(value);
        if (!(Math.abs(actual.power[i]! - value * value) <= 6e-7 * largest * largest)) expect(actual.power[i]).toBe(value * value);
      });
    }
  });

  it.each([256, 512, 1024, 2048, 4096])('powers of single frames of %i samples, call after call, also where they fill no block of four', (nFft) => {
    const powersOf = createFramePowers(nFft, 9, kernels);
    for (const nFrames of [9, 1, 4, 6]) {
      const frames = roughNoise(nFrames * nFft, nFft + nFrames);
      const expected = computePowers(createStft({ nFft, hopLength: nFft }), frames);
      const actual = powersOf(frames);
      expect(actual.length).toBe(nFrames * (nFft / 2 + 1));
      const largest = expected.reduce((a, b) => Math.max(a, b));
      const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(actual[i]! - value)), 0);
      expect(worst).toBeLessThanOrEqual(6e-7 * largest);
    }
  });

  // Ratios whose blocks use every radix, and 48 → 22.05 kHz with either filter.
  it.each([
    [48000, 22050], [96000, 44100], [16000, 22050], [44100, 16000], [44100, 22050], [11025, 22050], [8000, 48000], [22050, 8000], [24000, 22050], [192000, 16000], [50000, 22050],
  ] as const)('resampling %i → %i Hz, to 120 dB', (from, to) => {
    for (const filter of [undefined, kaiserFilter]) {
      const plan = createResamplePlan(from, to, filter);
      expect(createResampleBlocks(plan)).toBeDefined();
      const convert = createResampler(plan, kernels);
      for (const n of [1, 2, 777, 30_000]) {
        const samples = roughNoise(n, from + n);
        const expected = resample(plan, samples);
        const actual = convert(samples);
        expect(actual.length).toBe(expected.length);
        let error = 0;
        let signal = 0;
        expected.forEach((value, i) => {
          error += (actual[i]! - value) ** 2;
          signal += value ** 2;
        });
        // float32 transforms: 24 bits less the growth of some ten passes.
        expect(error, `${n} samples`).toBeLessThanOrEqual(1e-12 * signal);
      }
    }
  });

  it('a ratio with a large prime factor is left to the twin, and equal rates to nobody', () => {
    const plan = createResamplePlan(22051, 22050);
    expect(createResampleBlocks(plan)).toBeUndefined();
    const samples = roughNoise(3000, 1);
    expect(createResampler(plan, kernels)(samples)).toEqual(resample(plan, samples));
    expect(createResampler(createResamplePlan(8000, 8000), kernels)(samples)).toBe(samples);
  });

  // Spectral contrast takes 4 (16 kHz) to 19 (192 kHz) extremes of its widest band; 12,802 Hz is next to the lowest rate.
  it.each([12_802, 13_000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000])('the conventional vector at %i Hz', (rate) => {
    const [twin, kernel] = [createClipExtraction(conventional, rate, rate), createClipExtraction(conventional, rate, rate, kernels)];
    for (const [n, seed] of [[30_000, 1], [100_000, 2], [2047, 3]] as const) {
      const samples = roughNoise(n, seed + rate);
      expect(worstDeviation(kernel(samples), twin(samples)).deviation).toBeLessThan(TOLERANCE);
    }
  });

  it.each(degenerate)('the conventional vector of %s', (_, samples) => {
    const actual = createClipExtraction(conventional, 22050, 22050, kernels)(samples);
    expect(actual.every(Number.isFinite)).toBe(true);
    expect(worstDeviation(actual, createClipExtraction(conventional, 22050, 22050)(samples))).toEqual({ column: expect.anything(), deviation: expect.toSatisfy((d: number) => d < TOLERANCE) });
  });

  it('the conventional vector where the zero that librosa appends makes one frame more', () => {
    const plan = createResamplePlan(48_000, 22_050);
    const n = Array.from({ length: 60_000 }, (_, i) => i + 20_000).find((count) => countResampled(plan, count) % 512 === 0 && countFilled(plan, count) < countResampled(plan, count));
    const samples = roughNoise(n ?? 0, 12);
    const [twin, kernel] = [createClipExtraction(conventional, 48_000, 22_050), createClipExtraction(conventional, 48_000, 22_050, kernels)];
    // The resamplers differ by 120 dB, which spectral contrast sees in its valleys; a missing frame would change every mean by a hundredth.
    const root = (vector: Float32Array): number => vector.at(-2)!;
    expect(Math.abs(root(kernel(samples)) / root(twin(samples)) - 1)).toBeLessThan(1e-6);
  });

  it('16-bit samples stand for their 32,768th parts, through a resampler or without', () => {
    const integers = Int16Array.from(roughNoise(40_000, 9), (x) => 20_000 * x);
    const floats = Float32Array.from(integers, (v) => v / 32_768);
    for (const to of [48_000, 22_050]) {
      for (const used of [kernels, undefined]) {
        const extract = createClipExtraction(conventional, 48_000, to, used);
        expect(extract(integers)).toEqual(extract(floats).slice());
      }
    }
  });
});

describe('a kernel extraction', () => {
  it('does not depend on the clip before it', () => {
    const extract = createClipExtraction(conventional, 48_000, 22_050, kernels);
    const samples = roughNoise(50_000, 5);
    const first = extract(samples).slice();
    extract(roughNoise(900_000, 6));
    extract(Float32Array.of(-1));
    expect(extract(samples)).toEqual(first);
  });

  it('refuses what its twin refuses, with the same words, and goes on', () => {
    for (const [from, to] of [[22_050, 22_050], [48_000, 22_050]] as const) {
      const [twin, kernel] = [createClipExtraction(conventional, from, to), createClipExtraction(conventional, from, to, kernels)];
      const good = roughNoise(9000, 8);
      const before = kernel(good).slice();
      for (const bad of [Float32Array.of(0, NaN), Float32Array.of(Infinity), Float32Array.from(good, (x, i) => (i === 8999 ? -Infinity : x)), new Float32Array(), new Float32Array(5000).fill(1e30)]) {
        let refusal: unknown;
        try {
          twin(bad);
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toMatchObject({ code: bad.length === 0 ? 'audio-empty' : 'feature-not-finite' });
        expect(() => kernel(bad)).toThrow(refusal as Error);
      }
      expect(kernel(good)).toEqual(before);
    }
  });

  it('is refused at rates at which a family is not defined', () => {
    for (const used of [kernels, undefined]) {
      expect(() => createClipExtraction(conventional, 8000, 8000, used)).toThrow(/12800 Hz; this is 8000 Hz/);
      expect(() => createClipExtraction(conventional, 500_000, 500_000, used)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
    }
  });

  it('needs valid WebAssembly, else the twins do the work', () => {
    expect(createKernels(new Uint8Array([0, 97, 115, 109, 9]))).toBeUndefined();
    expect(columnsOf(conventional)).toHaveLength(createClipExtraction(conventional, 22050, 22050)(roughNoise(100, 1)).length);
  });
});
