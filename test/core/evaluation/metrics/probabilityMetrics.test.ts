import { describe, expect, it } from 'vitest';
import { calibrationBin, calibrationError, reliabilityCurve } from '../../../../src/core/evaluation/metrics/calibration.ts';
import { probabilityFigures } from '../../../../src/core/evaluation/metrics/probabilityFigures.ts';
import { brierScore, logLoss, topAccuracy } from '../../../../src/core/evaluation/metrics/probabilityMetrics.ts';
import { confidences, type ProbabilityTable } from '../../../../src/core/evaluation/metrics/probabilityTable.ts';
import { rankRows, rocAuc } from '../../../../src/core/evaluation/metrics/rocAuc.ts';
import { correctOf, expectClose, goldens, tableOf } from '../probabilityGoldens.ts';

const table = (trueClasses: number[], ...rows: number[][]): ProbabilityTable => ({ trueClasses: Int32Array.from(trueClasses), probabilities: Float64Array.from(rows.flat()), nClasses: rows[0]?.length ?? 2 });

describe(`metrics of probabilities equal scikit-learn ${goldens.sklearn} to 1e-12`, () => {
  it.each(goldens.cases.map((golden, i) => [i, golden] as const))('case %i', (_, golden) => {
    const of = tableOf(golden);
    golden.top.forEach((expected, i) => expectClose(topAccuracy(of, i + 1), expected, `top ${i + 1}`));
    expectClose(logLoss(of), golden.logLoss, 'log-loss');
    expectClose(brierScore(of), golden.brier, 'Brier');
    const curve = reliabilityCurve(confidences(of), correctOf(of));
    expect(curve.map(({ nClips }) => nClips)).toEqual(golden.curve.map(({ nClips }) => nClips));
    curve.forEach(({ confidence, accuracy }, b) => {
      expectClose(confidence, golden.curve[b]!.confidence, 'confidence');
      expectClose(accuracy, golden.curve[b]!.accuracy, 'accuracy');
    });
    expectClose(calibrationError(curve), golden.calibrationError, 'calibration error');
    golden.rocAuc.forEach((expected, k) => (expected === null ? expect(rocAuc(rankRows(of, k))).toBeNaN() : expectClose(rocAuc(rankRows(of, k)), expected, `area ${k}`)));
  });
});

describe('metrics of probabilities', () => {
  it('top-1 is the accuracy of the first largest, also among equal ones', () => {
    const tied = table([0, 1, 1, 2], [0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.4, 0.2, 0.4], [0.4, 0.2, 0.4]);
    expect(topAccuracy(tied, 1)).toBe(1 / 4);
    expect(topAccuracy(tied, 2)).toBe(3 / 4);
    expect(topAccuracy(tied, 3)).toBe(1);
  });

  it('a class held impossible costs −ln of the machine’s epsilon, a sure right answer next to nothing', () => {
    expect(logLoss(table([0], [0, 1]))).toBeCloseTo(52 * Math.LN2, 12);
    expect(logLoss(table([1], [0, 1]))).toBe(-Math.log(1 - Number.EPSILON));
    expect([brierScore(table([0], [0, 1])), brierScore(table([1], [0, 1]))]).toEqual([2, 0]);
  });

  it('nothing predicted is 0, not NaN', () => {
    const nothing = table([]);
    expect([topAccuracy(nothing, 2), logLoss(nothing), brierScore(nothing), calibrationError(reliabilityCurve(new Float64Array(), new Uint8Array()))]).toEqual([0, 0, 0, 0]);
  });

  it('a confidence on the edge of two bins is in the lower', () => {
    expect([0, 0.1, 0.1000001, 0.3, 0.6, 0.7, 0.95, 1].map((value) => calibrationBin(value))).toEqual([0, 0, 1, 2, 5, 6, 9, 9]);
  });

  it('the area under the curve of a perfect, a useless and a contrary ranking is 1, ½ and 0', () => {
    const ranking = (values: number[]) => rocAuc(rankRows(table([0, 0, 1, 1], ...values.map((p) => [p, 1 - p])), 0));
    expect([ranking([0.9, 0.8, 0.2, 0.1]), ranking([0.5, 0.5, 0.5, 0.5]), ranking([0.1, 0.2, 0.8, 0.9])]).toEqual([1, 0.5, 0]);
  });

  it('weights count a row as often as they say', () => {
    const golden = goldens.cases[1]!;
    const of = tableOf(golden);
    const weights = Float64Array.from(of.trueClasses, (_, row) => row % 3);
    const rows = Array.from(of.trueClasses.keys()).flatMap((row) => Array<number>(row % 3).fill(row));
    const repeated: ProbabilityTable = { nClasses: 8, trueClasses: Int32Array.from(rows, (row) => of.trueClasses[row]!), probabilities: Float64Array.from(rows.flatMap((row) => Array.from(of.probabilities.subarray(row * 8, row * 8 + 8)))) };
    for (let k = 0; k < 8; k++) expectClose(rocAuc(rankRows(of, k), weights), rocAuc(rankRows(repeated, k)));
  });
});

describe('probabilityFigures', () => {
  const golden = goldens.cases[2]!;
  const classes = ['a', 'b', 'c', 'd', 'e'];
  const of = tableOf(golden);

  it('has each figure under its name, null where a class does not occur', () => {
    const figures = probabilityFigures(of, classes, correctOf(of), 'estimated');
    expectClose(figures.rocAuc.macro, golden.macroRocAuc);
    expect(figures.rocAuc.perClass['c']).toBeNull();
    expectClose(figures.top2Accuracy, golden.top[1]!);
    expectClose(figures.logLoss, golden.logLoss);
    expectClose(figures.brier, golden.brier);
    expectClose(figures.calibration?.error, golden.calibrationError);
    expectClose(figures.calibration?.logLossAtTemperature, golden.logLossAtTemperature);
  });

  it('has of scores only what their order tells', () => {
    expect(Object.keys(probabilityFigures(of, classes, correctOf(of), 'scores'))).toEqual(['probabilities', 'top2Accuracy', 'rocAuc']);
  });
});
