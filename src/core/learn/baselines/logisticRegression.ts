import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import { minimise, type Objective } from './lbfgs.ts';
import { checkLogisticParams, logisticRegressionLearner, type LogisticRegressionModel, type LogisticRegressionParams } from './logisticRegressionLearner.ts';
import type { Matrix } from '../matrix.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

const maxSteps = 10_000;
/** Multiplications after which a pass over the rows lets others be heard: some 5 ms. */
const breath = 2 ** 22;

/** Turns v scores, after which m − v classes before them score 0, into m probabilities; returns the log of their sum before. */
function softmax(scores: Float64Array, v: number, probabilities: Float64Array): number {
  const m = probabilities.length;
  let largest = v < m ? 0 : -Infinity;
  for (let c = 0; c < v; c++) largest = Math.max(largest, scores[c]);
  let sum = 0;
  for (let k = 0; k < m; k++) {
    const e = Math.exp((k < m - v ? 0 : scores[k - (m - v)]) - largest);
    probabilities[k] = e;
    sum += e;
  }
  for (let k = 0; k < m; k++) probabilities[k] /= sum;
  return largest + Math.log(sum);
}

/**
 * The mean weighted loss with its penalty: Σ wᵢ · lossᵢ / Σ wᵢ + ½‖W‖² / (C · Σ wᵢ). Variables: vector c of v at
 * c · (nFeatures + 1), its intercept last; `target[i]` is the vector of row i's class, −1 for the class without one.
 */
function createObjective(X: Matrix, target: Int32Array, rowWeight: Float64Array, v: number, C: number): Objective {
  const { nRows, nColumns } = X;
  const width = nColumns + 1;
  const total = rowWeight.reduce((sum, weight) => sum + weight, 0);
  const penalty = 1 / (C * total);
  // Rows go four at a time, the last ones with rows of zeros: a weight is then loaded once for four of them.
  const nBlocks = Math.ceil(nRows / 4);
  const rows = new Float32Array(4 * nBlocks * width);
  for (let i = 0; i < nRows; i++) {
    rows.set(X.data.subarray(i * nColumns, (i + 1) * nColumns), i * width);
    rows[i * width + nColumns] = 1;
  }
  const block = new Float64Array(4 * v);
  const scores = new Float64Array(v);
  const probabilities = new Float64Array(v === 1 ? 2 : v);
  const blocksABreath = Math.max(1, Math.floor(breath / (4 * v * width)));
  return {
    nVariables: v * width,
    *evaluate(x, gradient) {
      gradient.fill(0);
      let loss = 0;
      for (let b = 0; b < nBlocks; b++) {
        scoreBlock(rows, 4 * b * width, x, width, block);
        for (let r = 0; r < 4; r++) {
          const row = 4 * b + r;
          const weight = row < nRows ? rowWeight[row] / total : 0;
          for (let c = 0; c < v; c++) scores[c] = block[4 * c + r];
          const logSum = softmax(scores, v, probabilities);
          if (row < nRows) loss += weight * (logSum - (target[row] < 0 ? 0 : scores[target[row]]));
          // The derivative of the loss by a score: p − [own class].
          for (let c = 0; c < v; c++) block[4 * c + r] = weight * (probabilities[c + probabilities.length - v] - (target[row] === c ? 1 : 0));
        }
        addBlock(rows, 4 * b * width, block, width, gradient);
        if ((b + 1) % blocksABreath === 0) yield;
      }
      let squares = 0;
      for (let at = 0; at < x.length; at++) {
        if (at % width === nColumns) continue;
        squares += x[at] * x[at];
        gradient[at] += penalty * x[at];
      }
      return loss + 0.5 * penalty * squares;
    },
  };
}

/** Scores of four rows of `width` values from `at`: block[4c + r] = Σⱼ x[c, j] · row r[j]. */
function scoreBlock(rows: Float32Array, at: number, x: Float64Array, width: number, block: Float64Array): void {
  for (let c = 0; 4 * c < block.length; c++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < width; j++) {
      const weight = x[c * width + j];
      s0 += weight * rows[at + j];
      s1 += weight * rows[at + width + j];
      s2 += weight * rows[at + 2 * width + j];
      s3 += weight * rows[at + 3 * width + j];
    }
    block[4 * c] = s0;
    block[4 * c + 1] = s1;
    block[4 * c + 2] = s2;
    block[4 * c + 3] = s3;
  }
}

