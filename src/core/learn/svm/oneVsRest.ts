import { createBinarySolver, type BinaryProblem } from './binarySolver.ts';
import type { FitProgress, TrainingData } from '../classifier.ts';
import { fitHeldOutSigmoid } from './heldOutSigmoid.ts';
import type { Kernel } from './kernel.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { selectRows, type Matrix } from '../matrix.ts';
import { createModelReader } from '../modelReader.ts';
import { sigmoidProbability } from './platt.ts';
import { createRandom } from '../random.ts';
import { readDecisionFields, readSvmFields } from './readSvmFields.ts';
import { visitSupportKernels } from './supportKernels.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

/** A fitted machine of one binary problem a class, "this class or another", over shared support vectors. */
export interface OneVsRestModel extends Kernel {
  readonly kind: 'svm-rest';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The m classes seen in training, ascending; the others are never predicted. */
  readonly classes: Int32Array;
  /** s × nFeatures, row-major: every row that supports any of the m problems. */
  readonly supportVectors: Float32Array;
  /** m × s, row-major: 0 where a vector does not support a problem. */
  readonly coefficients: Float64Array;
  /** One offset a problem: the decision value is Σ coefficient · K − rho, above 0 for the class. */
  readonly rho: Float64Array;
  /** Platt's A and B of each problem; empty without probabilities. */
  readonly sigmoidA: Float64Array;
  readonly sigmoidB: Float64Array;
  /** Problems whose solver stopped at the limit of iterations, short of the tolerance. */
  readonly nUnconverged: number;
}

export interface OneVsRestOptions {
  readonly kernel: Kernel;
  readonly C: number;
  readonly balanced: boolean;
  readonly tolerance: number;
  readonly probability: boolean;
}

/**
 * Fits one binary support vector machine a class. All problems share one kernel matrix.
 *
 * @throws as every learner
 * @see R. Rifkin, A. Klautau, "In defense of one-vs-all classification", JMLR 5, 2004
 */
export function* fitOneVsRest(data: TrainingData, { kernel, C, balanced, tolerance, probability }: OneVsRestOptions, seed: number, kernels?: LearnerKernels): Generator<FitProgress, OneVsRestModel> {
  const counts = checkTrainingData(data);
  const { X, y, nClasses } = data;
  const n = X.nRows;
  const rows = Int32Array.from({ length: n }, (_, t) => t);
  const solver = createBinarySolver(kernel, { X, order: rows, groupStart: Int32Array.of(0, n) }, kernels);
  const classes = Int32Array.from(counts.keys()).filter((k) => counts[k] > 0);
  const m = classes.length;
  const coefficients = new Float64Array(m * n);
  const rho = new Float64Array(m);
  const sigmoidA = new Float64Array(probability ? m : 0);
  const sigmoidB = new Float64Array(probability ? m : 0);
  let nUnconverged = 0;
  for (let c = 0; c < m; c++) {
    const sign = Int8Array.from(y, (k) => (k === classes[c] ? 1 : -1));
    const own = counts[classes[c]];
    const bound = Float64Array.from(sign, (s) => (balanced ? (C * n) / (2 * (s > 0 ? own : n - own)) : C));
    const problem: BinaryProblem = { rows, sign, bound, tolerance };
    const report: FitProgress = { done: c, total: m, unit: 'pair' };
    if (probability) {
      const sigmoid = yield* reporting(fitHeldOutSigmoid(solver, problem, createRandom(seed, c)), report);
      sigmoidA[c] = sigmoid.A;
      sigmoidB[c] = sigmoid.B;
    }
    const solution = yield* reporting(solver.solve(problem), report);
    coefficients.set(solution.coefficients, c * n);
    rho[c] = solution.rho;
    if (!solution.converged) nUnconverged++;
    yield { done: c + 1, total: m, unit: 'pair' };
  }
  const support = Array.from({ length: n }, (_, t) => t).filter((t) => classes.some((_, c) => coefficients[c * n + t] !== 0));
  return {
    kind: 'svm-rest', nClasses, nFeatures: X.nColumns, ...kernel, classes,
    supportVectors: selectRows(X, support).data,
    coefficients: Float64Array.from({ length: m * support.length }, (_, i) => coefficients[Math.floor(i / support.length) * n + support[i % support.length]]),
    rho, sigmoidA, sigmoidB, nUnconverged,
  };
}

function* reporting<T>(steps: Generator<void, T>, report: FitProgress): Generator<FitProgress, T> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield report;
  return step.value;
}

/**
 * Without Platt's sigmoids the softmax of the decision values: a ranking whose first largest is the class of the largest
 * decision value, not a calibrated probability. With them each class's sigmoid, over their sum.
 *
 * @returns nRows × nClasses values, row-major, each row summing to 1
 */
export function predictOneVsRest(model: OneVsRestModel, X: Matrix, kernels?: LearnerKernels): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { classes, nClasses, coefficients, rho, sigmoidA, sigmoidB } = model;
  const m = classes.length;
  const nSupport = coefficients.length / m;
  const support: Matrix = { data: model.supportVectors, nRows: nSupport, nColumns: model.nFeatures };
  const decisions = new Float64Array(m);
  const probabilities = new Float64Array(X.nRows * nClasses);
  visitSupportKernels(model, support, X, (row, values) => {
    for (let c = 0; c < m; c++) {
      let sum = -rho[c];
      for (let s = 0; s < nSupport; s++) sum += coefficients[c * nSupport + s] * values[s];
      decisions[c] = sum;
    }
    const largest = decisions.reduce((most, value) => Math.max(most, value), -Infinity);
    const weight = (c: number): number => (sigmoidA.length > 0 ? Math.max(sigmoidProbability({ A: sigmoidA[c], B: sigmoidB[c] }, decisions[c]), Number.MIN_VALUE) : Math.exp(decisions[c] - largest));
    const weights = Float64Array.from(classes, (_, c) => weight(c));
    const total = weights.reduce((sum, value) => sum + value, 0);
    for (let c = 0; c < m; c++) probabilities[row * nClasses + classes[c]] = weights[c] / total;
  }, kernels);
  return probabilities;
}

/** The model when `value` (parsed from a file) is a sound one; throws `model-invalid`. */
export function parseOneVsRestModel(value: unknown): OneVsRestModel {
  const reader = createModelReader(value, 'svm-rest');
  const fields = readSvmFields(reader);
  const m = fields.classes.length;
  const coefficients = reader.array('coefficients', 'Float64Array');
  const nSupport = coefficients.length / m;
  if (nSupport === 0 || !Number.isInteger(nSupport)) reader.fail(`it holds ${coefficients.length} coefficients for ${m} classes`);
  const supportVectors = reader.array('supportVectors', 'Float32Array', nSupport * fields.nFeatures);
  return { kind: 'svm-rest', ...fields, supportVectors, coefficients, ...readDecisionFields(reader, m) };
}
