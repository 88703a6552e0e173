import { describe, expect, it } from 'vitest';
import { predictedClasses, type TrainingData } from '../../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../../src/core/learn/classifiers.ts';
import { logisticRegression } from '../../../../src/core/learn/baselines/logisticRegression.ts';
import { majorityClass } from '../../../../src/core/learn/baselines/majorityClass.ts';
import { selectRows } from '../../../../src/core/learn/matrix.ts';
import { nearestNeighbours } from '../../../../src/core/learn/baselines/nearestNeighbours.ts';
import { fitPipeline, predictPipeline } from '../../../../src/core/learn/pipeline.ts';
import { applyScaler, fitScaler } from '../../../../src/core/learn/preparation/scaler.ts';
import { hasReferenceMatrix, readReferenceMatrix } from '../referenceMatrix.ts';
import { accuracyOf, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from '../syntheticSet.ts';

interface Golden {
  readonly set: SetDescription;
  readonly nJudged: number;
  readonly logistic: { readonly params: { readonly C: number; readonly classWeight: string }; readonly nClasses: number; readonly coefficients: number[][]; readonly intercepts: number[]; readonly probabilities: number[][] }[];
  readonly knn: { readonly params: { readonly k: number; readonly weights: 'uniform' | 'distance' }; readonly probabilities: number[][]; readonly ofTrainingRows: number[][] }[];
  readonly majority: { readonly probabilities: number[][] };
}
const golden = readGolden<Golden>('baselines.json');
const { train, test } = syntheticSet(golden.set);
const scaler = fitScaler(train.X);
const X = applyScaler(scaler, train.X);
const judged = selectRows(applyScaler(scaler, test.X), Int32Array.from({ length: golden.nJudged }, (_, i) => i));

const distance = (ours: ArrayLike<number>, theirs: readonly number[]): number => theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i]!)), ours.length === theirs.length ? 0 : Infinity);

describe('logistic regression', () => {
  it.each(golden.logistic.map((c) => [`${c.nClasses} classes, ${JSON.stringify(c.params)}`, c] as const))('of %s: probabilities within 1e-4 of scikit-learn’s tight solution', (_, { params, nClasses, coefficients, intercepts, probabilities }) => {
    const kept = Int32Array.from(train.y.keys()).filter((i) => train.y[i]! < nClasses && (train.y[i] !== 0 || i < 160));
    const data: TrainingData = { X: selectRows(X, kept), y: Int32Array.from(kept, (i) => train.y[i]!), nClasses };
    const { model } = runFit(logisticRegression.fit(data, { ...logisticRegression.defaults, ...params }, 0));
    expect(model.nUnconverged).toBe(0);
    expect(distance(logisticRegression.predictProba(model, judged), probabilities.flat())).toBeLessThan(1e-4);
    const v = intercepts.length;
    expect(model.intercepts.length).toBe(v);
    // Intercepts of three and more classes are free up to a constant.
    const mean = v > 1 ? model.intercepts.reduce((sum, value) => sum + value / v, 0) : 0;
    expect(distance(model.intercepts.map((value) => value - mean), intercepts)).toBeLessThan(1e-3);
    for (let c = 0; c < v; c++) expect(distance(model.weights.subarray(c * 12, c * 12 + 3), coefficients[c]!)).toBeLessThan(1e-3);
  });

  it('at the minimum: the weights sum to 0 over the classes, and each class is expected as often as it occurs', () => {
    const { model } = runFit(logisticRegression.fit({ ...train, X }, { ...logisticRegression.defaults, tolerance: 1e-9 }, 0));
    for (let j = 0; j < 12; j++) expect(Math.abs(model.weights.reduce((sum, value, at) => sum + (at % 12 === j ? value : 0), 0))).toBeLessThan(1e-6);
    const probabilities = logisticRegression.predictProba(model, X);
    for (let k = 0; k < 8; k++) {
      const expected = probabilities.reduce((sum, value, at) => sum + (at % 8 === k ? value : 0), 0);
      expect(expected).toBeCloseTo(train.y.filter((own) => own === k).length, 5);
    }
  });

  it('counts classes without a row as impossible, and numbers the others as they are', () => {
    const data: TrainingData = { X: matrixOf([[-1], [-2], [1], [2]]), y: Int32Array.of(1, 1, 4, 4), nClasses: 6 };
    const { model } = runFit(logisticRegression.fit(data, logisticRegression.defaults, 0));
    const [a, b, c, d, e, f] = logisticRegression.predictProba(model, matrixOf([[3]]));
    expect([a, c, d, f]).toEqual([0, 0, 0, 0]);
    expect(e).toBeGreaterThan(b!);
  });
});

