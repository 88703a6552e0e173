import { describe, expect, it } from 'vitest';
import type { FitProgress, RoundLosses } from '../../../src/core/learn/classifier.ts';
import { lossCurveOf, notingLosses } from '../../../src/core/learn/lossCurve.ts';
import { runFit } from './syntheticSet.ts';

const falling = (n: number): RoundLosses[] => Array.from({ length: n + 1 }, (_, round) => ({ round, training: 2 / (round + 1) }));

describe('lossCurveOf', () => {
  it('has the losses before the first round and after each', () => {
    expect(lossCurveOf(falling(3))).toEqual({ rounds: [0, 1, 2, 3], training: [2, 1, 0.6667, 0.5] });
  });

  it('is none of a learner without rounds', () => {
    expect(lossCurveOf([])).toBeUndefined();
    expect(lossCurveOf(falling(0))).toBeUndefined();
  });

  it('keeps as many rounds as the model had when the validation loss was first lowest, and never none', () => {
    const validated = (...values: readonly number[]): number | undefined => lossCurveOf(values.map((validation, round) => ({ round, training: 1, validation })))?.kept;
    expect(validated(2, 1.5, 1.2, 1.2, 1.4)).toBe(2);
    expect(validated(1, 2, 3)).toBe(1);
  });

  it('has rounds in common with shorter and longer ones', () => {
    const [short, long] = [137, 450].map((n) => lossCurveOf(falling(n))?.rounds ?? []);
    expect(short?.filter((round) => long?.includes(round)).at(-1)).toBe(136);
    expect(lossCurveOf(falling(300))?.rounds).toEqual(expect.arrayContaining([50, 100, 150, 200, 250, 300]));
  });

  it('thins many rounds evenly, but for the last and the one that is kept', () => {
    const long = falling(1001).map((losses): RoundLosses => ({ ...losses, validation: Math.abs(losses.round - 333) / 1000 }));
    const curve = lossCurveOf(long);
    expect(curve?.kept).toBe(333);
    expect(curve?.rounds.slice(0, 3)).toEqual([0, 8, 16]);
    expect(curve?.rounds).toContain(333);
    expect(curve?.rounds.at(-1)).toBe(1001);
    expect(curve?.rounds).toEqual(curve?.rounds.toSorted((a, b) => a - b));
    expect(curve?.rounds.length).toBeLessThanOrEqual(152);
    expect([curve?.training.length, curve?.validation?.length]).toEqual([curve?.rounds.length, curve?.rounds.length]);
  });
});

describe('notingLosses', () => {
  it('notes each round once, and leaves what is reported and returned as it is', () => {
    const reports: FitProgress[] = [0, 0, 1, 1].map((round): FitProgress => ({ done: round, total: 2, unit: 'round', losses: { round, training: 1 } }));
    function* fit(): Generator<FitProgress, string> {
      yield { done: 0, total: 2, unit: 'round' };
      yield* reports;
      return 'model';
    }
    const noted: RoundLosses[] = [];
    const seen = runFit(notingLosses(fit(), noted));
    expect(seen.model).toBe('model');
    expect(seen.reports.slice(1)).toEqual(reports);
    expect(noted.map(({ round }) => round)).toEqual([0, 1]);
  });
});
