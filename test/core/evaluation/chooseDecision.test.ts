import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answeredShare, chooseDecision, crossFit, type OutOfFoldRows } from '../../../src/core/evaluation/chooseDecision.ts';
import type { DecisionFigures } from '../../../src/core/model/decision.ts';
import { expectClose } from './probabilityGoldens.ts';

interface Golden {
  readonly nClasses: number;
  readonly true: number[];
  readonly folds: number[];
  readonly probabilities: number[];
  readonly decisions: { readonly precision: number | null; readonly temperature: number; readonly threshold: number | null; readonly heldOut: DecisionFigures }[];
}

/** Made by test/golden/metrics/makeDecisions.py. */
const goldens = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/metrics/decisions.json'), 'utf8')) as { sklearn: string; scipy: string; cases: Golden[] };

const rowsOf = (golden: Golden): OutOfFoldRows => ({ nClasses: golden.nClasses, trueClasses: Int32Array.from(golden.true), folds: Int32Array.from(golden.folds), probabilities: Float64Array.from(golden.probabilities) });

const cases = goldens.cases.flatMap((golden, i) => golden.decisions.map((expected) => [i, expected.precision, golden, expected] as const));

/** A temperature is good to 1e-10 of itself, and figures made with it likewise. */
const expectNear = (actual: number | undefined, expected: number): void => expect(Math.abs((actual ?? NaN) - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe(`decisions against scipy ${goldens.scipy} and scikit-learn ${goldens.sklearn}`, () => {
  it.each(cases)('case %i, precision %s: cross-fitted figures', (_, precision, golden, { heldOut }) => {
    const found = crossFit(rowsOf(golden), precision ?? undefined);
    expectClose(found.logLoss.before, heldOut.logLoss.before);
    expectNear(found.logLoss.after, heldOut.logLoss.after);
    expectClose(found.calibrationError.before, heldOut.calibrationError.before);
    expectNear(found.calibrationError.after, heldOut.calibrationError.after);
    expectClose(found.accuracy, heldOut.accuracy);
    expect(found.answered === undefined).toBe(precision === null);
    if (heldOut.answered) {
      expectClose(found.answered?.precision, heldOut.answered.precision);
      expectClose(found.answered?.coverage, heldOut.answered.coverage);
    }
  });

  it.each(cases)('case %i, precision %s: temperature and threshold', (_, precision, golden, { temperature, threshold, heldOut }) => {
    const rows = rowsOf(golden);
    if (precision !== null && threshold === null) {
      expect(() => chooseDecision(rows, precision)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
      return;
    }
    const found = chooseDecision(rows, precision ?? undefined);
    expectNear(found.temperature, temperature);
    expectClose(found.heldOut.accuracy, heldOut.accuracy);
    if (precision === null) expect(found).not.toHaveProperty('threshold');
    else {
      expect(found.precision).toBe(precision);
      expectNear(found.threshold, threshold ?? NaN);
    }
  });
});

describe('chooseDecision', () => {
  const rows = (nFolds: number): OutOfFoldRows => {
    // Of the four rows of a fold the surest is wrong.
    const own = [0.9, 0.8, 0.7, 0.6].flatMap((p) => [p, 1 - p]);
    const truth = [1, 0, 0, 0];
    const all = Array.from({ length: nFolds }, (_, fold) => fold);
    return { nClasses: 2, probabilities: Float64Array.from(all.flatMap(() => own)), trueClasses: Int32Array.from(all.flatMap(() => truth)), folds: Int32Array.from(all.flatMap((fold) => [fold, fold, fold, fold])) };
  };

  it('answers every row where that is good enough', () => {
    expect(chooseDecision(rows(3), 0.75)).toMatchObject({ threshold: 0, precision: 0.75, heldOut: { accuracy: 0.75, answered: { precision: 0.75, coverage: 1 } } });
  });

  it('says what can be reached where the precision cannot', () => {
    expect(() => chooseDecision(rows(3), 0.9)).toThrow('No threshold of the confidence reaches the precision 0.9 on held-out speakers: the largest is 0.750, with 12 of 12 clips answered. Ask for less, or for none.');
  });

  it('refuses a single fold, on which nothing could be judged, and a precision out of range', () => {
    expect(() => chooseDecision(rows(1))).toThrow(expect.objectContaining({ code: 'cv-invalid', message: expect.stringMatching(/there is 1 fold, and at least 2 are needed/) as string }));
    expect(() => chooseDecision(rows(0))).toThrow(expect.objectContaining({ code: 'cv-invalid' }));
    expect(() => chooseDecision(rows(2), 1.5)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });

  it('does not let a fold choose for itself', () => {
    // The two folds disagree: in one the sure answers are right, in the other they are wrong.
    const table: OutOfFoldRows = { nClasses: 2, probabilities: Float64Array.from([0.9, 0.1, 0.6, 0.4, 0.9, 0.1, 0.6, 0.4]), trueClasses: Int32Array.of(0, 1, 1, 0), folds: Int32Array.of(0, 0, 1, 1) };
    // Fold 1 judged with the threshold of fold 0 answers its sure, wrong row; fold 0 has no threshold, for none in fold 1 reaches 1.
    expect(crossFit(table, 1).answered?.precision).toBe(0);
  });
});

it('answeredShare counts confidences from the threshold on', () => {
  const sureness = Float64Array.of(0.9, 0.5, 0.5, 0.2);
  const correct = Uint8Array.of(1, 0, 1, 1);
  expect(answeredShare(sureness, correct, 0.5)).toEqual({ precision: 2 / 3, coverage: 0.75 });
  expect(answeredShare(sureness, correct, 0.95)).toEqual({ precision: null, coverage: 0 });
  expect(answeredShare(new Float64Array(), new Uint8Array(), 0)).toEqual({ precision: null, coverage: 0 });
});
