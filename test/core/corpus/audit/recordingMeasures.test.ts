import { describe, expect, it } from 'vitest';
import { clearNotFinite, measureRecording } from '../../../../src/core/corpus/audit/recordingMeasures.ts';
import { constant, silence } from '../../kernels/signals.ts';

const RATE = 16_000;
const FRAME = 160;
const sine = (n: number, peak: number, hz = 100): Float32Array => Float32Array.from({ length: n }, (_, i) => peak * Math.sin((2 * Math.PI * hz * i) / RATE));
const measure = (...channels: Float32Array[]) => measureRecording({ sampleRate: RATE, channels });

describe('measureRecording', () => {
  it('gives a sine its peak and its level at every place', () => {
    const level = 0.5 / Math.SQRT2;
    expect(measure(sine(RATE, 0.5))).toEqual({
      peak: expect.closeTo(0.5, 6) as number,
      offset: expect.closeTo(0, 6) as number,
      rms: expect.closeTo(level, 6) as number,
      nClipped: 0,
      nNotFinite: 0,
      ...Object.fromEntries(['loudest', 'first', 'last', 'quiet'].map((name) => [name, expect.closeTo(level, 6)])),
    });
  });

  it('takes the level around the mean, and the mean of the worse channel', () => {
    const { peak, offset, rms } = measure(sine(RATE, 0.25), sine(RATE, 0.25).map((sample) => sample - 0.125));
    expect(offset).toBeCloseTo(-0.125, 6);
    expect(peak).toBeCloseTo(0.25, 6);
    expect(rms).toBeCloseTo(0.25 / Math.SQRT2, 6);
  });

  it('counts samples in runs of three and more at full scale, on both sides', () => {
    const samples = sine(RATE, 0.5);
    samples.set([1, 1, 1, 1], 1000);
    samples.set([-1, -1, -1], 2000);
    samples.set([1, 1], 3000);
    expect(measure(samples).nClipped).toBe(7);
    expect(measure(samples, samples).nClipped).toBe(14);
    expect(measure(samples.map((sample) => 0.9 * sample)).nClipped).toBe(0);
    const toTheEnd = sine(1000, 0.5);
    toTheEnd.fill(0.99, 990);
    expect(measure(toTheEnd).nClipped).toBe(10);
  });

  it('does not take a loud sine for a clipped one', () => {
    expect(measure(sine(RATE, 32767 / 32768).map((sample) => Math.round(sample * 32768) / 32768)).nClipped).toBe(0);
  });

  it('tells the first, last, loudest and quiet parts apart', () => {
    const samples = new Float32Array(10 * FRAME + 7);
    samples.set(sine(FRAME, 0.1), 0);
    samples.set(sine(FRAME, 0.8), 5 * FRAME);
    samples.set(sine(FRAME, 0.4), 9 * FRAME + 7);
    const { first, last, loudest, quiet } = measure(samples);
    expect(first).toBeCloseTo(0.1 / Math.SQRT2, 3);
    expect(loudest).toBeCloseTo(0.8 / Math.SQRT2, 3);
    expect(last).toBeCloseTo(0.4 / Math.SQRT2, 3);
    expect(quiet).toBeLessThan(1e-3);
  });

  it('is defined for one sample, less than a frame, silence and a constant', () => {
    expect(measure(Float32Array.of(0.25))).toMatchObject({ peak: 0, offset: 0.25, rms: 0, first: 0, last: 0 });
    expect(measure(sine(50, 0.5)).loudest).toBe(measure(sine(50, 0.5)).first);
    expect(measure(silence(1000))).toEqual({ peak: 0, offset: 0, rms: 0, nClipped: 0, nNotFinite: 0, loudest: 0, first: 0, last: 0, quiet: 0 });
    expect(measure(constant(1000, 0.5))).toMatchObject({ peak: 0, offset: 0.5, rms: 0, loudest: 0 });
  });

  it('counts and clears what is no number', () => {
    const recording = { sampleRate: RATE, channels: [Float32Array.of(0.1, NaN, -Infinity, 0.2), Float32Array.of(0, 0, Infinity, 0)] };
    expect(clearNotFinite(recording)).toBe(3);
    expect(Array.from(recording.channels[0]!)).toEqual([Math.fround(0.1), 0, 0, Math.fround(0.2)]);
    expect(clearNotFinite(recording)).toBe(0);
  });
});