/** gradient[c, j] += Σᵣ block[4c + r] · row r[j]. */
function addBlock(rows: Float32Array, at: number, block: Float64Array, width: number, gradient: Float64Array): void {
  for (let c = 0; 4 * c < block.length; c++) {
    const r0 = block[4 * c];
    const r1 = block[4 * c + 1];
    const r2 = block[4 * c + 2];
    const r3 = block[4 * c + 3];
    for (let j = 0; j < width; j++) gradient[c * width + j] += r0 * rows[at + j] + r1 * rows[at + width + j] + r2 * rows[at + 2 * width + j] + r3 * rows[at + 3 * width + j];
  }
}

function* fit(data: TrainingData, givenParams: LogisticRegressionParams): Generator<FitProgress, LogisticRegressionModel> {
  const { C, classWeight, tolerance } = checkLogisticParams(givenParams);
  const counts = checkTrainingData(data);
  const { X, y, nClasses } = data;
  const classes = Int32Array.from(counts.keys()).filter((k) => counts[k] > 0);
  const m = classes.length;
  const v = m === 2 ? 1 : m;
  const vectorOf = new Int32Array(nClasses).fill(-1);
  for (let c = 0; c < v; c++) vectorOf[classes[c + m - v]] = c;
  const target = Int32Array.from(y, (k) => vectorOf[k]);
  const rowWeight = Float64Array.from(y, (k) => (classWeight === 'balanced' ? X.nRows / (m * counts[k]) : 1));
  const steps = minimise(createObjective(X, target, rowWeight, v, C), { tolerance, maxSteps });
  let step = steps.next();
  // How many steps it takes is not known before.
  for (; !step.done; step = steps.next()) yield { done: 0, total: 1, unit: 'step' };
  yield { done: 1, total: 1, unit: 'step' };
  const { x, converged } = step.value;
  const width = X.nColumns + 1;
  const weights = new Float64Array(v * X.nColumns);
  const intercepts = new Float64Array(v);
  for (let c = 0; c < v; c++) {
    weights.set(x.subarray(c * width, c * width + X.nColumns), c * X.nColumns);
    intercepts[c] = x[c * width + X.nColumns];
  }
  return { kind: 'logistic', nClasses, nFeatures: X.nColumns, classes, weights, intercepts, nUnconverged: converged ? 0 : 1 };
}

function predictProba(model: LogisticRegressionModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { classes, weights, intercepts, nClasses, nFeatures } = model;
  const v = intercepts.length;
  const scores = new Float64Array(v);
  const own = new Float64Array(classes.length);
  const probabilities = new Float64Array(X.nRows * nClasses);
  for (let row = 0; row < X.nRows; row++) {
    for (let c = 0; c < v; c++) {
      let score = intercepts[c];
      for (let j = 0; j < nFeatures; j++) score += weights[c * nFeatures + j] * X.data[row * nFeatures + j];
      scores[c] = score;
    }
    softmax(scores, v, own);
    for (let k = 0; k < own.length; k++) probabilities[row * nClasses + classes[k]] = own[k];
  }
  return probabilities;
}

/**
 * Logistic regression of all classes at once (softmax) with an L2 penalty: the weights W and intercepts that minimise
 * ½‖W‖² + C · Σ loss, intercepts free, as scikit-learn's `LogisticRegression`. Two classes have one vector of weights, as
 * there. It takes X as it is, so the columns must be standardised before. It draws no random numbers.
 *
 * @see J. Friedman, T. Hastie, R. Tibshirani, "The Elements of Statistical Learning", 2009, section 4.4; matched to
 *   scikit-learn 1.9.1
 */
export const logisticRegression: Classifier<LogisticRegressionParams, LogisticRegressionModel> = {
  ...logisticRegressionLearner,
  fit,
  predictProba,
};
