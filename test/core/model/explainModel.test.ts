import { describe, expect, it } from 'vitest';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { fitPipeline } from '../../../src/core/learn/pipeline.ts';
import { columnStatistics } from '../../../src/core/learn/preparation/columnStatistics.ts';
import type { Decision } from '../../../src/core/model/decision.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';
import { explainModel } from '../../../src/core/model/explainModel.ts';
import { predictModel } from '../../../src/core/model/predictModel.ts';
import { runFit, syntheticSet } from '../learn/syntheticSet.ts';

const { train, test } = syntheticSet({ nRows: 140, nTrain: 120, nFeatures: 6, nClasses: 4, seed: 7, spread: 0.8 });
const decision: Decision = { temperature: 2.5, protocol: 'speaker:6', nClips: 120, nSpeakers: 6, heldOut: { logLoss: { before: 1, after: 1 }, calibrationError: { before: 0.1, after: 0.1 }, accuracy: 0.5 } };

function modelOf(classifier: string): EmotionModel {
  const learner = classifierById(classifier);
  const pipeline = runFit(fitPipeline(learner, train, learner.defaults, 3)).model;
  return {
    description: { classifier, params: learner.defaults, seed: 3, recipe: { featureSet: 'conventional', version: 1, rate: 22_050 }, columns: ['a', 'b', 'c', 'd', 'e', 'f'], classes: ['k', 'l', 'm', 'n'], trainedOn: { corpus: 'a set', nClips: 120, speakers: [], synthetic: true, statistics: columnStatistics(train.X) }, decision },
    pipeline,
  };
}

describe('an explanation of a model with a temperature', () => {
  it('adds up to the log-odds of the probabilities that the model gives', () => {
    const model = modelOf('logistic');
    const probabilities = predictModel(model, test.X);
    runFit(explainModel(model, test.X)).model.forEach(({ answer, next, probability, nextProbability, base, score, contributions, beforeTemperature }, row) => {
      expect([probability, nextProbability]).toEqual([probabilities[4 * row + answer], probabilities[4 * row + next]]);
      expect(score).toBeCloseTo(Math.log(probability / nextProbability), 9);
      expect(contributions.reduce((sum, value) => sum + value, base)).toBeCloseTo(score, 12);
      expect(beforeTemperature).toBeUndefined();
    });
  });

  it('says where its probabilities are those before the temperature', () => {
    for (const { beforeTemperature, probability, score } of runFit(explainModel(modelOf('knn'), test.X)).model) {
      expect(beforeTemperature).toBe(true);
      expect(score).toBe(probability);
    }
  });
});
