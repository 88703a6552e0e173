import { describe, expect, it } from 'vitest';
import { createClipExtraction } from '../../../src/core/features/clipExtraction.ts';
import { columnsOf, createFeatureExtraction, featureSetById } from '../../../src/core/features/featureSet.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { createLagProducts, plainLagProducts } from '../../../src/core/signal/lagProducts.ts';
import { createLogarithms } from '../../../src/core/signal/logarithm.ts';
import { voiceSamples } from '../features/golden.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';
import { roughNoise, silence } from './signals.ts';

const kernels = await kernelsUnderTest('features');

describe('the kernels of the rich set equal their twins', () => {
  it('logarithms of all sizes, with a floor or something added', () => {
    const random = createRandom(4);
    const values = Float32Array.from({ length: 2001 }, (_, i) => (i < 3 ? [0, 1, 3.4e38][i]! : 10 ** (-44 + 82 * random.uniform())));
    for (const [floor, added] of [[1e-10, 0], [0, 1e-14]] as const) {
      const found = createLogarithms(values.length, kernels)(values, 0, values.length, floor, added);
      // A unit in the last place of each, and at 0 what is left of one of ln 2.
      values.forEach((value, i) => {
        const expected = Math.log(Math.max(value, floor) + added);
        expect(Math.abs(found[i]! - expected), String(value)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(expected)));
      });
    }
    const [first, second] = createLogarithms(4, kernels)(Float32Array.of(9, 1, 2, 9), 1, 3, 1e-10, 0);
    expect([first, second]).toEqual([0, Math.log(2)]);
  });

  it('products with moved windows, to the last bit, in any order of sizes', () => {
    const samples = roughNoise(4000, 7);
    const products = createLagProducts(kernels);
    for (const [from, length, firstShift, count] of [[1000, 100, 80, 47], [1000, 100, -127, 48], [500, 700, -500, 1], [900, 3, 2, 5], [0, 1000, 1, 2000]] as const) {
      const expected = plainLagProducts(samples, from, length, firstShift, count);
      expect([...products(samples, from, length, firstShift, count).subarray(0, count)]).toEqual([...expected]);
    }
  });

  it('the bands\' peaks over their valleys, at rates that cut bands off and in clips of any number of frames', () => {
    const set = featureSetById('rich/contrast');
    for (const rate of [1000, 8000, 16_000, 48_000]) {
      for (const samples of [roughNoise(30_000, 3), roughNoise(1000, 3), voiceSamples('low').subarray(0, 20_000), silence(5000), Float32Array.of(0.25)]) {
        const found = createFeatureExtraction(set, rate, kernels)(samples);
        // Levels of means of powers that were summed in float32.
        createFeatureExtraction(set, rate)(samples).forEach((value, i) => expect(Math.abs(found[i]! - value), `${columnsOf(set)[i]} at ${rate} Hz`).toBeLessThanOrEqual(1e-4));
      }
    }
  });

  it.each(['low', 'high'] as const)('the whole vector of a %s voice', (name) => {
    const set = featureSetById('rich');
    const samples = voiceSamples(name);
    const found = createClipExtraction(set, 16_000, 16_000, kernels)(samples);
    const expected = createClipExtraction(set, 16_000, 16_000)(samples);
    // Powers are equal to 2e-7 of the frame's largest; a level of what lies 80 dB below it moves by some tenths of a per mille.
    expected.forEach((value, i) => expect(Math.abs(found[i]! - value), columnsOf(set)[i]).toBeLessThanOrEqual(2e-3 * Math.max(1, Math.abs(value))));
  });
});
