import { describe, expect, it } from 'vitest';
import type { LossCurve } from '../../../../src/core/learn/lossCurve.ts';
import { meanLosses, tableRows } from '../../../../src/webviews/results/losses/meanLosses.ts';

const long: LossCurve = { rounds: [0, 1, 2, 3, 4], training: [2, 1.5, 1, 0.8, 0.5], validation: [2, 1.8, 1.6, 1.7, 1.9], kept: 2 };
const short: LossCurve = { rounds: [0, 1, 2], training: [1.8, 1.1, 0.4], validation: [2, 1.4, 1.8], kept: 1 };

describe('meanLosses', () => {
  it('are over all folds, as far as the shortest of them goes', () => {
    const means = meanLosses([long, short]);
    expect(means.map(({ round }) => round)).toEqual([0, 1, 2]);
    expect(means[1]?.training).toEqual({ mean: 1.3, lowest: 1.1, highest: 1.5 });
    expect(means[2]?.validation).toMatchObject({ mean: expect.closeTo(1.7, 12) as number, lowest: 1.6, highest: 1.8 });
  });

  it('have the rounds that folds of different lengths both kept', () => {
    const thin = (every: number): LossCurve => ({ rounds: [0, 1, 2, 3, 4].map((i) => i * every), training: [4, 3, 2, 1, 0] });
    expect(meanLosses([thin(2), thin(3)]).map(({ round, training }) => [round, training.mean])).toEqual([[0, 4], [6, 1.5]]);
  });

  it('have no validation where a fold has none, and are none of no curve', () => {
    const { rounds, training } = short;
    expect(meanLosses([long, { rounds, training }]).every(({ validation }) => validation === undefined)).toBe(true);
    expect(meanLosses([])).toEqual([]);
  });
});

describe('tableRows', () => {
  const of = (n: number) => Array.from({ length: n + 1 }, (_, round) => ({ round, training: { mean: 1, lowest: 1, highest: 1 } }));

  it('are at even steps, with the last', () => {
    expect(tableRows(of(100)).map(({ round }) => round)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(tableRows(of(37)).map(({ round }) => round)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 37]);
    expect(tableRows(of(3)).map(({ round }) => round)).toEqual([0, 1, 2, 3]);
    expect(tableRows([])).toEqual([]);
  });

  it('are those nearest to even steps (of two the earlier), each once, where not every round is there', () => {
    const eighths = of(500).filter(({ round }) => round % 8 === 0);
    expect(tableRows(eighths).map(({ round }) => round)).toEqual([0, 48, 96, 152, 200, 248, 296, 352, 400, 448, 496]);
  });
});
