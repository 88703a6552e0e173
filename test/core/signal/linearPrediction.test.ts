import { describe, expect, it } from 'vitest';
import { createFormantPlan, findFormants } from '../../../src/core/signal/formants.ts';
import { levinsonDurbin } from '../../../src/core/signal/linearPrediction.ts';
import { polynomialRoots } from '../../../src/core/signal/polynomialRoots.ts';
import { computeSpectrogram, createStft } from '../../../src/core/signal/stft.ts';
import { golden, pulseVoice, voiceSamples } from '../features/golden.ts';

const RATE = 16_000;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Medians of the three formants' frequencies and bandwidths over the frames from `from` on. */
function formantsOf(samples: Float32Array, from: number, to: number): number[] {
  const { power, nBins } = computeSpectrogram(createStft({ nFft: 1024, hopLength: 256 }), samples);
  const plan = createFormantPlan(RATE, 1024, 3);
  const found = new Float64Array(6);
  const rows = Array.from({ length: to - from }, (_, t) => {
    findFormants(plan, power, (from + t) * nBins, found);
    return [...found];
  });
  return Array.from({ length: 6 }, (_, c) => median(rows.map((row) => row[c]!).filter((value) => !Number.isNaN(value))));
}

describe('levinsonDurbin', () => {
  it('finds the coefficients of a process from its autocorrelation', () => {
    // x[n] = 0.6 x[n−1] − 0.3 x[n−2] + e: its autocorrelation follows from the Yule–Walker equations.
    const r1 = 0.6 / 1.3;
    const r2 = 0.6 * r1 - 0.3;
    const a = new Float64Array(4);
    const error = levinsonDurbin(Float64Array.of(1, r1, r2, 0.6 * r2 - 0.3 * r1), 3, a);
    expect([...a].map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([1, -0.6, 0.3, 0]);
    expect(error).toBeCloseTo(1 - 0.6 * r1 + 0.3 * r2, 12);
  });

  it('is flat without energy', () => {
    const a = new Float64Array(3);
    expect(levinsonDurbin(new Float64Array(3), 2, a)).toBe(0);
    expect([...a]).toEqual([1, 0, 0]);
  });
});

describe('polynomialRoots', () => {
  it('finds all roots of a product of known factors', () => {
    const roots: readonly (readonly [number, number])[] = [[0.9, 0.3], [0.9, -0.3], [-0.5, 0.8], [-0.5, -0.8], [0.2, 0]];
    let re = [1];
    let im = [0];
    for (const [x, y] of roots) {
      const [oldRe, oldIm] = [[...re, 0], [...im, 0]];
      re = oldRe.map((value, i) => value - (i > 0 ? x * oldRe[i - 1]! - y * oldIm[i - 1]! : 0));
      im = oldIm.map((value, i) => value - (i > 0 ? x * oldIm[i - 1]! + y * oldRe[i - 1]! : 0));
    }
    const [foundRe, foundIm] = [new Float64Array(5), new Float64Array(5)];
    polynomialRoots(Float64Array.from(re), 5, foundRe, foundIm);
    for (const [x, y] of roots) expect(Math.min(...Array.from(foundRe, (value, i) => Math.hypot(value - x, foundIm[i]! - y)))).toBeLessThan(1e-8);
  });
});

describe('findFormants', () => {
  it.each([[[500, 60], [1500, 90], [2500, 120]], [[300, 50], [2300, 100], [3000, 150]], [[750, 80], [1100, 80], [2600, 150]]] as const)('finds the resonances %j of a filter', (...resonators) => {
    // A pulse every 8 ms: its flat spectrum is raised by the plan's pre-emphasis, which a pole near 1 undoes.
    const samples = pulseVoice(Array.from({ length: 100 }, (_, i) => 100 + 128 * i), [], 13_000, RATE, [[0, 100], ...resonators]);
    const found = formantsOf(samples, 8, 40);
    resonators.forEach(([hz, bandwidth], i) => {
      expect(Math.abs(found[i]! - hz), `frequency of formant ${i + 1}`).toBeLessThan(40);
      expect(Math.abs(found[3 + i]! - bandwidth), `bandwidth of formant ${i + 1}`).toBeLessThan(80);
    });
  });

  it.each(['low', 'high'] as const)('%s voice: near Praat, which models the samples instead of the spectrum', (name) => {
    const found = formantsOf(voiceSamples(name), 16, 34);
    golden.voices[name].praat.formants.forEach((hz, i) => expect(Math.abs(found[i]! / hz - 1), `formant ${i + 1}`).toBeLessThan(i === 2 ? 0.05 : 0.01));
  });

  it('finds none in silence, and none beyond a low rate', () => {
    const found = new Float64Array(6);
    findFormants(createFormantPlan(RATE, 1024, 3), new Float32Array(513), 0, found);
    expect([...found]).toEqual(Array(6).fill(NaN));
    findFormants(createFormantPlan(1000, 64, 3), new Float32Array(33).fill(1), 0, found);
    for (const hz of found.subarray(0, 3)) expect(Number.isNaN(hz) || hz < 500).toBe(true);
  });
});
