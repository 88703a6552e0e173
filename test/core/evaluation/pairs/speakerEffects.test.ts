import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../../src/core/evaluation/pairs/holm.ts';
import { separatingFeatures } from '../../../../src/core/evaluation/pairs/separatingFeatures.ts';
import { speakerEffects } from '../../../../src/core/evaluation/pairs/speakerEffects.ts';
import { matrixOf, syntheticSet, type SetDescription } from '../../learn/syntheticSet.ts';

const golden = JSON.parse(readFileSync(new URL('../../../golden/pairs/effects.json', import.meta.url), 'utf8')) as { set: SetDescription; pair: [number, number]; nSpeakers: number; d: number[]; p: number[] };
const { train } = syntheticSet(golden.set);
const speakers = train.y.map((k, i) => {
  const speaker = (Math.floor(i / 5) % 9) - 1;
  return speaker === 2 && k === golden.pair[1] ? -1 : speaker;
});

describe('speakerEffects', () => {
  it('is what numpy and scipy say to 1e-12: d within speakers, t-tests of their differences, Holm', () => {
    const { nSpeakers, d, p } = speakerEffects(train.X, train.y, speakers, golden.pair)!;
    expect(nSpeakers).toBe(golden.nSpeakers);
    golden.d.forEach((value, j) => expect(d[j]).toBeCloseTo(value, 12));
    golden.p.forEach((value, j) => expect(p![j]).toBeCloseTo(value, 12));
  });

  it('changes its sign with the order of the pair', () => {
    const { d } = speakerEffects(train.X, train.y, speakers, [golden.pair[1], golden.pair[0]])!;
    golden.d.forEach((value, j) => expect(d[j]).toBeCloseTo(-value, 12));
  });

  it('is blind to what makes voices differ', () => {
    // Whole numbers, so that float32 adds them exactly.
    const X = { ...train.X, data: train.X.data.map((value) => Math.round(100 * value)) };
    const moved = { ...X, data: X.data.map((value, i) => value + 5000 * speakers[Math.floor(i / 8)]!) };
    const [still, shifted] = [X, moved].map((rows) => speakerEffects(rows, train.y, speakers, golden.pair)!);
    shifted!.d.forEach((value, j) => expect(value).toBeCloseTo(still!.d[j]!, 9));
  });

  it('counts every speaker alike, by hand', () => {
    // Speaker 0: means 2 and 0; speaker 1, of more clips: 4 and 3. Squares 2 and 4 over 1 and 3 degrees of freedom.
    const X = matrixOf([[1], [3], [0], [3], [3], [5], [5], [3]]);
    const y = Int32Array.of(0, 0, 1, 0, 0, 0, 0, 1);
    const { d, p, nSpeakers } = speakerEffects(X, y, Int32Array.of(0, 0, 0, 1, 1, 1, 1, 1), [0, 1])!;
    expect(nSpeakers).toBe(2);
    expect(d[0]).toBeCloseTo(1.5 / Math.sqrt(6 / 4), 12);
    // t = 1.5 / (√0.5 / √2) = 3 with one degree of freedom: p = 1 − 2 atan(3) / π.
    expect(p![0]).toBeCloseTo(1 - (2 * Math.atan(3)) / Math.PI, 12);
  });

  it('has no p for one speaker, 0 for a constant column, and nothing where nobody can be compared with himself', () => {
    const X = matrixOf([[1, 7], [3, 7], [5, 7], [8, 7]]);
    const y = Int32Array.of(0, 0, 1, 1);
    const one = speakerEffects(X, y, Int32Array.of(4, 4, 4, 4), [0, 1])!;
    expect(one).not.toHaveProperty('p');
    expect(one.d[1]).toBe(0);
    expect(separatingFeatures(['a', 'b'], one, 1)).toEqual([{ column: 'a', d: one.d[0], p: null }]);
    expect(speakerEffects(X, y, Int32Array.of(0, 0, 1, 1), [0, 1])).toBeUndefined();
    expect(speakerEffects(X, y, Int32Array.of(-1, -1, -1, -1), [0, 1])).toBeUndefined();
    // One clip of each: a difference without a spread.
    expect(speakerEffects(X, y, Int32Array.of(0, -1, 0, -1), [0, 1])).toBeUndefined();
  });
});

it('the features of the largest effects come first, whatever their sign; of equal ones the earlier', () => {
  const found = separatingFeatures(['a', 'b', 'c', 'd'], { nSpeakers: 3, d: Float64Array.of(0.5, -2, 2, 1), p: Float64Array.of(1, 0.01, 0.02, 0.2) }, 3);
  expect(found).toEqual([{ column: 'b', d: -2, p: 0.01 }, { column: 'c', d: 2, p: 0.02 }, { column: 'd', d: 1, p: 0.2 }]);
});

it('Holm multiplies the smallest by all, the next by one less, never falls and never exceeds 1', () => {
  const corrected = [...holm(Float64Array.of(0.04, 0.01, 0.03, 0.9, 0.011))];
  [0.09, 0.05, 0.09, 0.9, 0.05].forEach((value, i) => expect(corrected[i]).toBeCloseTo(value, 12));
  expect([...holm(Float64Array.of(0.6, 0.5))]).toEqual([1, 1]);
});
