import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import type { Matrix } from '../matrix.ts';
import { checkNeighbourParams, nearestNeighboursLearner, type NearestNeighboursModel, type NearestNeighboursParams } from './nearestNeighboursLearner.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

function* fit(data: TrainingData, givenParams: NearestNeighboursParams): Generator<FitProgress, NearestNeighboursModel> {
  const { k, weights } = checkNeighbourParams(givenParams);
  checkTrainingData(data);
  const { X, y, nClasses } = data;
  yield { done: 1, total: 1, unit: 'step' };
  return { kind: 'knn', nClasses, nFeatures: X.nColumns, k: Math.min(k, X.nRows), weights, rows: X.data.slice(), rowClasses: y.slice() };
}

/** The k rows nearest to row `at` of X, nearest first, and the squares of their distances; among equal ones the earlier row. */
function findNeighbours({ rows, rowClasses, nFeatures, k }: NearestNeighboursModel, X: Matrix, at: number, nearest: Int32Array, squares: Float64Array): void {
  const from = at * nFeatures;
  let nFound = 0;
  for (let row = 0; row < rowClasses.length; row++) {
    const start = row * nFeatures;
    let square = 0;
    for (let j = 0; j < nFeatures; j++) {
      const difference = X.data[from + j] - rows[start + j];
      square += difference * difference;
    }
    if (nFound === k && square >= squares[k - 1]) continue;
    let place = nFound < k ? nFound++ : k - 1;
    for (; place > 0 && squares[place - 1] > square; place--) {
      squares[place] = squares[place - 1];
      nearest[place] = nearest[place - 1];
    }
    squares[place] = square;
    nearest[place] = row;
  }
}

function predictProba(model: NearestNeighboursModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { k, nClasses, rowClasses } = model;
  const nearest = new Int32Array(k);
  const squares = new Float64Array(k);
  const probabilities = new Float64Array(X.nRows * nClasses);
  for (let at = 0; at < X.nRows; at++) {
    findNeighbours(model, X, at, nearest, squares);
    const byDistance = model.weights === 'distance';
    const touches = byDistance && squares[0] === 0;
    let sum = 0;
    for (let i = 0; i < k; i++) {
      const weight = touches ? (squares[i] === 0 ? 1 : 0) : byDistance ? 1 / Math.sqrt(squares[i]) : 1;
      probabilities[at * nClasses + rowClasses[nearest[i]]] += weight;
      sum += weight;
    }
    for (let c = at * nClasses; c < (at + 1) * nClasses; c++) probabilities[c] /= sum;
  }
  return probabilities;
}

/**
 * k nearest neighbours by Euclidean distance: the probability of a class is its share among the neighbours, as
 * scikit-learn's `KNeighborsClassifier`. Distances are exact (no kernel trick), so equal rows are at distance 0. It takes X
 * as it is, so the columns must be standardised before. It draws no random numbers.
 *
 * @see T. Cover, P. Hart, "Nearest neighbor pattern classification", IEEE Trans. Information Theory 13, 1967; matched to
 *   scikit-learn 1.9.1
 */
export const nearestNeighbours: Classifier<NearestNeighboursParams, NearestNeighboursModel> = {
  ...nearestNeighboursLearner,
  fit,
  predictProba,
};
