import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CalibrationBin } from '../../../src/core/evaluation/metrics/calibration.ts';
import type { ProbabilityTable } from '../../../src/core/evaluation/metrics/probabilityTable.ts';

interface Case {
  readonly nClasses: number;
  readonly true: number[];
  readonly probabilities: number[];
  readonly top: number[];
  readonly logLoss: number;
  readonly brier: number;
  readonly calibrationError: number;
  readonly curve: Omit<CalibrationBin, 'from' | 'to'>[];
  readonly rocAuc: (number | null)[];
  readonly macroRocAuc: number;
  readonly temperature: number;
  readonly logLossAtTemperature: number;
  readonly abstention: { readonly asked: number; readonly found: { threshold: number; precision: number; coverage: number } | null }[];
}

interface Goldens {
  readonly sklearn: string;
  readonly scipy: string;
  readonly cases: Case[];
  readonly bootstraps: { nClasses: number; seed: number; nDraws: number; speakers: string[]; true: number[]; probabilities: number[]; nClusters: number; intervals: Record<string, [number, number] | null> }[];
  readonly mcnemar: { b: number; c: number; statistic: number | null; pValue: number }[];
  readonly tTests: { first: number[]; second: number[]; testToTrain: number; statistic: number; pValue: number }[];
  readonly studentTails: { t: number; degrees: number; pValue: number }[];
  readonly chiSquaredTails: { x: number; pValue: number }[];
}

/** Made by test/golden/metrics/makeProbabilities.py. */
export const goldens = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/metrics/probabilities.json'), 'utf8')) as Goldens;

export const tableOf = (golden: Pick<Case, 'nClasses' | 'true' | 'probabilities'>): ProbabilityTable => ({ nClasses: golden.nClasses, trueClasses: Int32Array.from(golden.true), probabilities: Float64Array.from(golden.probabilities) });

/** The first largest of each row. */
export const predictedOf = ({ probabilities, nClasses, trueClasses }: ProbabilityTable): Int32Array =>
  trueClasses.map((_, row) => {
    const own = probabilities.subarray(row * nClasses, (row + 1) * nClasses);
    return own.indexOf(Math.max(...own));
  });

export const correctOf = (table: ProbabilityTable): Uint8Array => Uint8Array.from(predictedOf(table), (k, row) => (k === table.trueClasses[row] ? 1 : 0));

/** Equal to 1e-12 of the larger of 1 and the value: sums of some hundred terms in another order. */
export function expectClose(actual: number | null | undefined, expected: number | null, what = ''): void {
  if (expected === null) return expect(actual, what).toBeNull();
  expect(Math.abs((actual ?? NaN) - expected), `${what}: ${actual} is not ${expected}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}
