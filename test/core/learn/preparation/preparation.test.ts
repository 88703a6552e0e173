import { describe, expect, it } from 'vitest';
import type { Params, TrainingData } from '../../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../../src/core/learn/classifiers.ts';
import { chooseByAnova, selectColumns } from '../../../../src/core/learn/preparation/columnChoice.ts';
import { fitPipeline, fitPipelinePart, fitsInParts, isDivided, mergePipelines, predictPipeline, type Pipeline } from '../../../../src/core/learn/pipeline.ts';
import { balancedParams, describePreparation, preparationOf, type Preparation } from '../../../../src/core/learn/preparation/preparation.ts';
import { applyScaler, fitScaler } from '../../../../src/core/learn/preparation/scaler.ts';
import { smote } from '../../../../src/core/learn/preparation/smote.ts';
import { runFit, syntheticSet } from '../syntheticSet.ts';

const { train, test } = syntheticSet({ nRows: 210, nTrain: 150, nFeatures: 9, nClasses: 4, seed: 11, spread: 1 });
const few: Readonly<Record<string, Params>> = { rf: { nTrees: 10 }, xgboost: { nRounds: 5 }, ensemble: { members: 'svm+knn' } };

function fitted(id: string, preparation?: Preparation, data: TrainingData = train): Pipeline {
  const classifier = classifierById(id);
  return runFit(fitPipeline(classifier, data, { ...classifier.defaults, ...few[id] }, 3, undefined, preparation)).model;
}

function drained<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

describe.each(['svm', 'rf', 'xgboost', 'knn', 'ensemble'])('a prepared pipeline of %s', (id) => {
  const classifier = classifierById(id);

  it('with selection is that of the chosen columns alone, and judges whole rows', () => {
    const choice = chooseByAnova(train, 4);
    const { columns, ...rest } = fitted(id, { select: 4 });
    expect(columns).toEqual(choice);
    const narrow = fitted(id, undefined, { ...train, X: selectColumns(choice, train.X) });
    expect(rest).toEqual(narrow);
    expect(predictPipeline(classifier, { columns: choice, ...rest }, test.X)).toEqual(predictPipeline(classifier, narrow, selectColumns(choice, test.X)));
    expect(() => predictPipeline(classifier, { columns: choice, ...rest }, selectColumns(choice, test.X))).toThrow(/trained on 9 features; these rows have 4/);
  });

  it('with SMOTE is that of the grown rows, scaled as the rows were before', () => {
    const scaler = classifier.scaling === 'standard' ? fitScaler(train.X) : undefined;
    const grown = drained(smote({ ...train, X: scaler ? applyScaler(scaler, train.X) : train.X }, 3));
    expect(fitted(id, { balance: 'smote' })).toEqual({ scaler, model: runFit(classifier.fit(grown, { ...classifier.defaults, ...few[id] }, 3)).model });
  });

  it('without preparation is as it was, and class weights are left to the parameters', () => {
    expect(fitted(id, { balance: 'weights' })).toEqual(fitted(id));
    expect(fitted(id)).not.toHaveProperty('columns');
  });
});

it('a divided fit makes the same pipeline from its parts', () => {
  const rf = classifierById('rf');
  if (!isDivided(rf) || !fitsInParts(rf)) throw new Error('The forest is divided.');
  const params = { ...rf.defaults, nTrees: 10 };
  const preparation: Preparation = { balance: 'smote', select: 5 };
  const parts = [[0, 4], [4, 10]].map(([from, to]) => runFit(fitPipelinePart(rf, train, params, 3, { from: from!, to: to! }, undefined, preparation)).model);
  expect(mergePipelines(rf, parts)).toEqual(fitted('rf', preparation));
});

describe('balancedParams', () => {
  it('sets the class weights of a learner that has them', () => {
    for (const id of ['svm', 'rf', 'logistic']) expect(balancedParams(classifierById(id), 'weights', { seedless: true })).toEqual({ seedless: true, classWeight: 'balanced' });
    expect(balancedParams(classifierById('xgboost'), 'smote', { eta: 0.1 })).toEqual({ eta: 0.1 });
    expect(balancedParams(classifierById('knn'), undefined, {})).toEqual({});
  });

  it('refuses the others, and weights that are given twice', () => {
    for (const id of ['xgboost', 'knn', 'majority', 'ensemble']) expect(() => balancedParams(classifierById(id), 'weights', {})).toThrow(`${id} has no class weights; --balance smote balances its training rows instead.`);
    expect(() => balancedParams(classifierById('svm'), 'weights', { classWeight: 'none' })).toThrow('svm: classWeight is given as none and set by --balance weights; leave one out.');
  });
});

it('a request without preparation has none, and each is told in a sentence', () => {
  expect(preparationOf({})).toBeUndefined();
  expect(preparationOf({ select: 3 })).toEqual({ select: 3 });
  expect(describePreparation({})).toEqual([]);
  expect(describePreparation({ balance: 'smote', select: 1 })).toEqual([expect.stringMatching(/^Learnt from 1 column, .* training side alone\.$/), expect.stringMatching(/SMOTE on the training side alone/)]);
  expect(describePreparation({ balance: 'weights' })).toHaveLength(1);
});
