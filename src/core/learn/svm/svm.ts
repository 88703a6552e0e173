import { createBinarySolver, type BinaryProblem } from './binarySolver.ts';
import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import { fitHeldOutSigmoid } from './heldOutSigmoid.ts';
import type { Kernel } from './kernel.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { selectRows, type Matrix } from '../matrix.ts';
import { checkParams } from '../parameters.ts';
import { couplePairs, sigmoidProbability } from './platt.ts';
import { createRandom } from '../random.ts';
import { svmDefaults, svmParameters, type SvmParams } from './svmLearner.ts';
import { parseSvmModel, svmDecisionValues, type SvmModel } from './svmModel.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

const minProbability = 1e-7;

/** 1 / (nFeatures · population variance of all values); 1 when the variance is 0. */
export function scaleGamma({ data, nColumns }: Matrix): number {
  let mean = 0;
  for (let i = 0; i < data.length; i++) mean += data[i];
  mean /= data.length;
  let variance = 0;
  for (let i = 0; i < data.length; i++) variance += (data[i] - mean) * (data[i] - mean);
  variance /= data.length;
  return variance > 0 ? 1 / (nColumns * variance) : 1;
}

/** The problem of classes `i` and `j`, where the decision values of the rows of `i` are to be above 0. */
function problemOfPair(groupStart: Int32Array, i: number, j: number, costs: Float64Array, tolerance: number): BinaryProblem {
  const nFirst = groupStart[i + 1] - groupStart[i];
  const rows = new Int32Array(nFirst + groupStart[j + 1] - groupStart[j]);
  for (let t = 0; t < rows.length; t++) rows[t] = t < nFirst ? groupStart[i] + t : groupStart[j] + t - nFirst;
  const sign = new Int8Array(rows.length).fill(-1).fill(1, 0, nFirst);
  const bound = new Float64Array(rows.length).fill(costs[j]).fill(costs[i], 0, nFirst);
  return { rows, sign, bound, tolerance };
}

function* fit(data: TrainingData, givenParams: SvmParams, seed: number, kernels?: LearnerKernels): Generator<FitProgress, SvmModel> {
  const params = checkParams('svm', svmParameters, svmDefaults, givenParams);
  const counts = checkTrainingData(data);
  const { X, y, nClasses } = data;
  const kernel: Kernel = { kernel: params.kernel, gamma: typeof params.gamma === 'number' ? params.gamma : scaleGamma(X), degree: params.degree, coef0: params.coef0 };

  // Rows grouped by class, so that a pair of classes is two runs of rows.
  const classes = Int32Array.from(counts.keys()).filter((k) => counts[k] > 0);
  const m = classes.length;
  const groupStart = new Int32Array(m + 1);
  const order = new Int32Array(X.nRows);
  for (let g = 0, next = 0; g < m; g++) {
    for (let i = 0; i < y.length; i++) if (y[i] === classes[g]) order[next++] = i;
    groupStart[g + 1] = next;
  }
  const costs = Float64Array.from(classes, (k) => (params.classWeight === 'balanced' ? (params.C * X.nRows) / (m * counts[k]) : params.C));
  const solver = createBinarySolver(kernel, { X, order, groupStart }, kernels);

  const nPairs = (m * (m - 1)) / 2;
  const rho = new Float64Array(nPairs);
  const sigmoidA = new Float64Array(params.probability ? nPairs : 0);
  const sigmoidB = new Float64Array(params.probability ? nPairs : 0);
  // Row i of `against`, column t: the coefficient of grouped row t against class j as SvmModel.coefficients lays it out.
  const against = new Float64Array((m - 1) * X.nRows);
  let nUnconverged = 0;
  let done = 0;
  const progress = function* <T>(steps: Generator<void, T>): Generator<FitProgress, T> {
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { done, total: nPairs, unit: 'pair' };
    return step.value;
  };
  for (let i = 0; i < m; i++) {
    for (let j = i + 1; j < m; j++) {
      const problem = problemOfPair(groupStart, i, j, costs, params.tolerance);
      if (params.probability) {
        const sigmoid = yield* progress(fitHeldOutSigmoid(solver, problem, createRandom(seed, done)));
        sigmoidA[done] = sigmoid.A;
        sigmoidB[done] = sigmoid.B;
      }
      const solution = yield* progress(solver.solve(problem));
      solver.forgetAcross();
      const nFirst = groupStart[i + 1] - groupStart[i];
      against.set(solution.coefficients.subarray(0, nFirst), (j - 1) * X.nRows + groupStart[i]);
      against.set(solution.coefficients.subarray(nFirst), i * X.nRows + groupStart[j]);
      rho[done] = solution.rho;
      if (!solution.converged) nUnconverged++;
      done++;
      yield { done, total: nPairs, unit: 'pair' };
    }
  }

  // A support vector is a row with a coefficient in any pair.
  const supportCounts = new Int32Array(m);
  const support: number[] = [];
  for (let g = 0; g < m; g++) {
    for (let t = groupStart[g]; t < groupStart[g + 1]; t++) {
      let used = false;
      for (let r = 0; r < m - 1; r++) used ||= against[r * X.nRows + t] !== 0;
      if (!used) continue;
      support.push(t);
      supportCounts[g]++;
    }
  }
  const coefficients = new Float64Array((m - 1) * support.length);
  for (let r = 0; r < m - 1; r++) {
    for (let s = 0; s < support.length; s++) coefficients[r * support.length + s] = against[r * X.nRows + support[s]];
  }
  const supportVectors = selectRows(X, support.map((t) => order[t])).data;
  return { kind: 'svm', nClasses, nFeatures: X.nColumns, ...kernel, classes, supportCounts, supportVectors, coefficients, rho, sigmoidA, sigmoidB, nUnconverged };
}

