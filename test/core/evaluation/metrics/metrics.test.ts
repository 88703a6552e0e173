import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accuracy, classFigures, confusionMatrix, macroF1, rowShares, uar } from '../../../../src/core/evaluation/metrics/metrics.ts';

interface Case {
  readonly nClasses: number;
  readonly true: number[];
  readonly predicted: number[];
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  readonly precision: number[];
  readonly recall: number[];
  readonly f1: number[];
  readonly support: number[];
  readonly confusionMatrix: number[][];
  readonly confusionShares: number[][];
}

const { sklearn, cases } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../golden/metrics/metrics.json'), 'utf8')) as { sklearn: string; cases: Case[] };

describe(`metrics equal scikit-learn ${sklearn} to 1e-12`, () => {
  it.each(cases.map((golden, i) => [i, golden] as const))('case %i', (_, golden) => {
    const matrix = confusionMatrix(golden.true, golden.predicted, golden.nClasses);
    const figures = classFigures(matrix);
    expect(matrix).toEqual(golden.confusionMatrix);
    rowShares(matrix).forEach((row, k) => row.forEach((value, other) => expect(value).toBeCloseTo(golden.confusionShares[k]![other]!, 12)));
    expect(figures.map(({ support }) => support)).toEqual(golden.support);
    for (const name of ['precision', 'recall', 'f1'] as const) figures.forEach((figure, k) => expect(figure[name]).toBeCloseTo(golden[name][k]!, 12));
    expect(accuracy(matrix)).toBeCloseTo(golden.accuracy, 12);
    expect(uar(figures)).toBeCloseTo(golden.uar, 12);
    expect(macroF1(matrix, figures)).toBeCloseTo(golden.macroF1, 12);
  });

  it('nothing predicted is 0, not NaN', () => {
    const matrix = confusionMatrix([], [], 2);
    expect([accuracy(matrix), uar(classFigures(matrix)), macroF1(matrix, classFigures(matrix))]).toEqual([0, 0, 0]);
  });
});
