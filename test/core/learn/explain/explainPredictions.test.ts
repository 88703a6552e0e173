import { describe, expect, it } from 'vitest';
import type { LogisticRegressionModel } from '../../../../src/core/learn/baselines/logisticRegressionLearner.ts';
import type { Params } from '../../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../../src/core/learn/classifiers.ts';
import { explainPredictions } from '../../../../src/core/learn/explain/explainPredictions.ts';
import type { Explanation } from '../../../../src/core/learn/explain/explanation.ts';
import { leafOf, type RandomForestModel } from '../../../../src/core/learn/forest/forestModel.ts';
import { selectRows } from '../../../../src/core/learn/matrix.ts';
import { fitPipeline, predictPipeline, type Pipeline } from '../../../../src/core/learn/pipeline.ts';
import { columnStatistics } from '../../../../src/core/learn/preparation/columnStatistics.ts';
import type { Preparation } from '../../../../src/core/learn/preparation/preparation.ts';
import { runFit, syntheticSet } from '../syntheticSet.ts';

const N = 6;
const sets = { 4: syntheticSet({ nRows: 140, nTrain: 120, nFeatures: N, nClasses: 4, seed: 7, spread: 0.8 }), 2: syntheticSet({ nRows: 140, nTrain: 120, nFeatures: N, nClasses: 2, seed: 8, spread: 0.8 }) };
type NClasses = keyof typeof sets;

interface Fitted {
  readonly pipeline: Pipeline;
  readonly probabilities: Float64Array;
  readonly explanations: Explanation[];
}

function explained(id: string, nClasses: NClasses, params: Params = {}, preparation: Preparation = {}): Fitted {
  const { train, test } = sets[nClasses];
  const classifier = classifierById(id);
  const pipeline = runFit(fitPipeline(classifier, train, { ...classifier.defaults, ...params }, 3, undefined, preparation)).model;
  const { means } = columnStatistics(train.X);
  return { pipeline, probabilities: predictPipeline(classifier, pipeline, test.X), explanations: runFit(explainPredictions({ classifier, pipeline, nClasses, means }, test.X)).model };
}

const total = ({ base, contributions }: Explanation): number => contributions.reduce((sum, value) => sum + value, base);