describe('nearest neighbours', () => {
  it.each(golden.knn.map((c) => [JSON.stringify(c.params), c] as const))('with %s: probabilities equal scikit-learn’s', (_, { params, probabilities, ofTrainingRows }) => {
    const { model } = runFit(nearestNeighbours.fit({ ...train, X }, params, 0));
    // Shares of whole numbers are the same to the last bit; weights go by distances between float32 columns.
    const tolerance = params.weights === 'uniform' ? 1e-9 : 1e-6;
    expect(distance(nearestNeighbours.predictProba(model, judged), probabilities.flat())).toBeLessThan(tolerance);
    const own = selectRows(X, Int32Array.from({ length: golden.nJudged }, (_, i) => i));
    expect(distance(nearestNeighbours.predictProba(model, own), ofTrainingRows.flat())).toBeLessThan(tolerance);
  });

  it('among rows at the same distance asks the earlier ones', () => {
    const data: TrainingData = { X: matrixOf([[1], [-1], [1], [-1], [5]]), y: Int32Array.of(0, 1, 2, 2, 0), nClasses: 3 };
    const judge = (k: number, weights: 'uniform' | 'distance', at: number) => [...nearestNeighbours.predictProba(runFit(nearestNeighbours.fit(data, { k, weights }, 0)).model, matrixOf([[at]]))];
    expect(judge(1, 'uniform', 0)).toEqual([1, 0, 0]);
    expect(judge(2, 'uniform', 0)).toEqual([0.5, 0.5, 0]);
    expect(judge(4, 'uniform', 0)).toEqual([0.25, 0.25, 0.5]);
    // Two rows at distance 0 outweigh all others.
    expect(judge(5, 'distance', 1)).toEqual([0.5, 0, 0.5]);
    expect(judge(100, 'uniform', 0)).toEqual([0.4, 0.2, 0.4]);
    // Of two at the same distance, found first, a nearer row found later leaves the earlier.
    const late: TrainingData = { X: matrixOf([[1], [-1], [0.5]]), y: Int32Array.of(0, 1, 2), nClasses: 3 };
    expect([...nearestNeighbours.predictProba(runFit(nearestNeighbours.fit(late, { k: 2, weights: 'uniform' }, 0)).model, matrixOf([[0]]))]).toEqual([0.5, 0, 0.5]);
  });
});

it('the majority class answers with the shares of the classes, as scikit-learn’s prior', () => {
  const { model } = runFit(majorityClass.fit(train, majorityClass.defaults, 0));
  const probabilities = majorityClass.predictProba(model, judged);
  for (let row = 0; row < golden.nJudged; row++) expect(distance(probabilities.subarray(8 * row, 8 * row + 8), golden.majority.probabilities[0]!)).toBeLessThan(1e-9);
});

interface ReferenceGolden {
  readonly classes: string[];
  readonly learners: Record<string, { readonly uar: number; readonly predicted: string }>;
}
const reference = readGolden<ReferenceGolden>('baselinesReference.json');
const skipped = hasReferenceMatrix ? '' : ' (skipped: ../shared/reference is not there)';

it.skipIf(!hasReferenceMatrix).each([
  ['logistic', [0, 1]],
  ['knn', [0, 1, 2, 3, 4, 5]],
] as const)(`%s on 1,200 real clips, speaker folds %j of six: of 200 predictions at least 199 are scikit-learn’s${skipped}`, (id, folds) => {
  const matrix = readReferenceMatrix(reference.classes);
  const classifier = classifierById(id);
  const theirs = Array.from(reference.learners[id]!.predicted, Number);
  const judged: number[] = [];
  const predicted: number[] = [];
  for (const fold of folds) {
    const rows = Array.from(matrix.fold.keys());
    const learnt = rows.filter((i) => matrix.fold[i] !== fold);
    const heldOut = rows.filter((i) => matrix.fold[i] === fold);
    const data: TrainingData = { X: selectRows(matrix, learnt), y: Int32Array.from(learnt, (i) => matrix.y[i]!), nClasses: reference.classes.length };
    const { model } = runFit(fitPipeline(classifier, data, classifier.defaults, 0));
    predicted.push(...predictedClasses(predictPipeline(classifier, model, selectRows(matrix, heldOut)), reference.classes.length));
    judged.push(...heldOut.map((row) => theirs[row]!));
  }
  expect(accuracyOf(predicted, judged)).toBeGreaterThanOrEqual(0.995);
});
