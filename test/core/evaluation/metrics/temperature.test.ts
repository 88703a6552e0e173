import { describe, expect, it } from 'vitest';
import { logLoss } from '../../../../src/core/evaluation/metrics/probabilityMetrics.ts';
import type { ProbabilityTable } from '../../../../src/core/evaluation/metrics/probabilityTable.ts';
import { applyTemperature, fitTemperature } from '../../../../src/core/evaluation/metrics/temperature.ts';
import { expectClose, goldens, predictedOf, tableOf } from '../probabilityGoldens.ts';

const at = (table: ProbabilityTable, temperature: number): ProbabilityTable => ({ ...table, probabilities: applyTemperature(table.probabilities, table.nClasses, temperature) });

describe(`temperature scaling against scipy ${goldens.scipy}`, () => {
  // Where the slope is 0 it is so to its own rounding, about 1e-15 of the logits' size over the curvature: 1e-10 of T.
  it.each(goldens.cases.map((golden, i) => [i, golden] as const))('case %i: temperature to 1e-10, log-loss to 1e-12', (_, golden) => {
    const table = tableOf(golden);
    const temperature = fitTemperature(table);
    expect(Math.abs(temperature / golden.temperature - 1)).toBeLessThan(1e-10);
    expectClose(logLoss(at(table, temperature)), golden.logLossAtTemperature);
  });

  it.each(goldens.cases.map((golden, i) => [i, golden] as const))('case %i: no temperature nearby is better, and every prediction stays', (_, golden) => {
    const table = tableOf(golden);
    const temperature = fitTemperature(table);
    const best = logLoss(at(table, temperature));
    for (const factor of [0.9, 0.99, 1.01, 1.1]) expect(logLoss(at(table, temperature * factor))).toBeGreaterThan(best);
    expect(predictedOf(at(table, temperature))).toEqual(predictedOf(table));
  });

  it('undoes a temperature', () => {
    const table = tableOf(goldens.cases[1]!);
    expect(fitTemperature(at(table, 3)) * 3).toBeCloseTo(fitTemperature(table), 9);
    at(at(table, 3), 1 / 3).probabilities.forEach((p, i) => expect(p).toBeCloseTo(table.probabilities[i]!, 12));
  });

  it('rows sum to 1, also with impossible classes', () => {
    const { probabilities } = at({ nClasses: 3, trueClasses: Int32Array.of(0), probabilities: Float64Array.of(1, 0, 0) }, 0.01);
    expect(Array.from(probabilities)).toEqual([1, 0, 0]);
  });

  it('stays within its bounds where there is no best one', () => {
    const of = (trueClasses: number[], probabilities: number[]): ProbabilityTable => ({ nClasses: 2, trueClasses: Int32Array.from(trueClasses), probabilities: Float64Array.from(probabilities) });
    expect(fitTemperature(of([0, 1], [0.6, 0.4, 0.4, 0.6]))).toBe(0.01);
    expect(fitTemperature(of([1, 0], [0.6, 0.4, 0.4, 0.6]))).toBe(100);
    expect(fitTemperature(of([1, 0], [0.5, 0.5, 0.5, 0.5]))).toBe(1);
    expect(() => fitTemperature(of([], []))).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
  });
});
