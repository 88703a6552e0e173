import { describe, expect, it } from 'vitest';
import { isSerError } from '../../../../src/core/errors.ts';
import { boostingMargins } from '../../../../src/core/learn/boosting/boostingModel.ts';
import type { GradientBoostingParams } from '../../../../src/core/learn/boosting/boostingLearner.ts';
import { holdOutGroups } from '../../../../src/core/learn/boosting/boostingValidation.ts';
import type { TrainingData } from '../../../../src/core/learn/classifier.ts';
import { gradientBoosting } from '../../../../src/core/learn/boosting/gradientBoosting.ts';
import { runFit, syntheticSet } from '../syntheticSet.ts';

const { train } = syntheticSet({ nRows: 600, nTrain: 600, nFeatures: 12, nClasses: 8, seed: 20240601, spread: 1.2 });
const fitted = (over: Partial<GradientBoostingParams>, data = train, seed = 0) => runFit(gradientBoosting.fit(data, { ...gradientBoosting.defaults, ...over }, seed)).model;

/** The code with which a fit is refused. */
function refusalOf(over: Partial<GradientBoostingParams>, data: TrainingData): string {
  try {
    fitted(over, data);
  } catch (error) {
    if (isSerError(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe('early stopping', () => {
  const groups = Int32Array.from(train.y, (_, i) => 10 * ((i * 7) % 12));
  const spoken: TrainingData = { ...train, groups };
  const params = { nRounds: 80, maxDepth: 3, eta: 0.5, earlyStoppingRounds: 6, validationShare: 0.25 };
  it('holds whole speakers out, the same for a seed, at least the share that is asked for', () => {
    const { learnt, heldOut } = holdOutGroups({ ...spoken, X: { data: Float32Array.from(groups), nRows: groups.length, nColumns: 1 } }, 0.25, 3);
    const [inside, outside] = [new Set(learnt.X.data), new Set(heldOut.X.data)];
    expect(inside.size + outside.size).toBe(12);
    expect([...inside].filter((speaker) => outside.has(speaker))).toEqual([]);
    expect(outside.size).toBe(3);
    expect(learnt.y.length + heldOut.y.length).toBe(groups.length);
    // At least one stays on either side, whatever the share.
    const [one, other] = [0.9, 1e-9].map((share) => holdOutGroups({ ...spoken, groups: groups.map((group) => Number(group > 50)) }, share, 0));
    expect(one!.learnt.y.length).toBeGreaterThan(0);
    expect(other!.heldOut.y.length).toBeGreaterThan(0);
    const others = new Set([0, 1, 2, 3, 4].map((seed) => [...new Set(holdOutGroups(spoken, 0.25, seed).heldOut.X.data)].join()));
    expect(others.size).toBeGreaterThan(1);
  });

  it('ends with the round that was best on them, after so many that were not', () => {
    const { model, reports } = runFit(gradientBoosting.fit(spoken, { ...gradientBoosting.defaults, ...params }, 3));
    const { learnt, heldOut } = holdOutGroups(spoken, 0.25, 3);
    const whole = fitted({ ...params, earlyStoppingRounds: 0 }, learnt, 3);
    const losses = Array.from({ length: 80 }, (_, round) => {
      const margins = boostingMargins(whole, heldOut.X, round + 1);
      let sum = 0;
      heldOut.y.forEach((k, i) => (sum += Math.log(margins.subarray(8 * i, 8 * i + 8).reduce((total, margin) => total + Math.exp(margin), 0)) - margins[8 * i + k]!));
      return sum / heldOut.y.length;
    });
    const nRounds = (model.treeStart.length - 1) / 8;
    // It did not look beyond six rounds after its best.
    expect(losses.slice(0, nRounds + 6).indexOf(Math.min(...losses.slice(0, nRounds + 6)))).toBe(nRounds - 1);
    expect(nRounds).toBeLessThan(70);
    expect(reports.at(-1)!.done).toBe(nRounds + 6);
    expect(model.value).toEqual(whole.value.subarray(0, model.value.length));
  });

  it('is refused where speakers are not known, or there is but one', () => {
    expect(refusalOf(params, train)).toBe('parameter-invalid');
    expect(refusalOf(params, { ...train, groups: new Int32Array(train.y.length) })).toBe('too-few-speakers');
    // Each speaks one of two classes.
    const two = train.y.map((k) => Number(k > 3));
    expect(refusalOf(params, { X: train.X, y: two, nClasses: 2, groups: two })).toBe('too-few-classes');
    expect(refusalOf(params, { ...train, groups: groups.subarray(1) })).toBe('parameter-invalid');
  });
});

it('weights and objectives that cannot be used are refused', () => {
  const weights = new Float32Array(train.y.length).fill(1);
  for (const bad of [weights.subarray(1), weights.with(3, -1), weights.with(3, NaN), weights.with(3, Infinity)]) expect(refusalOf({}, { ...train, weights: bad })).toBe('parameter-invalid');
  expect(refusalOf({}, { ...train, weights: new Float32Array(weights.length) })).toBe('too-few-classes');
  expect(refusalOf({ objective: 'logistic' }, train)).toBe('parameter-invalid');
});

describe('a model from a file', () => {
  const model = fitted({ nRounds: 2, maxDepth: 3 });
  const parsed = (fields: object): unknown => gradientBoosting.parseModel({ ...model, ...fields });
  const without = (names: string[]): object => Object.fromEntries(Object.entries(model).filter(([name]) => !names.includes(name)));

  it('of before version 2 is a softmax that knows no missing values', () => {
    expect(gradientBoosting.parseModel(without(['version', 'objective', 'missingLeft']))).toEqual(model);
    expect(() => gradientBoosting.parseModel(without(['version', 'objective']))).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });

  it.each([
    ['a later version', { version: 3 }, /version 3/],
    ['a logistic machine of eight classes', { objective: 'logistic' }, /for 8 classes/],
    ['another objective', { objective: 'poisson' }, /objective/],
    ['a third side', { missingLeft: model.missingLeft.with(0, 2) }, /missingLeft/],
    ['a margin too few', { baseMargins: model.baseMargins.subarray(1) }, /baseMargins/],
    ['a tree too few', { nClasses: 5, baseMargins: model.baseMargins.subarray(3) }, /16 trees for 5/],
  ])('with %s is refused', (_, fields, reason) => {
    expect(() => parsed(fields)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
    expect(() => parsed(fields)).toThrow(reason);
  });
});
