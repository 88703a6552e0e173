import { describe, expect, it } from 'vitest';
import type { SampleSource } from '../../../src/core/audio/sampleSource.ts';
import { createClipExtraction, extractFromSource } from '../../../src/core/features/clipExtraction.ts';
import { conventional } from '../../../src/core/features/featureSet.ts';
import { MAX_RESIDENT_FRAMES } from '../../../src/core/features/residentExtraction.ts';
import { HOP_LENGTH } from '../../../src/core/features/frameGrid.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';
import { roughNoise } from './signals.ts';

const kernels = await kernelsUnderTest('features');

/** A source over samples in memory, in blocks of changing size; counts how often it is read. */
function sourceOf(samples: Float32Array, sampleRate: number, sizes: readonly number[], declared = samples.length): SampleSource & { nReads: number } {
  const source = {
    sampleRate,
    nSamples: declared,
    nReads: 0,
    async *blocks(): AsyncGenerator<Float32Array> {
      source.nReads++;
      for (let at = 0, i = 0; at < samples.length; i++) {
        const size = sizes[i % sizes.length]!;
        yield samples.slice(at, at + size);
        at += size;
      }
    },
  };
  return source;
}

/** Chunks' means and squares are merged in float64, and every value in them is the same: only float64 rounding is left. */
function expectSame(actual: Float32Array, expected: Float32Array): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value), `value ${i}`).toBeLessThanOrEqual(2e-7 * Math.max(1, Math.abs(value))));
}

describe('a clip that is read in blocks', () => {
  it.each([[1], [511, 3, 65_536], [65_536]])('gives the vector of the whole clip (blocks of %i …)', async (...sizes) => {
    for (const [from, to, n] of [[48_000, 22_050, 30_001], [22_050, 22_050, 5000]] as const) {
      const samples = roughNoise(n, n);
      const source = sourceOf(samples, from, sizes);
      expectSame(await extractFromSource(conventional, source, to, kernels), createClipExtraction(conventional, from, to, kernels)(samples));
      expect(source.nReads).toBe(1);
    }
  });

  // The seams: a clip that just fits, one frame more, and one with a last chunk of few frames.
  it.each([0, 1, 2, 5, 700])('that is %i frames longer than what is kept gives what the twin gives', async (extra) => {
    const samples = roughNoise((MAX_RESIDENT_FRAMES + extra - 1) * HOP_LENGTH + 17, extra);
    const source = sourceOf(samples, 16_000, [60_000]);
    const streamed = await extractFromSource(conventional, source, 16_000, kernels);
    expect(source.nReads).toBe(extra === 0 ? 1 : 3);
    expectSame(createClipExtraction(conventional, 16_000, 16_000, kernels)(samples), streamed);
    const twin = createClipExtraction(conventional, 16_000, 16_000)(samples);
    const families = [80, 24, 14, 2, 2];
    let at = 0;
    for (const size of families) {
      const scale = Math.max(...twin.subarray(at, at + size).map(Math.abs));
      for (let i = at; i < at + size; i++) expect(Math.abs(streamed[i]! - twin[i]!) / scale, `value ${i}`).toBeLessThan(2e-6);
      at += size;
    }
  });

  it('keeps the ends of a negative clip free of crossings that are not there', async () => {
    const samples = new Float32Array((MAX_RESIDENT_FRAMES + 3) * HOP_LENGTH).fill(-0.25);
    const vector = await extractFromSource(conventional, sourceOf(samples, 22_050, [65_536]), 22_050, kernels);
    expect([vector[118], vector[119]]).toEqual([0, 0]);
  });

  it('is extracted by the twins where there are no kernels', async () => {
    const samples = roughNoise(4000, 1);
    expect(await extractFromSource(conventional, sourceOf(samples, 48_000, [1000]), 22_050)).toEqual(createClipExtraction(conventional, 48_000, 22_050)(samples));
  });

  it('is refused when it ends early, goes on too long, is empty or holds NaN', async () => {
    const samples = roughNoise(5000, 2);
    for (const used of [kernels, undefined]) {
      for (const declared of [4999, 5001]) {
        await expect(extractFromSource(conventional, sourceOf(samples, 22_050, [1000], declared), 22_050, used)).rejects.toMatchObject({ code: 'wav-truncated' });
      }
      await expect(extractFromSource(conventional, sourceOf(new Float32Array(), 22_050, [1]), 22_050, used)).rejects.toMatchObject({ code: 'audio-empty' });
      const bad = Float32Array.from(samples, (x, i) => (i === 4321 ? NaN : x));
      await expect(extractFromSource(conventional, sourceOf(bad, 22_050, [1000]), 22_050, used)).rejects.toThrow('Sample 4321 is NaN');
    }
  });
});
