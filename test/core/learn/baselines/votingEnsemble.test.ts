import { describe, expect, it } from 'vitest';
import type { Params } from '../../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../../src/core/learn/classifiers.ts';
import { fitPipeline, predictPipeline } from '../../../../src/core/learn/pipeline.ts';
import type { VotingEnsembleModel } from '../../../../src/core/learn/baselines/votingEnsembleLearner.ts';
import { runFit, syntheticSet } from '../syntheticSet.ts';

const { train, test } = syntheticSet({ nRows: 220, nTrain: 160, nFeatures: 6, nClasses: 4, seed: 11, spread: 1 });
// Columns of unlike units: only a scaler makes them alike.
for (const { X } of [train, test]) for (let i = 0; i < X.data.length; i += X.nColumns) X.data[i] = X.data[i]! * 1000 + 5000;

const ensemble = classifierById('ensemble');
const fit = (members: string, seed = 3): VotingEnsembleModel => runFit(ensemble.fit(train, { members }, seed)).model as VotingEnsembleModel;

/** What a learner says alone, with its own scaler. */
function alone(id: string, params: Params = {}): Float64Array {
  const learner = classifierById(id);
  return predictPipeline(learner, runFit(fitPipeline(learner, train, { ...learner.defaults, ...params }, 3)).model, test.X);
}

describe('the soft-voting ensemble', () => {
  it('answers with the mean of its members, each with its own scaler, an SVM with probabilities', () => {
    const parts = [alone('svm', { probability: true }), alone('logistic'), alone('majority')];
    const mean = parts[0]!.map((value, i) => (value + parts[1]![i]! + parts[2]![i]!) / 3);
    const probabilities = ensemble.predictProba(fit('svm+logistic+majority'), test.X);
    for (let i = 0; i < mean.length; i++) expect(Math.abs(probabilities[i]! - mean[i]!)).toBeLessThan(1e-12);
    expect(fit('svm+logistic+majority').members.map(({ id, scaler }) => [id, scaler !== undefined])).toEqual([['svm', true], ['logistic', true], ['majority', false]]);
  });

  it.each([
    ['svm', /members is svm; it must be at least 2 of svm, rf, xgboost, logistic, knn, majority, each once, joined by \+/],
    ['svm+svm', /members is svm\+svm/],
    ['svm+ensemble', /members is svm\+ensemble/],
    ['svm+', /members is svm\+;/],
    ['', /members is ;/],
  ])('refuses the members "%s"', (members, message) => {
    expect(() => fit(members)).toThrow(expect.objectContaining({ code: 'parameter-invalid', message: expect.stringMatching(message) as string }));
  });

  it('from a file: every member is read by its own reader, and none can be an ensemble', () => {
    const model = fit('knn+logistic');
    const [knn, logistic] = model.members;
    const outcome = (members: unknown): string => {
      try {
        ensemble.parseModel({ ...model, members });
        return 'none';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(outcome(model.members)).toBe('none');
    for (const members of [
      [knn],
      [knn, knn],
      [knn, null],
      [knn, { ...logistic, id: 'ensemble', model }],
      [knn, { ...logistic, id: '__proto__' }],
      [knn, { ...logistic, id: 'svm' }],
      [knn, { ...logistic, scaler: undefined }],
      [knn, { ...logistic, scaler: { ...logistic!.scaler, nFeatures: 5 } }],
      [knn, { ...logistic, model: { ...(logistic!.model as object), nClasses: 5 } }],
      [knn, logistic, knn, logistic, knn, logistic, knn],
    ]) {
      expect(outcome(members)).toBe('model-invalid');
    }
    expect(() => ensemble.parseModel({ ...model, nFeatures: 5 })).toThrow(/another number of classes or features/);
  });
});
