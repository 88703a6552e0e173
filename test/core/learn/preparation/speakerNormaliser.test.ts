import { describe, expect, it } from 'vitest';
import { MIN_CLIPS_A_SPEAKER, normaliseBySpeaker } from '../../../../src/core/learn/preparation/speakerNormaliser.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';

const N = MIN_CLIPS_A_SPEAKER;
const random = createRandom(1);
const speakers = Array.from({ length: 3 * N }, (_, row) => 'abc'[row % 3]!);
const shift = { a: 100, b: -5, c: 0 } as Record<string, number>;
const X = { data: Float32Array.from({ length: 3 * N * 2 }, (_, i) => (i % 2 ? 0.1 : shift[speakers[i >> 1]!]! + 3 * random.normal())), nRows: 3 * N, nColumns: 2 };

describe('normaliseBySpeaker', () => {
  const { data } = normaliseBySpeaker(X, speakers);
  const column = (of: Float32Array, speaker: string, j: number): number[] => speakers.flatMap((name, row) => (name === speaker ? [of[2 * row + j]!] : []));

  it('gives every speaker mean 0 and spread 1, and 0 for what does not vary', () => {
    for (const speaker of ['a', 'b', 'c']) {
      const values = column(data, speaker, 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / N;
      expect(mean).toBeCloseTo(0, 5);
      expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N).toBeCloseTo(1, 5);
      expect(column(data, speaker, 1)).toEqual(Array(N).fill(0));
    }
  });

  it('measures a speaker against himself alone', () => {
    const changed = X.data.map((value, i) => (speakers[i >> 1] === 'b' ? value * 7 - 2 : value));
    expect(column(normaliseBySpeaker({ ...X, data: changed }, speakers).data, 'a', 0)).toEqual(column(data, 'a', 0));
  });

  it('refuses an unknown speaker, and one with too few clips, with the numbers', () => {
    expect(() => normaliseBySpeaker(X, speakers.map((name, row) => (row === 4 ? '' : name)))).toThrow(expect.objectContaining({ code: 'too-few-speakers', message: expect.stringMatching(/speaker of 1 of 36 clips is unknown/) as string }));
    expect(() => normaliseBySpeaker(X, speakers.map((name, row) => (row === 4 ? 'd' : name)))).toThrow(/Speaker b has 11 clips; .* at least 12|Speaker d has 1 clip; .* at least 12/);
  });
});