describe('exact contributions', () => {
  it.each([
    ['xgboost', 4, { nRounds: 15 }, 'shap', 'log-odds'], ['xgboost', 2, { nRounds: 15 }, 'shap', 'log-odds'], ['xgboost', 2, { nRounds: 15, objective: 'softmax' }, 'shap', 'log-odds'],
    ['logistic', 4, {}, 'linear', 'log-odds'], ['logistic', 2, {}, 'linear', 'log-odds'],
    ['rf', 4, { nTrees: 20 }, 'shap', 'probability'], ['rf', 2, { nTrees: 20, classWeight: 'balanced' }, 'shap', 'probability'],
  ] as const)('%s of %i classes with %o: add up from the base to the %s score, which is what the model answers', (id, nClasses, params, method, of) => {
    const { probabilities, explanations } = explained(id, nClasses, params);
    expect(explanations).toHaveLength(20);
    for (const [row, explanation] of explanations.entries()) {
      expect(explanation).toMatchObject({ method, of });
      const own = [...probabilities.subarray(row * nClasses, (row + 1) * nClasses)];
      const { answer, next, probability, nextProbability } = explanation;
      expect(answer).toBe(own.indexOf(Math.max(...own)));
      expect([probability, nextProbability]).toEqual([own[answer], own[next]]);
      expect(nextProbability).toBe(Math.max(...own.filter((_, k) => k !== answer)));
      expect(total(explanation)).toBeCloseTo(explanation.score, 12);
      expect(explanation.score).toBeCloseTo(of === 'log-odds' ? Math.log(probability / nextProbability) : probability, 9);
    }
  });

  it('of a forest are Shapley values by their definition', () => {
    const { test } = sets[4];
    const { pipeline, explanations } = explained('rf', 4, { nTrees: 3, maxDepth: 5 });
    const model = pipeline.model as RandomForestModel;
    const { feature, left, right, threshold, treeStart, leafCounts } = model;
    const countOf = (node: number): number => (feature[node]! < 0 ? leafCounts.subarray(4 * left[node]!, 4 * left[node]! + 4).reduce((sum, n) => sum + n, 0) : countOf(left[node]!) + countOf(right[node]!));
    const expected = (node: number, x: Float32Array, known: number, k: number): number => {
      if (feature[node]! < 0) return leafCounts[4 * left[node]! + k]! / countOf(node);
      const [l, r] = [left[node]!, right[node]!];
      if ((known >> feature[node]!) & 1) return expected(x[feature[node]!]! <= threshold[node]! ? l : r, x, known, k);
      return (countOf(l) * expected(l, x, known, k) + countOf(r) * expected(r, x, known, k)) / countOf(node);
    };
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    for (let row = 0; row < 5; row++) {
      const x = test.X.data.subarray(row * N, (row + 1) * N);
      const { answer, base, contributions } = explanations[row]!;
      const mean = (known: number): number => [0, 1, 2].reduce((sum, t) => sum + expected(treeStart[t]!, x, known, answer) / 3, 0);
      expect(base).toBeCloseTo(mean(0), 12);
      for (let j = 0; j < N; j++) {
        let value = 0;
        for (let known = 0; known < 1 << N; known++) {
          if ((known >> j) & 1) continue;
          const size = known.toString(2).replaceAll('0', '').length;
          value += ((factorial(size) * factorial(N - size - 1)) / factorial(N)) * (mean(known | (1 << j)) - mean(known));
        }
        expect(contributions[j]).toBeCloseTo(value, 12);
      }
    }
  });

  it('of a forest take a value that equals a threshold to the left, as it does', () => {
    const { train } = sets[2];
    const classifier = classifierById('rf');
    // Whole numbers, so that a threshold can be met; bootstrapped trees split between 0 and 2 at 1.
    const X = { ...train.X, data: train.X.data.map((value) => 2 * Math.round(value)) };
    const pipeline = runFit(fitPipeline(classifier, { ...train, X }, { ...classifier.defaults, nTrees: 10 }, 0)).model;
    const model = pipeline.model as RandomForestModel;
    const on = { data: Float32Array.from({ length: N }, (_, j) => model.threshold[model.feature.indexOf(j)] ?? 0), nRows: 1, nColumns: N };
    expect(model.feature.some((j, node) => j >= 0 && model.threshold[node] === on.data[j])).toBe(true);
    expect(leafOf(model, 0, on, 0)).toBeGreaterThanOrEqual(0);
    const [explanation] = runFit(explainPredictions({ classifier, pipeline, nClasses: 2 }, on)).model;
    expect(total(explanation!)).toBeCloseTo(explanation!.probability, 12);
  });

  it('of logistic regression are differences of weights times standardised values, from the log-odds at the training mean', () => {
    const { test, train } = sets[4];
    const { pipeline, explanations } = explained('logistic', 4);
    const { weights } = pipeline.model as LogisticRegressionModel;
    const { mean, scale } = pipeline.scaler!;
    const { answer, next, base, contributions } = explanations[0]!;
    contributions.forEach((value, j) => expect(value).toBeCloseTo((weights[answer * N + j]! - weights[next * N + j]!) * ((test.X.data[j]! - mean[j]!) / scale[j]!), 5));
    const center = { data: Float32Array.from(mean), nRows: 1, nColumns: N };
    const atMean = predictPipeline(classifierById('logistic'), pipeline, center);
    expect(base).toBeCloseTo(Math.log(atMean[answer]! / atMean[next]!), 5);
    expect(train.X.nRows).toBe(120);
  });

  it('are 0 for columns that were not selected', () => {
    for (const id of ['xgboost', 'logistic', 'rf']) {
      const { pipeline, explanations } = explained(id, 4, id === 'logistic' ? {} : { [id === 'rf' ? 'nTrees' : 'nRounds']: 5 }, { select: 3 });
      const chosen = [...pipeline.columns!.chosen];
      for (const explanation of explanations) {
        expect(explanation.contributions).toHaveLength(N);
        for (let j = 0; j < N; j++) if (!chosen.includes(j)) expect(explanation.contributions[j]).toBe(0);
        expect(total(explanation)).toBeCloseTo(explanation.score, 12);
      }
    }
  });
});

describe('occlusion', () => {
  it.each([['svm', { probability: true }, {}], ['svm', { kernel: 'linear', probability: true }, { select: 3 }], ['knn', {}, {}], ['ensemble', { members: 'knn+logistic' }, {}]] as const)('of %s with %o is what the probability loses when a column is set to its training mean', (id, params, preparation) => {
    const { train, test } = sets[4];
    const { pipeline, probabilities, explanations } = explained(id, 4, params, preparation);
    const { means } = columnStatistics(train.X);
    for (const row of [0, 7]) {
      const { method, of, answer, score, base, contributions } = explanations[row]!;
      expect([method, of, score]).toEqual(['occlusion', 'probability', probabilities[4 * row + answer]]);
      const probabilityOf = (data: Float32Array): number => predictPipeline(classifierById(id), pipeline, { data, nRows: 1, nColumns: N })[answer]!;
      for (let j = 0; j < N; j++) {
        const { data } = selectRows(test.X, [row]);
        data[j] = means[j]!;
        expect(contributions[j]).toBeCloseTo(score - probabilityOf(data), 6);
      }
      expect(base).toBeCloseTo(probabilityOf(Float32Array.from(means)), 6);
    }
  });

  it('finds nothing in what looks at no column, takes the scaler for means, and is refused where neither is known', () => {
    expect(explained('majority', 4).explanations[0]!.contributions).toEqual(new Float64Array(N));
    const { train, test } = sets[4];
    const ask = (id: string, params: Params): Explanation[] => {
      const classifier = classifierById(id);
      const pipeline = runFit(fitPipeline(classifier, train, { ...classifier.defaults, ...params }, 3)).model;
      return runFit(explainPredictions({ classifier, pipeline, nClasses: 4 }, test.X)).model;
    };
    const known = explained('knn', 4).explanations[0]!;
    ask('knn', {})[0]!.contributions.forEach((value, j) => expect(value).toBeCloseTo(known.contributions[j]!, 6));
    expect(() => ask('ensemble', { members: 'knn+logistic' })).toThrow(expect.objectContaining({ code: 'model-invalid', message: expect.stringMatching(/training means, which this model does not keep; train it again/) as string }));
  });
});
