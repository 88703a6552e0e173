import { describe, expect, it } from 'vitest';
import { predictedClasses } from '../../../../src/core/learn/classifier.ts';
import type { OneVsRestModel } from '../../../../src/core/learn/svm/oneVsRest.ts';
import { supportVectorMachine } from '../../../../src/core/learn/svm/supportVectorMachine.ts';
import { svm } from '../../../../src/core/learn/svm/svm.ts';
import { accuracyOf, runFit, syntheticSet } from '../syntheticSet.ts';

const { train, test } = syntheticSet({ nRows: 260, nTrain: 180, nFeatures: 6, nClasses: 4, seed: 5, spread: 0.6 });
const params = { ...supportVectorMachine.defaults, multiclass: 'one-vs-rest', C: 5 };
const fit = (over = {}, data = train): OneVsRestModel => runFit(supportVectorMachine.fit(data, { ...params, ...over }, 3)).model as OneVsRestModel;

describe('one against the rest', () => {
  it('takes the class whose own machine is surest', () => {
    const model = fit();
    const predicted = predictedClasses(supportVectorMachine.predictProba(model, test.X), test.nClasses);
    expect(accuracyOf(predicted, test.y)).toBeGreaterThan(0.8);
    // Each machine is LIBSVM's binary one on "this class or another".
    const own = { ...train, y: train.y.map((k) => (k === 2 ? 0 : 1)), nClasses: 2 };
    const { model: binary } = runFit(svm.fit(own, { ...svm.defaults, C: 5 }, 3));
    expect(model.rho[2]).toBeCloseTo(binary.rho[0]!, 3);
    const ownWeights = model.coefficients.subarray((2 * model.coefficients.length) / 4, (3 * model.coefficients.length) / 4);
    expect(ownWeights.filter((value) => value !== 0).length).toBe(binary.coefficients.length);
    expect(ownWeights.reduce((sum, value) => sum + Math.abs(value), 0)).toBeCloseTo(binary.coefficients.reduce((sum, value) => sum + Math.abs(value), 0), 0);
  });

  it('gives probabilities that sum to 1, nearer to the truth with Platt\'s sigmoids', () => {
    const probable = supportVectorMachine.predictProba(fit({ probability: true }), test.X);
    const plain = supportVectorMachine.predictProba(fit(), test.X);
    for (const values of [probable, plain]) for (let row = 0; row < test.X.nRows; row++) expect(values.subarray(4 * row, 4 * row + 4).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const surprise = (values: Float64Array): number => Array.from(test.y, (k, row) => -Math.log(Math.max(1e-12, values[4 * row + k]!))).reduce((sum, value) => sum + value, 0);
    expect(surprise(probable)).toBeLessThan(surprise(plain));
  });

  it('is the same for the same seed, and survives its own parser', () => {
    const model = fit({ probability: true });
    expect(fit({ probability: true })).toEqual(model);
    expect(supportVectorMachine.parseModel(model)).toEqual(model);
    for (const damage of [{ rho: new Float64Array(3) }, { classes: Int32Array.of(0, 0, 1, 2) }, { coefficients: model.coefficients.slice(1) }, { supportVectors: model.supportVectors.slice(1) }, { gamma: NaN }]) {
      expect(() => supportVectorMachine.parseModel({ ...model, ...damage })).toThrow(expect.objectContaining({ code: 'model-invalid' }));
    }
  });

  it('never predicts a class that it has not seen', () => {
    const data = { ...train, nClasses: 6 };
    const probabilities = supportVectorMachine.predictProba(fit({}, data), test.X);
    for (let row = 0; row < test.X.nRows; row++) expect([probabilities[6 * row + 4], probabilities[6 * row + 5]]).toEqual([0, 0]);
  });

  it('by pairs is the machine of LIBSVM, untouched', () => {
    const { model } = runFit(supportVectorMachine.fit(train, { ...params, multiclass: 'one-vs-one' }, 3));
    expect(model).toEqual(runFit(svm.fit(train, { ...svm.defaults, C: 5 }, 3)).model);
    expect(() => fit({ multiclass: 'all' })).toThrow(/multiclass is all; it must be one of one-vs-one, one-vs-rest/);
  });
});