function predictProba(model: SvmModel, X: Matrix, kernels?: LearnerKernels): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { classes, nClasses, sigmoidA, sigmoidB } = model;
  const m = classes.length;
  const nPairs = model.rho.length;
  const decisions = svmDecisionValues(model, X, kernels);
  const probabilities = new Float64Array(X.nRows * nClasses);
  const pairwise = new Float64Array(m * m);
  const coupled = new Float64Array(m);
  for (let row = 0; row < X.nRows; row++) {
    const out = row * nClasses;
    let pair = row * nPairs;
    for (let i = 0; i < m; i++) {
      for (let j = i + 1; j < m; j++, pair++) {
        if (sigmoidA.length === 0) {
          probabilities[out + classes[decisions[pair] > 0 ? i : j]] += 1 / nPairs;
        } else {
          const p = pair - row * nPairs;
          const probability = sigmoidProbability({ A: sigmoidA[p], B: sigmoidB[p] }, decisions[pair]);
          pairwise[i * m + j] = Math.min(Math.max(probability, minProbability), 1 - minProbability);
          pairwise[j * m + i] = 1 - pairwise[i * m + j];
        }
      }
    }
    if (sigmoidA.length === 0) continue;
    couplePairs(pairwise, m, coupled);
    for (let i = 0; i < m; i++) probabilities[out + classes[i]] = coupled[i];
  }
  return probabilities;
}

/**
 * C-support vector classification, one against one, as LIBSVM's C-SVC. It takes X as it is, so the columns
 * must be standardised before.
 *
 * Without `probability`, `predictProba` gives the share of the pairs that each class wins: a ranking whose first
 * largest is LIBSVM's prediction (ties go to the first class), not a calibrated probability. With it, Platt's sigmoids
 * are coupled to probabilities; the prediction is then their first largest, as `svm-predict -b 1` does, and may differ
 * from the vote. Classes without a training row have probability 0.
 *
 * Only `probability` draws random numbers (its five folds).
 *
 * With compiled kernels the model and its predictions are the same, to the last bit: they do the operations of the plain
 * code in its order, the exponential included. Either way kernel values take 100 MB at most, beside the rows themselves; what does not fit is computed again.
 *
 * @see C.-C. Chang, C.-J. Lin, "LIBSVM: A Library for Support Vector Machines", ACM TIST 2(3), 2011
 */
export const svm: Classifier<SvmParams, SvmModel> = { id: 'svm', name: 'SVM (RBF)', scaling: 'standard', defaults: svmDefaults, parameters: svmParameters, fit, predictProba, parseModel: parseSvmModel };
