import { describe, expect, it } from 'vitest';
import { createRealFft, realFft } from '../../../src/core/signal/fft.ts';
import { createRandom } from '../../../src/core/learn/random.ts';

function transform(frame: Float64Array): { re: Float64Array; im: Float64Array } {
  const plan = createRealFft(frame.length);
  const re = new Float64Array(plan.nBins);
  const im = new Float64Array(plan.nBins);
  realFft(plan, frame, re, im);
  return { re, im };
}

describe('realFft', () => {
  it.each([8, 16, 32, 64, 128, 2048])('equals the defining sum for %i random values', (size) => {
    const random = createRandom(size);
    const frame = Float64Array.from({ length: size }, () => random.normal());
    const { re, im } = transform(frame);
    for (let k = 0; k <= size / 2; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = 0; n < size; n++) {
        sumRe += frame[n]! * Math.cos((2 * Math.PI * ((k * n) % size)) / size);
        sumIm -= frame[n]! * Math.sin((2 * Math.PI * ((k * n) % size)) / size);
      }
      // Rounding of `size` additions of values of order 1.
      expect(Math.abs(re[k]! - sumRe)).toBeLessThan(1e-12 * size);
      expect(Math.abs(im[k]! - sumIm)).toBeLessThan(1e-12 * size);
    }
  });

  it('puts a sine on a bin into that bin alone, and leaves its input alone', () => {
    const frame = Float64Array.from({ length: 1024 }, (_, n) => Math.sin((2 * Math.PI * 37 * n) / 1024));
    const before = frame.slice();
    const { re, im } = transform(frame);
    expect(frame).toEqual(before);
    for (let k = 0; k < re.length; k++) expect(Math.hypot(re[k]!, im[k]!)).toBeCloseTo(k === 37 ? 512 : 0, 9);
  });

  it('refuses a size that is no power of two', () => {
    expect(() => createRealFft(1000)).toThrow(RangeError);
    expect(() => createRealFft(4)).toThrow(RangeError);
  });
});
